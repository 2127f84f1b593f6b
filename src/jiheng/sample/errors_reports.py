"""Seeded errors of evaluation reports."""
