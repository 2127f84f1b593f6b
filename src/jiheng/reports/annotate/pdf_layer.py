"""A page of a PDF made anew as a picture of itself, parts of it black, with the rest of its text under it to be searched and read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from jiheng.documents.pdf_content import Glyph
from jiheng.model import Box

_DPI: Final = 200.0
_PIXELS: Final = 40_000_000
_QUALITY: Final = 88
#: Ink may stand out of its character's box by so many points.
_MARGIN: Final = 1.0
#: The meanings of a font stand in one section, which may hold a hundred.
_PER_FONT: Final = 100
#: What of a page is left when its content is replaced; all else could hold what was hidden.
_KEPT: Final = frozenset({"/Type", "/Parent", "/UserUnit"})
HIDDEN: Final = "*"


def picture(page: Any, black: Sequence[Box]) -> tuple[bytes, tuple[int, int]]:
    """The page (of pypdfium2) as a JPEG, the boxes black before anything is written; and its size in pixels."""
    from PIL import ImageDraw

    width, height = page.get_size()
    scale = min(_DPI / 72, (_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = page.render(scale=scale, draw_annots=True).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in black:
        draw.rectangle(
            ((left - _MARGIN) * scale, (top - _MARGIN) * scale, (right + _MARGIN) * scale, (bottom + _MARGIN) * scale), fill="black"
        )
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue(), image.size


def replace_page(
    pdf: pikepdf.Pdf, page: pikepdf.Page, size: tuple[float, float], shown: tuple[bytes, tuple[int, int]], text: list[Glyph]
) -> None:
    """Make the page a picture with invisible text; everything else it held is let go."""
    width, height = size
    fonts, written = _layer(pdf, text, height)
    for key in [key for key in page.obj.keys() if key not in _KEPT]:  # noqa: SIM118 - not a dict
        del page.obj[key]
    image = pdf.make_stream(b"")
    image.write(shown[0], filter=Name.DCTDecode)
    image[Name.Type], image[Name.Subtype] = Name.XObject, Name.Image
    image[Name.Width], image[Name.Height] = shown[1]
    image[Name.ColorSpace], image[Name.BitsPerComponent] = Name.DeviceRGB, 8
    drawing = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Page Do Q\n".encode() + written
    page.obj[Name.MediaBox] = Array([0, 0, round(width, 3), round(height, 3)])
    page.obj[Name.Resources] = Dictionary(XObject=Dictionary(Page=image), Font=fonts)
    page.obj[Name.Contents] = pdf.make_stream(drawing)


def _layer(pdf: pikepdf.Pdf, text: list[Glyph], height: float) -> tuple[Dictionary, bytes]:
    """The fonts, and the drawing that sets each character where it stands without ink."""
    codes: dict[str, tuple[int, int]] = {}
    lines = ["BT 3 Tr"]
    for glyph in text:
        for character in glyph.text:
            codes.setdefault(character, (len(codes) // _PER_FONT, len(codes) % _PER_FONT + 1))
        wide = "".join(f"{codes[character][1]:02x}" for character in glyph.text)
        font = codes[glyph.text[0]][0] if glyph.text else 0
        if glyph.text and all(codes[character][0] == font for character in glyph.text):
            lines.append(f"/F{font} 1 Tf {_matrix(glyph, height)} Tm <{wide}> Tj")
    fonts = Dictionary()
    for number in range((len(codes) + _PER_FONT - 1) // _PER_FONT):
        own = [character for character, (font, _code) in codes.items() if font == number]
        fonts[f"/F{number}"] = pdf.make_indirect(_font(pdf, own))
    return fonts, "\n".join([*lines, "ET"]).encode()


def _matrix(glyph: Glyph, height: float) -> str:
    """From a unit square to the character's place and direction on the page."""
    size = max(glyph.size, 1.0)
    count = max(len(glyph.text), 1)
    values: tuple[float, ...]
    if glyph.angle in {90, 270}:
        advance = max(glyph.bottom - glyph.top, 0.1) / count
        down = glyph.angle == 90
        values = (
            (0, -advance, size, 0, glyph.base, height - glyph.top) if down else (0, advance, -size, 0, glyph.base, height - glyph.bottom)
        )
    elif glyph.angle == 180:
        values = (-max(glyph.x1 - glyph.x0, 0.1) / count, 0, 0, -size, glyph.x1, height - glyph.top - 0.14 * size)
    else:
        values = (max(glyph.x1 - glyph.x0, 0.1) / count, 0, 0, size, glyph.x0, height - glyph.base)
    return " ".join(f"{value:.3f}" for value in values)


def _font(pdf: pikepdf.Pdf, characters: list[str]) -> Dictionary:
    """A font of empty squares that says what each of its codes means."""
    count = len(characters)
    square = pdf.make_stream(b"1000 0 0 0 1000 1000 d1")
    meanings = "\n".join(f"<{code:02x}> <{character.encode('utf-16-be').hex()}>" for code, character in enumerate(characters, start=1))
    names = Array([1, *[Name.Square] * count])
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=1,
        LastChar=count,
        Widths=Array([1000] * count),
        CharProcs=Dictionary(Square=square),
        Encoding=Dictionary(Type=Name.Encoding, Differences=names),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(_MAP.format(count=count, meanings=meanings).encode()),
    )


#: What the codes of a font mean.
_MAP: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
{count} beginbfchar
{meanings}
endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end
"""
