"""Sampling plans and re-check scores."""
