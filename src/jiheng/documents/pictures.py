"""Pages as pictures, for people to look at: of a PDF, of a scan, and of an OFD, whose text and lines are drawn anew.

Needs pillow, which matplotlib brings along.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final

from lxml import etree

from jiheng.documents.content import Limits
from jiheng.documents.errors import DamagedFile
from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import PDFIUM, Glyph, PageContent
from jiheng.documents.sniffing import Content, sniff

PNG, SVG = "image/png", "image/svg+xml"
_SVG: Final = "http://www.w3.org/2000/svg"
_FONTS: Final = "SimSun, 'Songti SC', 'Noto Serif CJK SC', 'Noto Sans CJK SC', serif"


def page_sizes(data: bytes, path: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points, as boxes count them.

    Raises:
        DocumentError: locked or damaged.
    """
    kind = _kind(data, path)
    if kind is Content.OFD:
        return tuple((content.width, content.height) for content in _ofd_pages(data, path))
    if kind is Content.IMAGE:
        return tuple((picture.shape[1] * 72 / dpi, picture.shape[0] * 72 / dpi) for picture, dpi in _scanned(data, path))
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def is_picture(data: bytes, path: str) -> bool:
    """Whether its writing must be recognised, which takes seconds a page: a picture, or a PDF with pages that hold no characters.

    Raises:
        DocumentError: locked or damaged.
    """
    kind = _kind(data, path)
    if kind is not Content.PDF:
        return kind is Content.IMAGE
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            return any(not page.get_textpage().count_chars() for page in document)
        finally:
            document.close()


def page_picture(data: bytes, path: str, number: int, *, width: int, notes: bool = True) -> tuple[bytes, str]:
    """Page ``number`` (from 1) as a PNG so many pixels wide, or as an SVG, and which; without ``notes`` annotations of a PDF are left out.

    Raises:
        DocumentError: locked, damaged, or without such a page.
    """
    kind = _kind(data, path)
    if kind is Content.OFD:
        content = next(islice(_ofd_pages(data, path), number - 1, None), None) if number > 0 else None
        if content is None:
            raise DamagedFile(path, f"没有第 {number} 页")
        return _drawn(content), SVG
    picture = _scan(data, path, number, width) if kind is Content.IMAGE else _pdf_page(data, path, number, width, notes=notes)
    out = BytesIO()
    picture.convert("P", palette=1, colors=64).save(out, "PNG")
    return out.getvalue(), PNG


def _kind(data: bytes, path: str) -> Content:
    return Content.PDF if b"%PDF" in data[:1024] else sniff(data, path, Limits())


def _pdf_page(data: bytes, path: str, number: int, width: int, *, notes: bool) -> Any:
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            if not 1 <= number <= len(document):
                raise DamagedFile(path, f"没有第 {number} 页")
            page = document[number - 1]
            return page.render(scale=width / page.get_width(), draw_annots=notes).to_pil()
        finally:
            document.close()


# -- scans --------------------------------------------------------------------------------------------------------------


def _scanned(data: bytes, path: str) -> Iterator[tuple[Any, float]]:
    from jiheng.documents.scan import pictures

    return pictures(data, path, Limits())


def _scan(data: bytes, path: str, number: int, width: int) -> Any:
    from PIL import Image

    pixels = next(islice(_scanned(data, path), number - 1, None), None) if number > 0 else None
    if pixels is None:
        raise DamagedFile(path, f"没有第 {number} 页")
    picture = Image.fromarray(pixels[0][:, :, ::-1])
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


# -- OFD ----------------------------------------------------------------------------------------------------------------


def _ofd_pages(data: bytes, path: str) -> Iterator[PageContent]:
    from jiheng.documents.ofd import page_contents

    return page_contents(data, path, Limits())


def _drawn(content: PageContent) -> bytes:
    """The page's areas, lines and characters as an SVG; pictures are frames, for what is in them was not read."""
    size = {"width": f"{content.width:.1f}", "height": f"{content.height:.1f}", "viewBox": f"0 0 {content.width:.1f} {content.height:.1f}"}
    root = etree.fromstring(f'<svg xmlns="{_SVG}"/>')
    for name, value in size.items():
        root.set(name, value)
    etree.SubElement(root, f"{{{_SVG}}}rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    for fill in content.fills:
        shade = max(0, min(255, round(fill.luminance * 255)))
        _rectangle(root, fill.box, {"fill": f"#{shade:02x}{shade:02x}{shade:02x}"})
    for picture in content.pictures:
        _rectangle(root, picture.box, {"fill": "none", "stroke": "#999", "stroke-dasharray": "3 3"})
    for rule in content.rules:
        if not rule.pale:
            ends = (rule.start, rule.at, rule.end, rule.at) if rule.level else (rule.at, rule.start, rule.at, rule.end)
            places = dict(zip(("x1", "y1", "x2", "y2"), (f"{value:.2f}" for value in ends), strict=True))
            etree.SubElement(root, f"{{{_SVG}}}line", {**places, "stroke": "#000", "stroke-width": "0.6"})
    for glyph in content.glyphs:
        _character(root, glyph)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _rectangle(root: etree._Element, box: tuple[float, float, float, float], look: dict[str, str]) -> None:
    left, top, right, bottom = box
    place = {"x": f"{left:.2f}", "y": f"{top:.2f}", "width": f"{max(right - left, 0):.2f}", "height": f"{max(bottom - top, 0):.2f}"}
    etree.SubElement(root, f"{{{_SVG}}}rect", {**place, **look})


def _character(root: etree._Element, glyph: Glyph) -> None:
    if not glyph.text.strip() or not glyph.text.isprintable():
        return
    place = {"x": f"{glyph.x0:.2f}", "y": f"{glyph.base:.2f}", "font-size": f"{glyph.size:.2f}", "font-family": _FONTS}
    if glyph.angle:
        place["transform"] = f"rotate({glyph.angle} {glyph.x0:.2f} {glyph.base:.2f})"
    etree.SubElement(root, f"{{{_SVG}}}text", place).text = glyph.text
