"""Pieces of a scanned page as small pictures, so that a doubtful reading can be held against the paper. Needs the extra ``ocr``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, Final

from jiheng.documents import ocr
from jiheng.documents.content import Limits
from jiheng.documents.errors import DocumentError
from jiheng.documents.members import MARK, member_bytes, member_names
from jiheng.model import Place

_MARGIN: Final = 5.0
"""Points of paper shown around the place."""

_DPI: Final = 150.0


class Crops:
    """Cuts pieces out of the pages of one file; a page is rendered once and kept until another is asked for."""

    def __init__(self, path: str, limits: Limits | None = None) -> None:
        self._path, self._limits = path, limits or Limits()
        self._number, self._page, self._scale = 0, None, 1.0
        self._data: bytes | None = None

    def of(self, place: Place) -> bytes | None:
        """The place as a PNG; None when the file is gone or the place has no box."""
        if place.page is None or place.box is None or not ocr.is_available():
            return None
        try:
            page = self._shown(place.page)
        except (DocumentError, OSError):
            return None
        x0, y0, x1, y1 = ((value + side * _MARGIN) * self._scale for value, side in zip(place.box, (-1, -1, 1, 1), strict=True))
        area = max(0, int(x0)), max(0, int(y0)), min(page.width, int(x1) + 1), min(page.height, int(y1) + 1)
        if area[2] <= area[0] or area[3] <= area[1]:
            return None
        out = BytesIO()
        page.crop(area).convert("P", palette=1, colors=32).save(out, "PNG", optimize=True)
        return out.getvalue()

    def _shown(self, number: int) -> Any:
        if number != self._number:
            if self._data is None:
                self._data = member_bytes(Path(self._path.split(MARK)[0]), member_names(self._path), self._limits)
            self._page, self._scale = _page(self._data, self._path, number, self._limits)
            self._number = number
        return self._page


def _page(data: bytes, path: str, number: int, limits: Limits) -> tuple[Any, float]:
    """The page as a picture, and its pixels to a point."""
    from PIL import Image

    if b"%PDF" in data[:1024]:
        from jiheng.documents.pdf import open_pdf

        document = open_pdf(data, path)
        try:
            if number > len(document):
                raise OSError(number)
            page = document[number - 1]
            return page.render(scale=_DPI / 72).to_pil().convert("RGB"), _DPI / 72
        finally:
            document.close()
    from jiheng.documents.scan import pictures

    for at, (picture, dpi) in enumerate(pictures(data, path, limits), 1):
        if at == number:
            return Image.fromarray(picture[:, :, ::-1]), dpi / 72
    raise OSError(number)
