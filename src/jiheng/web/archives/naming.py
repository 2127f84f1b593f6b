"""Names in a package: readable, and fit for every system."""

from __future__ import annotations

from typing import Final

_HYPHENS: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
_LONGEST: Final = 80


def part(text: str) -> str:
    """The text as one part of a path; a long one keeps its end, where the type of a file stands."""
    plain = "".join(character for character in text if ord(character) >= 32).translate(_HYPHENS)
    if len(plain) > _LONGEST:
        plain = f"{plain[: _LONGEST // 2]}…{plain[-_LONGEST // 2 + 1 :]}"
    return plain.strip().rstrip(".").strip() or "未命名"
