"""One page's picture to what the page shows: glyphs with their confidence, and rules. Needs the extra ``ocr``."""

from __future__ import annotations

from typing import Any, Final

from jiheng.documents.ocr import DPI, Picture
from jiheng.documents.pdf_content import PageContent
from jiheng.documents.scan_image import straightened
from jiheng.documents.scan_text import glyphs_of

_PIXELS: Final = 40_000_000


def rendered(document: Any, number: int) -> tuple[Picture, float]:
    """The page of an open PDF as pixels (blue, green, red), and its resolution (less for posters)."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, (_PIXELS / max(width * height, 1.0)) ** 0.5)
        return page.render(scale=scale, draw_annots=True).to_numpy()[:, :, :3].copy(), 72 * scale
    finally:
        page.close()


def recognised(picture: Picture, dpi: float, page: PageContent) -> PageContent:
    """The page with what was recognised in its picture; ``tilt`` leads back to the page as scanned."""
    sheet = straightened(picture, dpi)
    page.glyphs = glyphs_of(sheet)
    page.rules = sheet.rules
    page.tilt = sheet.tilt
    page.recognised = True
    page.hidden, page.fills, page.pictures, page.curves = [], [], [], 0
    return page
