"""What one PDF page shows: glyphs and rules in points from the page's top left corner, as a reader sees it (rotation applied).

Reads through pdfium and knows no line, cell or paragraph. pdfium is not thread safe: whoever calls holds ``PDFIUM``.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import pypdfium2.raw as pdfium

from jiheng.documents.pdf_fields import load_shown
from jiheng.documents.pdf_ink import Artist, Fill, Picture, Rule, read_ink
from jiheng.documents.pdf_radicals import unified
from jiheng.model import Box

PDFIUM = RLock()
HYPHEN = "\x02"
"""pdfium's sign for a hyphen at the end of a line."""

WHITE = 0.95
"""Luminance above which ink cannot be told from paper."""

INVISIBLE_MODES = {3, 7}
"""Text rendering modes that draw nothing: invisible, and clipping only."""


@dataclass(slots=True, eq=False)
class Glyph:
    """One drawn character. The box is its em square (advance by font size), ``base`` the baseline.

    ``angle`` is the direction of writing on the shown page: 0 to the right, 90 downwards, 180 to the left, 270 upwards.
    ``confidence`` is that of character recognition, None for drawn text.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    angle: int
    order: int
    artifact: bool = False
    confidence: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """Where the glyph stands: decides which cell it belongs to."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        return self.x0, self.top, self.x1, self.bottom


@dataclass(slots=True)
class PageContent:
    """One page as seen. ``hidden`` is text drawn invisibly (a layer of recognised text over a scan).

    ``recognised`` says that glyphs and rules come from character recognition, ``tilt`` by how many degrees the page was turned for it.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    watermark: list[Glyph] = field(default_factory=list)
    unmapped: int = 0
    white: int = 0
    clipped: int = 0
    curves: int = 0
    recognised: bool = False
    tilt: float = 0.0

    @property
    def picture_share(self) -> float:
        """Share of the page covered by its largest picture."""
        area = self.width * self.height
        return max(((p.box[2] - p.box[0]) * (p.box[3] - p.box[1]) / area for p in self.pictures), default=0.0) if area else 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The way from user space of a page to the page as shown, and back."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        """The frame of a pypdfium2 page."""
        media, crop = page.get_mediabox(), page.get_cropbox()
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if right <= left or top <= bottom:
            left, bottom, right, top = media
        return cls(left, bottom, right, top, int(page.get_rotation()) % 360)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in {90, 270} else (width, height)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the shown page."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def user(self, x: float, y: float) -> tuple[float, float]:
        """A point of the shown page in user space (for annotations)."""
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        if self.rotation == 270:
            return self.right - y, self.top - x
        return x + self.left, self.top - y

    def direction(self, dx: float, dy: float) -> tuple[float, float]:
        """A direction of user space on the shown page."""
        x0, y0 = self.shown(0.0, 0.0)
        x1, y1 = self.shown(dx, dy)
        return x1 - x0, y1 - y0


@dataclass(slots=True)
class _Style:
    """What the glyphs of one text object share."""

    size: float
    angle: int | None
    luminance: float
    alpha: int
    mode: int
    clip: Box | None
    mark: str


def read_page(document: Any, number: int) -> tuple[PageContent, Frame]:
    """What the page with this number (from 1) shows, and its frame; the page itself is released."""
    page, loose = load_shown(document, number - 1)
    try:
        frame = Frame.of(page)
        content = _content(page, number, frame)
    finally:
        page.close()
    for value, rect in loose:
        content.glyphs += _set_in(value, rect, frame)
    return content, frame


def _content(page: Any, number: int, frame: Frame) -> PageContent:
    width, height = frame.size
    content = PageContent(number=number, width=width, height=height)
    artist = Artist(frame.shown)
    read_ink(page.raw, artist)
    content.rules, content.fills, content.pictures = artist.rules, artist.fills, artist.pictures
    content.curves = artist.curves
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    try:
        if text_page:
            _Scribe(text_page, frame, artist, content).read()
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
    return content


def _set_in(value: str, rect: Box, frame: Frame) -> list[Glyph]:
    """The glyphs of a field's value, set in one line into its frame."""
    (ax, ay), (bx, by) = frame.shown(rect[0], rect[1]), frame.shown(rect[2], rect[3])
    x0, x1, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    units = [1.0 if ord(character) > 0x2E7F else 0.5 for character in value]
    size = min(10.0, 0.7 * (bottom - top), (x1 - x0 - 4) / max(sum(units), 1))
    base = (top + bottom) / 2 + 0.36 * size
    glyphs: list[Glyph] = []
    x = x0 + 2
    for character, unit in zip(value, units, strict=True):
        character = " " if character.isspace() else unified(character)
        glyphs.append(Glyph(character, x, base - 0.86 * size, x + unit * size, base + 0.14 * size, base, size, 0, 1_000_000 + len(glyphs)))
        x += unit * size
    return glyphs


class _Scribe:
    """Reads the characters of one page into a :class:`PageContent`."""

    def __init__(self, text_page: Any, frame: Frame, artist: Artist, content: PageContent) -> None:
        self.page, self.frame, self.artist, self.content = text_page, frame, artist, content
        self.styles: dict[int, _Style] = {}
        self.rect, self.matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.seen: dict[tuple[str, int], list[tuple[float, float]]] = {}
        self.pending = ""

    def read(self) -> None:
        for index in range(pdfium.FPDFText_CountChars(self.page)):
            code = pdfium.FPDFText_GetUnicode(self.page, index)
            if code in {10, 13} or pdfium.FPDFText_IsGenerated(self.page, index) == 1:
                continue
            if 0xD800 <= code <= 0xDBFF:  # characters beyond U+FFFF may come as two halves
                self.pending = chr(code)
                continue
            if 0xDC00 <= code <= 0xDFFF and self.pending:
                code = 0x10000 + ((ord(self.pending) - 0xD800) << 10) + (code - 0xDC00)
            self.pending = ""
            self._one(index, code)

    def _one(self, index: int, code: int) -> None:
        pointer = pdfium.FPDFText_GetTextObject(self.page, index)
        if not pointer:
            return
        address = ctypes.addressof(pointer.contents)
        style = self.styles.get(address)
        if style is None:
            style = self.styles[address] = self._style(index, pointer, address)
        content = self.content
        if code == 0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or pdfium.FPDFText_HasUnicodeMapError(self.page, index) == 1:
            content.unmapped += 1
            if code == 0:
                code = 0xFFFD
        glyph = self._glyph(index, "-" if chr(code) == HYPHEN else unified(chr(code)), style)
        x, y = glyph.middle
        if not (-1 <= x <= content.width + 1 and -1 <= y <= content.height + 1):
            return
        if style.clip and not (style.clip[0] - 2 <= x <= style.clip[2] + 2 and style.clip[1] - 2 <= y <= style.clip[3] + 2):
            content.clipped += not glyph.text.isspace()
            return
        self._place(glyph, style)

    def _place(self, glyph: Glyph, style: _Style) -> None:
        content = self.content
        x, y = glyph.middle
        if style.mode in INVISIBLE_MODES or style.alpha == 0:
            content.hidden.append(glyph)
        elif style.mark == "Watermark" or style.angle is None or _is_pale_giant(glyph, style):
            content.watermark.append(glyph)
        elif style.luminance > WHITE and not self.artist.is_dark_at(x, y):
            content.white += not glyph.text.isspace()
        elif not self._is_double(glyph):
            glyph.artifact = style.mark in {"Header", "Footer", "Pagination"}
            content.glyphs.append(glyph)

    def _is_double(self, glyph: Glyph) -> bool:
        """Whether the same character was drawn here before (bold by drawing twice)."""
        if glyph.text.isspace():
            return False
        x, y = glyph.middle
        row = int(y // 4)
        limit = 0.25 * max(glyph.size, 1.0)
        text = glyph.text
        for key in ((text, row), (text, row - 1), (text, row + 1)):
            for ox, oy in self.seen.get(key, ()):
                if abs(ox - x) < limit and abs(oy - y) < limit:
                    return True
        self.seen.setdefault((text, row), []).append((x, y))
        return False

    def _glyph(self, index: int, text: str, style: _Style) -> Glyph:
        pdfium.FPDFText_GetLooseCharBox(self.page, index, self.rect)
        pdfium.FPDFText_GetCharOrigin(self.page, index, self.x, self.y)
        shown, rect, size = self.frame.shown, self.rect, style.size
        ax, ay = shown(rect.left, rect.top)
        bx, by = shown(rect.right, rect.bottom)
        ox, oy = shown(self.x.value, self.y.value)
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        top, bottom = (ay, by) if ay <= by else (by, ay)
        if style.angle == 0 and top - size <= oy <= bottom + size:
            base = oy
            top, bottom = oy - 0.86 * size, oy + 0.14 * size
        elif style.angle in {90, 270}:
            base = ox
            x0, x1 = (ox - 0.14 * size, ox + 0.86 * size) if style.angle == 90 else (ox - 0.86 * size, ox + 0.14 * size)
        else:
            base = bottom - 0.14 * size
        return Glyph(text, x0, top, x1, bottom, base, size, style.angle or 0, index)

    def _style(self, index: int, pointer: Any, address: int) -> _Style:
        size = pdfium.FPDFText_GetFontSize(self.page, index)
        angle: int | None = 0
        if pdfium.FPDFText_GetMatrix(self.page, index, self.matrix):
            m = self.matrix
            size = abs(size) * max((m.c * m.c + m.d * m.d) ** 0.5, 1e-6)
            angle = _quadrant(*self.frame.direction(m.a, m.b))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(self.page, index, red, green, blue, alpha)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pointer)
        if mode in {1, 2}:
            pdfium.FPDFText_GetStrokeColor(self.page, index, red, green, blue, alpha)
        return _Style(
            size=size,
            angle=angle,
            luminance=(0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255,
            alpha=alpha.value,
            mode=mode,
            clip=self.artist.clip(address),
            mark=_mark(pointer),
        )


def _is_pale_giant(glyph: Glyph, style: _Style) -> bool:
    """Watermarks set straight: letters far larger than any heading, in pale or see-through ink."""
    return glyph.size >= 40 and (style.luminance > 0.6 or style.alpha < 160)


def _quadrant(dx: float, dy: float) -> int | None:
    """The direction of writing, or None when it is slanted."""
    large, small = max(abs(dx), abs(dy)), min(abs(dx), abs(dy))
    if large == 0:
        return 0
    if small / large > 0.06:
        return None
    if abs(dx) >= abs(dy):
        return 0 if dx > 0 else 180
    return 90 if dy > 0 else 270


def _mark(pointer: Any) -> str:
    """Watermark, Header or Footer when the producer marked the text object so (artifacts of tagged files)."""
    for number in range(pdfium.FPDFPageObj_CountMarks(pointer)):
        mark = pdfium.FPDFPageObj_GetMark(pointer, number)
        if _text(pdfium.FPDFPageObjMark_GetName, mark) != "Artifact":
            continue
        subtype = _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Subtype")
        kind = _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Type")
        return subtype or kind or "Artifact"
    return ""


def _text(function: Any, *arguments: Any) -> str:
    """A UTF-16 string that pdfium writes into a buffer."""
    needed = ctypes.c_ulong()
    function(*arguments, None, 0, needed)
    if needed.value <= 2:
        return ""
    buffer = ctypes.create_string_buffer(needed.value)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), needed.value, needed)
    return buffer.raw[: needed.value].decode("utf-16-le", "replace").rstrip("\0")
