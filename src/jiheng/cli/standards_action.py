"""What ``jiheng standards`` shows; apart, so that the command line starts without reading standards."""

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
