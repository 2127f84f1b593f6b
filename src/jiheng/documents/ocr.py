"""The character recogniser: one engine in a process, models from its package, nothing fetched. Needs the extra ``ocr``.

Finds boxes of text in a page's picture and reads pictures of single lines; what stands in which cell is for ``scan_text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from threading import RLock
from typing import Any, Final, TypeAlias

Picture: TypeAlias = Any
"""Pixels: rows by columns (by colour), a numpy array of bytes."""

DPI: Final = 200.0
"""Resolution at which pages are recognised: less loses small figures, more only costs time."""

RECOGNISER: Final = RLock()
_PARTS: Final = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")
_SIDE: Final = 1280
"""The detector looks at a copy no larger than this: twice as fast, and no worse on pages of 200 dpi."""

_PARAMETERS: Final = {
    "Global.log_level": "error",
    "Global.text_score": 0.0,
    "Global.max_side_len": 4000,
    "Det.limit_type": "max",
    "Det.limit_side_len": _SIDE,
    "Rec.rec_img_shape": [3, 48, 96],  # the least width of a batch: most cells of a form hold a few characters
}


@dataclass(frozen=True, slots=True)
class Word:
    """What was read in one picture of a line, and how sure the recogniser is (0 to 1)."""

    text: str
    confidence: float


@cache
def is_available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(part) is not None for part in _PARTS)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def find_text(picture: Picture) -> list[Any]:
    """The corners of each line of text found (four points, clockwise from the top left)."""
    with RECOGNISER:
        found = _engine()(picture, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else list(found.boxes)


def read_lines(pictures: list[Picture]) -> list[Word]:
    """What stands in each picture of one line."""
    if not pictures:
        return []
    with RECOGNISER:
        found = _engine().recognize_txt(pictures)
    return [Word(text, float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def lines_in(picture: Picture) -> tuple[str, ...]:
    """The lines of text in a picture of anything, whichever way up each is."""
    with RECOGNISER:
        found = _engine()(picture, use_det=True, use_cls=True, use_rec=True)
    return tuple(found.txts or ())


def bare_engine() -> Any:
    """The recogniser as its package gives it, with our size of page: what a benchmark is measured against."""
    from rapidocr import RapidOCR

    return RapidOCR(params={name: _PARAMETERS[name] for name in ("Global.log_level", "Det.limit_type", "Det.limit_side_len")})
