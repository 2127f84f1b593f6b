"""Dossiers on their way: states, steps, deadlines, returns, discussion."""
