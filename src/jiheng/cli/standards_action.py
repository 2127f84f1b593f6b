"""What ``jiheng standards`` shows, and how it calls evidence; apart, so that the command line starts without reading standards."""

from __future__ import annotations

from enum import StrEnum


class StandardsAction(StrEnum):
    """The words after ``jiheng standards``."""

    LIST = "list"
    SHOW = "show"
    FRAMES = "frames"
    FRAME = "frame"
    FORMULAS = "formulas"
    RULES = "rules"
    FLOWS = "flows"


EVIDENCE = {"confirmed": "已核原文", "secondary": "二手资料", "from_memory": "凭记忆，待核", "practice": "通行做法"}
