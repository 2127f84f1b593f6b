"""Surveys of satisfaction: built, opened, answered by people who are not signed in, closed, counted."""
