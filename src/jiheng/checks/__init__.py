"""Words to findings: one file a check; the file is the check, its page, its examples and its test.

Sees records and standards, never paper. A check yields; it does not raise, print, read files, look at the clock or know a
jurisdiction.
"""

from jiheng.checks.registry import Check, Said, all_checks, check
from jiheng.checks.subjects import Dossier, Entry, FactLine, FundsLine, IndicatorRow, ScoreRow, visits

__all__ = [
    "Check",
    "Dossier",
    "Entry",
    "FactLine",
    "FundsLine",
    "IndicatorRow",
    "Said",
    "ScoreRow",
    "all_checks",
    "check",
    "visits",
]
