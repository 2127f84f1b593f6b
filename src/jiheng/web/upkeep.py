"""Keeping the database quick: what its planner knows of the rows. PostgreSQL looks after itself, SQLite has to be told."""

from __future__ import annotations

import datetime
from collections import Counter

from django.db import connection


def refresh(_on: datetime.date) -> Counter[str]:
    """Let SQLite look at tables that have grown since it last did; nothing to be counted."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("PRAGMA optimize=0x10002")
    return Counter()


def refresh_wholly() -> None:
    """After many rows at once: both databases look at every table."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
