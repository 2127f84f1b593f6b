"""PDF files made in the test with Typst and, where Typst has no word for it, by hand."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import pylopdf_fonts_zh_cn
import typst

from jiheng.documents.content import Document, Limits, Paragraph, Table
from jiheng.documents.pdf import read_pdf

PAGE = """
#set page(width: {width}pt, height: {height}pt, margin: (x: 50pt, y: {margin}pt){more})
#set text(font: "Noto Serif SC", size: 10pt, lang: "zh", region: "cn")
#set table(stroke: 0.5pt, inset: 4pt)
"""


@cache
def _fonts() -> list[str]:
    return [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)]


def typeset(body: str, *, width: int = 595, height: int = 842, margin: int = 50, more: str = "") -> bytes:
    """A PDF of this Typst text. ``more`` adds settings of the page (", numbering: ...")."""
    source = PAGE.format(width=width, height=height, margin=margin, more=more) + body
    compiler = typst.Compiler(source.encode(), font_paths=_fonts(), ignore_system_fonts=True)  # type: ignore[misc]  # stubs leave Input open
    pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


def read_made(data: bytes, limits: Limits | None = None) -> Document:
    """The document read from a PDF made here."""
    return read_pdf(data, "made.pdf", limits or Limits())


def read_typeset(body: str, **page: object) -> Document:
    """The document read from Typst text."""
    return read_made(typeset(body, **page))  # type: ignore[arg-type]  # the page's settings are passed on as they are


def tables(document: Document) -> list[Table]:
    """The tables outside of others."""
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[str]:
    """The texts of the paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(table: Table) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    return [[cell.text for cell in row] for row in table.by_row()]


def by_hand(content: bytes, *, rotate: int = 0, resources: str = "", media: tuple[int, int, int, int] = (0, 0, 595, 842)) -> bytes:
    """A page with this content stream and Helvetica as /F1."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(media[2] - media[0], media[3] - media[1]))
    page.MediaBox = pikepdf.Array(list(media))
    page.Contents = pdf.make_stream(content)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    if resources == "image":
        grey = pdf.make_stream(bytes([200]) * 100)
        grey.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 10, "/Height": 10, "/BitsPerComponent": 8})
        grey["/ColorSpace"] = pikepdf.Name.DeviceGray
        page.Resources.XObject = pikepdf.Dictionary(Im1=grey)
    if rotate:
        page.Rotate = rotate
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]  # passed on as they are
    return out.getvalue()


def opened(data: bytes) -> pikepdf.Pdf:
    """A PDF to change by hand."""
    return pikepdf.open(io.BytesIO(data))
