"""Scanned pages and pictures: recognised into the same glyphs and rules as a drawn page. Needs the extra ``ocr``.

Without it ``read_image`` says what to install. The engine is ``ocr``, the geometry ``scan_image``, the reading ``scan_text``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from jiheng.documents import ocr
from jiheng.documents.content import Document, FileKind, Limits
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import DamagedFile, PictureTooLarge, RecognitionMissing, TooManyPages
from jiheng.documents.pdf import document_of, draft_of
from jiheng.documents.pdf_content import PageContent
from jiheng.documents.pdf_drafts import PageDraft
from jiheng.documents.pdf_notices import Notices

_STATED: Final = (100, 650)
_SHEET: Final = (5.0, 24.0)
"""Inches: the longer side of a sheet from a receipt to A2; a resolution that makes it otherwise is not believed."""

_A4: Final = 11.69


def read_image(data: bytes, path: str, limits: Limits) -> Document:
    """The paragraphs and tables of a picture (each page of a TIFF), by character recognition.

    Raises:
        DocumentError: the extra is not installed, the picture is damaged or beyond a limit.
    """
    if not ocr.is_available():
        raise RecognitionMissing(path)
    from jiheng.documents.scan_page import recognised

    deadline, notices = Deadline(path, limits), Notices(path)
    pages: list[PageDraft] = []
    for picture, dpi in pictures(data, path, limits):
        deadline.check()
        height, width = picture.shape[:2]
        page = PageContent(number=len(pages) + 1, width=width * 72 / dpi, height=height * 72 / dpi)
        pages.append(draft_of(recognised(picture, dpi, page), notices))
    return document_of(FileKind.IMAGE, data, pages, notices)


def pictures(data: bytes, path: str, limits: Limits) -> Iterator[tuple[Any, float]]:
    """Each page of the file as pixels (blue, green, red) of about the resolution wanted, with its resolution."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP"))
            count = getattr(image, "n_frames", 1)
            if count > limits.pages:
                raise TooManyPages(path, count, limits.pages)
            for number in range(count):
                image.seek(number)
                if image.width * image.height > limits.pixels:
                    raise PictureTooLarge(path, image.width, image.height, limits.pixels)
                stated = float(image.info.get("dpi", (0, 0))[0] or 0)
                flat = _flat(ImageOps.exif_transpose(image) or image)
                dpi = _resolution(flat.size, stated)
                scale = ocr.DPI / dpi
                if not 0.9 <= scale <= 1.1:
                    size = max(1, round(flat.width * scale)), max(1, round(flat.height * scale))
                    flat, dpi = flat.resize(size, Image.Resampling.LANCZOS), ocr.DPI
                yield np.ascontiguousarray(np.asarray(flat)[:, :, ::-1]), dpi
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DamagedFile(path, "图片打不开或不完整") from error


def _flat(image: Any) -> Any:
    """In colour, on white where it is transparent."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        from PIL import Image

        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        return ground.convert("RGB")
    return image.convert("RGB")


def _resolution(size: tuple[int, int], stated: float) -> float:
    """Dots to an inch: what the file states when that makes a sheet of paper, else as if it were A4."""
    longer = max(size)
    if _STATED[0] <= stated <= _STATED[1] and _SHEET[0] <= longer / stated <= _SHEET[1]:
        return stated
    return max(longer / _A4, 30.0)
