"""Pages of a PDF as pictures, for people to look at. Needs pillow, which matplotlib brings along."""

from __future__ import annotations

from io import BytesIO

from jiheng.documents.errors import DamagedFile
from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import PDFIUM


def page_sizes(data: bytes, path: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points, as boxes count them.

    Raises:
        DocumentError: locked or damaged.
    """
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def page_picture(data: bytes, path: str, number: int, *, width: int) -> bytes:
    """Page ``number`` (from 1) as a PNG so many pixels wide.

    Raises:
        DocumentError: locked, damaged, or without such a page.
    """
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            if not 1 <= number <= len(document):
                raise DamagedFile(path, f"没有第 {number} 页")
            page = document[number - 1]
            picture = page.render(scale=width / page.get_width()).to_pil()
        finally:
            document.close()
    out = BytesIO()
    picture.convert("P", palette=1, colors=64).save(out, "PNG")
    return out.getvalue()
