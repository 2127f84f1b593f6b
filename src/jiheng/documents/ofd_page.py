"""What one OFD page draws: text codes to glyphs, paths to rules and shaded areas, images to pictures."""

from __future__ import annotations

import math
import re
from typing import Final

from lxml import etree

from jiheng.documents.deadline import Deadline
from jiheng.documents.pdf_content import WHITE, Glyph, PageContent
from jiheng.documents.pdf_ink import DEPTH, SEGMENTS, Artist, Matrix, Picture, Point, draw
from jiheng.documents.pdf_lines import is_wide
from jiheng.documents.pdf_radicals import unified

POINTS: Final = 72 / 25.4
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TOKEN: Final = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_ARGUMENTS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_GLYPHS: Final = 400_000
_FAR: Final = 1e6


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def numbers(text: str | None) -> list[float]:
    """The numbers of a list; what is out of all proportion is left out."""
    found = [float(match) for match in _NUMBER.findall(text or "")]
    return [value for value in found if math.isfinite(value) and abs(value) < _FAR]


class PageReader:
    """Draws the objects of a page and of its templates into the page's content."""

    def __init__(self, content: PageContent, left: float, top: float, deadline: Deadline) -> None:
        self._content, self._left, self._top, self._deadline = content, left, top, deadline
        self._artist = Artist(lambda x, y: (x, y))

    def read(self, root: etree._Element) -> None:
        """Draw a page part."""
        for element in root:
            if local(element) == "Content":
                self._block(element, 0)

    def close(self) -> None:
        """Hand the drawn rules, areas and pictures over to the content."""
        content, artist = self._content, self._artist
        content.rules, content.fills, content.pictures, content.curves = artist.rules, artist.fills, artist.pictures, artist.curves

    def _block(self, block: etree._Element, depth: int) -> None:
        for element in block:
            name = local(element)
            if element.get("Visible") == "false":
                continue
            if name in {"Layer", "PageBlock"} and depth < DEPTH:
                self._block(element, depth + 1)
            elif name == "TextObject":
                self._text(element)
            elif name == "PathObject":
                self._path(element)
            elif name == "ImageObject":
                corners = [self._shown(_matrix(element), x, y) for x, y in ((0.0, 0.0), (1.0, 1.0))]
                if element.get("CTM"):
                    (ax, ay), (bx, by) = corners
                    self._artist.pictures.append(Picture((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))))

    def _shown(self, matrix: Matrix, x: float, y: float) -> Point:
        """A point of an object on the page, in points."""
        a, b, c, d, e, f = matrix
        return (a * x + c * y + e - self._left) * POINTS, (b * x + d * y + f - self._top) * POINTS

    # -- text ---------------------------------------------------------------------------------------------------------

    def _text(self, element: etree._Element) -> None:
        self._deadline.check()
        matrix = _matrix(element)
        a, b, c, d, _, _ = matrix
        size = (numbers(element.get("Size")) or [0.0])[0]
        shown_size = size * math.hypot(c, d) * POINTS
        if shown_size <= 0.1:
            return
        angle = _quadrant(a, b, int((numbers(element.get("CharDirection")) or [0.0])[0]))
        luminance, alpha = _ink(element, "FillColor")
        is_drawn = element.get("Fill") != "false" or element.get("Stroke") == "true"
        stretch = (numbers(element.get("HScale")) or [1.0])[0]
        reading = int((numbers(element.get("ReadDirection")) or [0.0])[0])
        x = y = 0.0
        for code in element:
            if local(code) != "TextCode" or not code.text:
                continue
            start_x, start_y = numbers(code.get("X")), numbers(code.get("Y"))
            x, y = start_x[0] if start_x else x, start_y[0] if start_y else y
            text = code.text.strip("\r\n") or code.text
            across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
            for index, character in enumerate(text):
                natural = (size if is_wide(character) else 0.5 * size) * stretch
                step = across[index] if index < len(across) else None
                width = _width(step, natural, size)
                place = self._shown(matrix, x, y)
                glyph = _glyph(character, place, width * math.hypot(a, b) * POINTS, shown_size, angle, len(self._content.glyphs))
                self._place(glyph, luminance, is_seen=is_drawn and alpha > 0, is_slanted=angle is None)
                if step is None and index >= len(down) and reading in {90, 270}:
                    y += natural if reading == 90 else -natural
                else:
                    x += step if step is not None else 0.0 if down else natural
                y += down[index] if index < len(down) else 0.0

    def _place(self, glyph: Glyph, luminance: float, *, is_seen: bool, is_slanted: bool) -> None:
        content = self._content
        x, y = glyph.middle
        if not (-1 <= x <= content.width + 1 and -1 <= y <= content.height + 1) or len(content.glyphs) >= _GLYPHS:
            return
        if 0xE000 <= ord(glyph.text) <= 0xF8FF or glyph.text in "\ufffd\0":
            content.unmapped += 1
        if is_slanted:
            content.watermark.append(glyph)
        elif not is_seen:
            content.hidden.append(glyph)
        elif luminance > WHITE and not self._artist.is_dark_at(x, y):
            content.white += not glyph.text.isspace()
        else:
            content.glyphs.append(glyph)

    # -- paths --------------------------------------------------------------------------------------------------------

    def _path(self, element: etree._Element) -> None:
        if self._artist.segments >= SEGMENTS:
            return
        matrix = _matrix(element)
        data = next((child.text or "" for child in element if local(child) == "AbbreviatedData"), "")
        outlines, curved = _outlines(data)
        self._artist.segments += sum(len(outline) for outline in outlines)
        self._artist.curves += curved
        shown = [[self._shown(matrix, *point) for point in outline] for outline in outlines]
        stroke, stroke_alpha = _ink(element, "StrokeColor")
        fill, fill_alpha = _ink(element, "FillColor")
        is_stroked = element.get("Stroke") != "false" and stroke_alpha > 0
        is_filled = element.get("Fill") == "true" and fill_alpha > 0 and not curved
        draw(shown, self._artist, stroke=stroke if is_stroked else None, fill=fill if is_filled else None)


def _glyph(character: str, place: Point, width: float, size: float, angle: int | None, order: int) -> Glyph:
    """The glyph at its origin on the page (points)."""
    text = " " if character.isspace() else unified(character)
    x, y = place
    if angle == 90:
        return Glyph(text, x - 0.14 * size, y, x + 0.86 * size, y + width, x, size, 90, order)
    if angle == 270:
        return Glyph(text, x - 0.86 * size, y - width, x + 0.14 * size, y, x, size, 270, order)
    if angle == 180:
        return Glyph(text, x - width, y - 0.14 * size, x, y + 0.86 * size, y, size, 180, order)
    return Glyph(text, x, y - 0.86 * size, x + width, y + 0.14 * size, y, size, 0, order)


def _width(step: float | None, natural: float, size: float) -> float:
    """How wide a character is drawn: its step where that is no letter-spacing."""
    if step is None or step <= 0:
        return natural
    if natural > 0.75 * size:
        return min(natural, max(step, 0.5 * natural))
    return step if 0.2 * size < step <= 0.75 * size else natural


def _deltas(text: str | None, count: int) -> list[float]:
    """The steps between characters; ``g n v`` stands for n times v. Never more than there are characters."""
    found: list[float] = []
    words = (text or "").split()
    at = 0
    while at < len(words) and len(found) < count:
        if words[at] == "g" and at + 2 < len(words):
            repeat, value = numbers(words[at + 1]), numbers(words[at + 2])
            found += [value[0] if value else 0.0] * min(int(repeat[0]) if repeat else 0, count)
            at += 3
        else:
            value = numbers(words[at])
            found.append(value[0] if value else 0.0)
            at += 1
    return found[:count]


def _matrix(element: etree._Element) -> Matrix:
    """From the object's own space to the page in millimetres."""
    box, own = numbers(element.get("Boundary")), numbers(element.get("CTM"))
    left, top = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _quadrant(dx: float, dy: float, turned: int) -> int | None:
    """The direction of writing, or None when it is slanted (a watermark)."""
    large, small = max(abs(dx), abs(dy)), min(abs(dx), abs(dy))
    if large == 0 or small / large > 0.06:
        return None if large else turned % 360
    base = (0 if dx > 0 else 180) if abs(dx) >= abs(dy) else 90 if dy > 0 else 270
    return (base + turned) % 360 // 90 * 90


def _ink(element: etree._Element, name: str) -> tuple[float, int]:
    """Luminance (0 black to 1 white) and alpha of the object's colour; black when it names none."""
    alpha = int((numbers(element.get("Alpha")) or [255.0])[0])
    for child in element:
        if local(child) == name:
            own = int((numbers(child.get("Alpha")) or [255.0])[0])
            value = numbers(child.get("Value"))
            if len(value) == 3:
                return (0.299 * value[0] + 0.587 * value[1] + 0.114 * value[2]) / 255, min(alpha, own)
            if len(value) == 1:
                return value[0] / 255, min(alpha, own)
            if len(value) == 4:  # CMYK
                return max(0.0, 1 - (sum(value[:3]) / 3 + value[3]) / 255), min(alpha, own)
            return 0.0, min(alpha, own)
    return 0.0, alpha


def _outlines(data: str) -> tuple[list[list[Point]], bool]:
    """The subpaths of an abbreviated path; whether there are curves. What is not well formed ends it."""
    outlines: list[list[Point]] = []
    curved = False
    tokens = _TOKEN.findall(data)[: 8 * SEGMENTS]
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _ARGUMENTS.get(command)
        values = [] if count is None else numbers(" ".join(tokens[at + 1 : at + 1 + count]))
        if count is None or len(values) != count:
            break
        at += 1 + count
        if command == "C":
            if outlines and outlines[-1]:
                outlines[-1].append(outlines[-1][0])
            continue
        point = (values[-2], values[-1])
        if command in {"S", "M"} or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
            curved = curved or command in {"Q", "B", "A"}
    return outlines, curved
