"""Dossiers and their records: one subject in one year, each form in immutable versions. Which stage comes next is not decided here."""
