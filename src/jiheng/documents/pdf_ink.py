"""Rules, shaded areas and pictures of one PDF page, from its path and image objects.

A border may be a stroked line, a stroked rectangle, a very thin filled rectangle or a thin picture: all become ``Rule``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from jiheng.model import Box

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

THIN = 3.2
"""A filled shape thinner than this many points is a rule (Word's thickest border is 6 pt, but forms use at most 3)."""

LEVEL = 0.8
"""How far from level a rule may run: hand-drawn and converted files are off by fractions of a point."""

SEGMENTS = 400_000
"""Path segments read from one page; maps and drawings beyond that are not tables."""

DEPTH = 6
"""Nesting of form objects followed."""


@dataclass(slots=True)
class Rule:
    """A straight border: ``at`` across, from ``start`` to ``end`` along; ``pale`` when its ink is white."""

    level: bool
    at: float
    start: float
    end: float
    pale: bool = False

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area that is no rule."""

    box: Box
    luminance: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image."""

    box: Box


@dataclass(slots=True)
class Artist:
    """What has been drawn on the page so far."""

    shown: Callable[[float, float], Point]
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    clips: dict[int, Box | None] = field(default_factory=dict)
    segments: int = 0
    curves: int = 0

    def clip(self, address: int) -> Box | None:
        """The clip box of the text object at this address; None when there is none or it is not known."""
        return self.clips.get(address)

    def is_dark_at(self, x: float, y: float) -> bool:
        """Whether white ink would show at this point."""
        return any(f.luminance < 0.9 and _inside(f.box, x, y) for f in self.fills) or any(_inside(p.box, x, y) for p in self.pictures)


def read_ink(page: Any, artist: Artist) -> None:
    """Fill the artist with what the page draws besides text."""
    identity: Matrix = (1, 0, 0, 1, 0, 0)
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        _object(pdfium.FPDFPage_GetObject(page, number), identity, artist, 0)


def _object(pointer: Any, matrix: Matrix, artist: Artist, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(pointer)
    clip = _clip(pointer, artist) if depth == 0 and kind in {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH} else None
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        if clip is not None:
            artist.clips[ctypes.addressof(pointer.contents)] = clip
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        if artist.segments < SEGMENTS:
            _path(pointer, _times(_matrix(pointer), matrix), artist, clip)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        _picture(_times(_matrix(pointer), matrix), artist)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
        inner = _times(_matrix(pointer), matrix)
        for number in range(pdfium.FPDFFormObj_CountObjects(pointer)):
            _object(pdfium.FPDFFormObj_GetObject(pointer, number), inner, artist, depth + 1)


def _path(pointer: Any, matrix: Matrix, artist: Artist, clip: Box | None) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(pointer, fill, stroke)
    if not fill.value and not stroke.value:
        return
    count = pdfium.FPDFPath_CountSegments(pointer)
    artist.segments += count
    outlines, curved = _outlines(pointer, count, matrix, artist.shown, pdfium.FPDFPath_GetPathSegment)
    if curved:
        artist.curves += 1
    ink: list[float | None] = [None, None]
    for at, (is_drawn, colour) in enumerate(((stroke, pdfium.FPDFPageObj_GetStrokeColor), (fill, pdfium.FPDFPageObj_GetFillColor))):
        luminance, alpha = _ink(colour, pointer) if is_drawn.value else (0.0, 0)
        ink[at] = luminance if alpha else None
    draw(outlines, artist, stroke=ink[0], fill=None if curved else ink[1], clip=clip)


def draw(
    outlines: list[list[Point]], artist: Artist, *, stroke: float | None = None, fill: float | None = None, clip: Box | None = None
) -> None:
    """Draw subpaths on the shown page with ink of these luminances; None draws nothing."""
    if stroke is not None:
        for outline in outlines:
            for start, end in zip(outline, outline[1:], strict=False):
                _line(start, end, stroke > 0.95, artist, clip)
    if fill is not None:
        for outline in outlines:
            _area(outline, fill, artist, clip)


def _line(start: Point, end: Point, pale: bool, artist: Artist, clip: Box | None) -> None:
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) <= LEVEL and abs(x1 - x0) > LEVEL:
        _rule(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1), pale), artist, clip)
    elif abs(x1 - x0) <= LEVEL and abs(y1 - y0) > LEVEL:
        _rule(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1), pale), artist, clip)


def _area(outline: list[Point], luminance: float, artist: Artist, clip: Box | None) -> None:
    if len(outline) < 3:
        return
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    width, height = x1 - x0, y1 - y0
    if height <= THIN and width > max(height, 1.0):
        _rule(Rule(True, (y0 + y1) / 2, x0, x1, luminance > 0.95), artist, clip)
    elif width <= THIN and height > max(width, 1.0):
        _rule(Rule(False, (x0 + x1) / 2, y0, y1, luminance > 0.95), artist, clip)
    elif width > THIN and height > THIN and _is_box(outline, (x0, y0, x1, y1)):
        box = _cut((x0, y0, x1, y1), clip)
        if box is not None:
            artist.fills.append(Fill(box, luminance))


def _rule(rule: Rule, artist: Artist, clip: Box | None) -> None:
    if clip is not None:
        low, high, start, end = (clip[1], clip[3], clip[0], clip[2]) if rule.level else (clip[0], clip[2], clip[1], clip[3])
        if not low - 1 <= rule.at <= high + 1:
            return
        rule.start, rule.end = max(rule.start, start - 1), min(rule.end, end + 1)
        if rule.end <= rule.start:
            return
    artist.rules.append(rule)


def _picture(matrix: Matrix, artist: Artist) -> None:
    corners = [artist.shown(*_move(matrix, x, y)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    x0, x1 = min(p[0] for p in corners), max(p[0] for p in corners)
    y0, y1 = min(p[1] for p in corners), max(p[1] for p in corners)
    if y1 - y0 <= THIN and x1 - x0 > 4 * THIN:
        artist.rules.append(Rule(True, (y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= THIN and y1 - y0 > 4 * THIN:
        artist.rules.append(Rule(False, (x0 + x1) / 2, y0, y1))
    else:
        artist.pictures.append(Picture((x0, y0, x1, y1)))


def _clip(pointer: Any, artist: Artist) -> Box | None:
    """The box of everything the object is clipped to."""
    clip = pdfium.FPDFPageObj_GetClipPath(pointer)
    box: Box | None = None
    for number in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
        get = partial(_clip_segment, number)
        outlines, _ = _outlines(clip, count, (1, 0, 0, 1, 0, 0), artist.shown, get)
        points = [p for outline in outlines for p in outline]
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            one = (min(xs), min(ys), max(xs), max(ys))
            box = one if box is None else (max(box[0], one[0]), max(box[1], one[1]), min(box[2], one[2]), min(box[3], one[3]))
    return box


def _clip_segment(number: int, clip: Any, index: int) -> Any:
    return pdfium.FPDFClipPath_GetPathSegment(clip, number, index)


def _outlines(
    owner: Any, count: int, matrix: Matrix, shown: Callable[[float, float], Point], segment_at: Callable[[Any, int], Any]
) -> tuple[list[list[Point]], bool]:
    """The subpaths as points on the shown page, closed where the path closes them; whether there are curves."""
    outlines: list[list[Point]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = segment_at(owner, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = shown(*_move(matrix, x.value, y.value))
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines, curved


def _is_box(outline: list[Point], box: Box) -> bool:
    """Whether every corner of the outline is a corner of the box."""
    x0, y0, x1, y1 = box
    return all(min(abs(x - x0), abs(x - x1)) < 1 and min(abs(y - y0), abs(y - y1)) < 1 for x, y in outline)


def _ink(function: Any, pointer: Any) -> tuple[float, int]:
    """Luminance and alpha of the object's ink; black when the file does not say."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not function(pointer, red, green, blue, alpha):
        return 0.0, 255
    return (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255, alpha.value


def _matrix(pointer: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(pointer, m):
        return (1, 0, 0, 1, 0, 0)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _move(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _cut(box: Box, clip: Box | None) -> Box | None:
    if clip is None:
        return box
    x0, y0, x1, y1 = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (x0, y0, x1, y1) if x1 - x0 > THIN and y1 - y0 > THIN else None


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
