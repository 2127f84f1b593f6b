"""The output formats of ``score``, apart so that the command line starts without the scoring engine."""

from __future__ import annotations

from enum import StrEnum


class ScoreFormat(StrEnum):
    """Output formats of ``score``: the score tree, or the case itself in another form."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    YAML = "yaml"
    CASE = "case"
