"""What pictures within a file say: of a PDF page, of an Office package. Needs the extra ``ocr`` to be read, not to be counted.

Only lines of text come of it, to be looked through before a file is given away; tables are read by ``scan``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

import pypdfium2.raw as pdfium

from jiheng.documents import ocr
from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import PDFIUM
from jiheng.documents.pdf_fields import load_shown
from jiheng.documents.pdf_ink import DEPTH

_SMALLEST: Final = 10
"""Pixels: no number can be read in a picture lower or narrower than this."""
_PIXELS: Final = 40_000_000
_SIDE: Final = 2000
"""The longer side of the copy that is looked at: a photograph's number that is too small there is too small on a screen."""
_READ_IN_ONE_FILE: Final = 40
"""Pictures recognised of one file; more would keep a page waiting for minutes and are left for somebody to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureText:
    """A picture: where it is, what it says; ``lines`` is None where nobody has looked at it."""

    where: str
    lines: tuple[str, ...] | None
    page: int = 0


def texts_in_pdf_pictures(data: bytes, path: str, apart_from: frozenset[int] = frozenset()) -> Iterator[PictureText]:
    """The pictures on the pages of a PDF, each once, but for those pages.

    Raises:
        DocumentError: locked or damaged.
    """
    seen: set[str] = set()
    for number, image in _on_pages(data, path, apart_from):
        key = sha256(image.tobytes()).hexdigest() if image is not None else ""
        if key in seen and key:
            continue
        seen.add(key)
        yield PictureText(where=f"第 {number} 页", page=number, lines=_lines(image, len(seen)))


def texts_in_pictures(pictures: Iterator[tuple[str, bytes]]) -> Iterator[PictureText]:
    """Pictures given by name and bytes, each once."""
    seen: set[str] = set()
    for name, data in pictures:
        key = sha256(data).hexdigest()
        if key in seen:
            continue
        seen.add(key)
        image = _opened(data)
        if image is None or not _is_tiny(image.size):
            yield PictureText(where=name, lines=_lines(image, len(seen)))


def _lines(image: Any, number: int) -> tuple[str, ...] | None:
    if image is None or number > _READ_IN_ONE_FILE or not ocr.is_available():
        return None
    flat = image.convert("RGBA") if image.mode in {"LA", "PA", "P"} else image
    if flat.mode == "RGBA":
        from PIL import Image

        flat = Image.alpha_composite(Image.new("RGBA", flat.size, "white"), flat)
    flat = flat.convert("RGB")
    flat.thumbnail((_SIDE, _SIDE))
    return _recognised(flat.tobytes(), flat.size)


@lru_cache(maxsize=256)
def _recognised(pixels: bytes, size: tuple[int, int]) -> tuple[str, ...]:
    import numpy as np

    return ocr.lines_in(np.frombuffer(pixels, np.uint8).reshape(size[1], size[0], 3)[:, :, ::-1].copy())


def _opened(data: bytes) -> Any:
    """The picture, or None: drawings of other programs (EMF, WMF) and what is damaged or too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"))
        if image.width * image.height > _PIXELS or getattr(image, "n_frames", 1) > 1:
            return None
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return image


def _is_tiny(size: tuple[int, int]) -> bool:
    return min(size) < _SMALLEST


def _on_pages(data: bytes, path: str, apart_from: frozenset[int]) -> Iterator[tuple[int, Any]]:
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            for number in range(1, len(document) + 1):
                if number not in apart_from:
                    page, _loose = load_shown(document, number - 1)
                    for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=DEPTH):
                        if not _is_tiny(one.get_px_size()):
                            yield number, _image(one)
                    page.close()
        finally:
            document.close()


def _image(one: Any) -> Any:
    from pypdfium2 import PdfiumError

    try:
        bitmap = one.get_bitmap()
        image = bitmap.to_pil().copy()
        bitmap.close()
    except (PdfiumError, ValueError):
        return None
    return image if image.width * image.height <= _PIXELS else None
