"""Logs that tell what happened and where, never what a document says.

An exception's text often quotes what it choked on; a log of ours names its class and its lines of code only.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any


class QuietFormatter(logging.Formatter):
    """Time, level, name and message; of an exception its class and its places, not its words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        error: BaseException | None = ei[1]
        parts: list[str] = []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            parts.append("\n".join([type(error).__qualname__, *(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)]))
            error = error.__cause__ or error.__context__
        return "\nwhile handling ".join(parts)
