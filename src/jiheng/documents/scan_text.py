"""The text of a straightened page: boxes found, cut at the walls of cells, read, and set as glyphs. Needs the extra ``ocr``.

Ink in a cell that the detector passed over (a dash, a lone digit) is read from the cell alone. A figure too wide for its column, whose
first or last character runs through the border, is read with that character and never vouched for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import cv2
import numpy as np

from jiheng.documents.ocr import Picture, Word, find_text, read_lines
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_lines import is_wide
from jiheng.documents.scan_image import Sheet

_PER_MILLE: Final = re.compile(r"(?<=\d)[%％][0oO〇](?!\d)")
"""The sign ‰ as it is recognised; no figure goes on behind a percent sign."""

_STROKES: Final = frozenset("1lI|丨丿/")
_LEANING: Final = 0.2
"""A stroke that leans more than this is a slash; a digit, even in italics, leans less."""
_BARS: Final = frozenset("一—–-－_ー~～二=＝、.·")
_BAR_CONFIDENCE: Final = 0.9
_LETTER: Final = 0.98
"""A rough bar recognised as a letter with less confidence than this is a dash."""

_EVEN_BAR: Final = 0.7
_ROUGH_BAR: Final = 0.5

_SPECK: Final = 0.02
"""Inches: ink smaller than this both ways is dirt."""


_CHARACTER: Final = 0.7
"""What of a line lies beyond a border is part of a character when it is narrower than this, by the height of the line."""

_BESIDE: Final = (0.013, 0.04)
"""Inches from the middle of a border: nearer is the border itself; ink this near on both of its sides is of one line."""

_DARK: Final = 60
"""How much darker than the paper ink is there."""

_CUT_CONFIDENCE: Final = 0.5
"""The most to be said of a line that runs through a border."""

_Box: TypeAlias = tuple[int, int, int, int]


@dataclass(slots=True)
class _Spot:
    """A picture of one line: its box on the page in pixels, and the picture; a second one when its ink runs through a border."""

    box: _Box
    picture: Picture
    is_alone: bool = False
    without_border: Picture | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """The box of a line within its cell, and how far its picture reaches: beyond a border that a character runs through."""

    box: _Box
    left: int
    right: int
    is_cut: bool = False


def glyphs_of(sheet: Sheet) -> list[Glyph]:
    """The characters of the page with their places in points."""
    spots: list[_Spot] = []
    filled: set[tuple[int, int]] = set()
    for corners in find_text(cv2.cvtColor(sheet.gray, cv2.COLOR_GRAY2BGR)):
        for part in _parts(sheet, corners):
            spot = _reaching(sheet, part) if part.is_cut else _spot(sheet, part.box)
            if spot is None:
                continue
            spots.append(spot)
            filled |= _cells_at(sheet, part.box)
    spots += _passed_over(sheet, filled)
    glyphs: list[Glyph] = []
    for spot, word in zip(spots, _words(spots), strict=True):
        read = _judged(spot, word, sheet)
        if read.text.strip():
            glyphs += _set(read, spot.box, sheet.scale, len(glyphs))
    return glyphs


def _words(spots: list[_Spot]) -> list[Word]:
    """What stands in each picture; of a line that runs through a border the reading that is surer of itself, never vouched for."""
    words = read_lines([spot.picture for spot in spots])
    bare = iter(read_lines([spot.without_border for spot in spots if spot.without_border is not None]))
    for number, spot in enumerate(spots):
        if spot.without_border is not None:
            better = max(words[number], next(bare), key=lambda word: word.confidence)
            words[number] = Word(better.text, min(better.confidence, _CUT_CONFIDENCE))
    return words


def _parts(sheet: Sheet, corners: Any) -> list[_Part]:
    """The box of a found line, cut at walls that run through it and, when characters stand one below the other, between them."""
    height, width = sheet.gray.shape
    x0, y0 = (max(0, int(v)) for v in np.floor(corners.min(axis=0)))
    x1, y1 = int(min(width, np.ceil(corners[:, 0].max()))), int(min(height, np.ceil(corners[:, 1].max())))
    parts: list[_Part] = []
    for part in _between(sheet, (x0, y0, x1, y1)):
        left, _, right, _ = part.box
        if not part.is_cut and y1 - y0 > 1.8 * (right - left):
            parts += (_Part(box, box[0], box[2]) for box in _stacked(sheet, part.box))
        else:
            parts.append(part)
    return parts


def _between(sheet: Sheet, box: _Box) -> list[_Part]:
    """What of a line stands between walls; what reaches less than a character beyond its first or last wall belongs to the cell inside."""
    x0, y0, x1, y1 = box
    walls = _walls(sheet, box)
    crossed = {wall for wall in walls if _goes_on(sheet, wall, y0, y1)}
    most, least = _CHARACTER * (y1 - y0), max(3, round((y1 - y0) * 0.25))
    bounds = [x0, *walls, x1]
    starts_outside = len(walls) > 0 and walls[0] in crossed and walls[0] - x0 < min(most, bounds[2] - walls[0])
    ends_outside = len(walls) > 0 and walls[-1] in crossed and x1 - walls[-1] < min(most, walls[-1] - bounds[-3])
    parts = []
    for number, (left, right) in enumerate(zip(bounds, bounds[1:], strict=False)):
        if (number == 0 and starts_outside) or (number == len(walls) and ends_outside) or right - left < least:
            continue
        parts.append(
            _Part(
                (left, y0, right, y1),
                x0 if number == 1 and starts_outside else left,
                x1 if number == len(walls) - 1 and ends_outside else right,
                is_cut=left in crossed or right in crossed,
            )
        )
    return parts


def _goes_on(sheet: Sheet, wall: int, y0: int, y1: int) -> bool:
    """Whether ink stands close to a wall on both of its sides, closer than cells leave it; rules of the row are none."""
    near, far = (max(2, round(sheet.dpi * inches)) for inches in _BESIDE)
    edge = (y1 - y0) // 6
    rows = slice(y0 + edge, y1 - edge)
    strips = [sheet.gray[rows, start : start + far - near + 1] for start in (max(wall - far, 0), wall + near)]
    if any(not strip.size for strip in strips):
        return False
    paper = float(np.percentile(sheet.gray[rows, max(wall - 4 * far, 0) : wall + 4 * far], 90))
    before, behind = (strip.min(axis=1) < paper - _DARK for strip in strips)
    return bool(before.any() and behind.any()) and not min(before.mean(), behind.mean()) > _CHARACTER  # dark all along is a thick border


def _walls(sheet: Sheet, box: _Box) -> list[int]:
    """Where upright borders run through the middle of the box, in pixels."""
    x0, y0, x1, y1 = (v * sheet.scale for v in box)
    middle = (y0 + y1) / 2
    found = []
    for grid in sheet.grids:
        if grid.box[1] < middle < grid.box[3]:
            for at in grid.xs:
                inside = grid.at(at - 2, middle), grid.at(at + 2, middle)
                if x0 < at < x1 and inside[0] != inside[1]:
                    found.append(round(at / sheet.scale))
    return sorted(found)


def _stacked(sheet: Sheet, box: _Box) -> list[_Box]:
    """One box for each character of a column of upright characters."""
    x0, y0, x1, y1 = box
    rows = np.count_nonzero(sheet.ink[y0:y1, x0:x1], axis=1)
    lit = np.nonzero(rows)[0]
    columns = np.nonzero(np.count_nonzero(sheet.ink[y0:y1, x0:x1], axis=0))[0]
    if not lit.size or not columns.size:
        return []
    top, bottom = y0 + int(lit[0]), y0 + int(lit[-1]) + 1
    size = max(int(columns[-1] - columns[0]) + 1, 4)
    count = max(1, round((bottom - top) / (1.12 * size)))
    cuts = [top]
    for number in range(1, count):
        at = top + (bottom - top) * number // count
        low, high = max(at - size // 3, cuts[-1] + size // 3), min(at + size // 3 + 1, bottom)
        window = rows[low - y0 : high - y0]
        cuts.append(low + int(window.argmin()) if window.size else at)
    cuts.append(bottom)
    return [(x0, max(a - 2, 0), x1, b + 2) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


def _spot(sheet: Sheet, box: _Box, *, is_alone: bool = False) -> _Spot | None:
    """The box drawn close around its ink, with its picture; None without ink."""
    x0, y0, x1, y1 = box
    inside = sheet.ink[y0:y1, x0:x1]
    columns, rows = np.nonzero(inside.any(axis=0))[0], np.nonzero(inside.any(axis=1))[0]
    least = sheet.dpi * _SPECK
    if not columns.size or max(int(np.ptp(columns)), int(np.ptp(rows))) < least:
        return None
    pad = max(2, round(sheet.dpi * 0.015))
    left, right = max(x0, x0 + int(columns[0]) - pad), min(x1, x0 + int(columns[-1]) + 1 + pad)
    if is_alone:
        y0, y1 = max(y0, y0 + int(rows[0]) - pad), min(y1, y0 + int(rows[-1]) + 1 + pad)
    picture = sheet.gray[y0:y1, left:right]
    if is_alone and (short := round(sheet.dpi * 0.13) - (y1 - y0)) > 0:  # a dash would fill the whole line
        picture = cv2.copyMakeBorder(picture, short // 2, short - short // 2, 2 * pad, 2 * pad, cv2.BORDER_CONSTANT, value=255)
    return _Spot((left, y0, right, y1), _coloured(picture), is_alone)


def _reaching(sheet: Sheet, part: _Part) -> _Spot | None:
    """A line with the character that runs through its border: as it is, and with the border painted over with what lies beside it."""
    x0, y0, x1, y1 = part.box
    if not sheet.ink[y0:y1, x0:x1].any():
        return None
    bare = sheet.gray[y0:y1, part.left : part.right].copy()
    side = max(2, round(sheet.dpi * _BESIDE[0]))
    for at in (x0 - part.left, x1 - part.left):
        if side < at < bare.shape[1] - side:
            before, behind = bare[:, at - side].astype(np.int16), bare[:, at + side].astype(np.int16)
            for step in range(1, 2 * side):
                bare[:, at - side + step] = before + (behind - before) * step // (2 * side)
    return _Spot(part.box, _coloured(sheet.gray[y0:y1, part.left : part.right]), without_border=_coloured(bare))


def _coloured(picture: Picture) -> Picture:
    return cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_GRAY2BGR)


def _cells_at(sheet: Sheet, box: _Box) -> set[tuple[int, int]]:
    """The cell (grid, region) in whose area the middle of the box lies."""
    x, y = (box[0] + box[2]) / 2 * sheet.scale, (box[1] + box[3]) / 2 * sheet.scale
    return {(number, cell) for number, grid in enumerate(sheet.grids) if (cell := grid.at(x, y)) is not None}


def _passed_over(sheet: Sheet, filled: set[tuple[int, int]]) -> list[_Spot]:
    """Ink in cells in which nothing was found."""
    found = []
    for number, grid in enumerate(sheet.grids):
        for cell, region in enumerate(grid.regions):
            if (number, cell) in filled:
                continue
            x0, y0, x1, y1 = _inner(grid.box_of(region), sheet)
            if x1 - x0 < 4 or y1 - y0 < 4 or not _has_ink(sheet, (x0, y0, x1, y1)):
                continue
            spot = _spot(sheet, (x0, y0, x1, y1), is_alone=True)
            if spot is not None and spot.box[3] - spot.box[1] <= 0.6 * sheet.dpi:
                found.append(spot)
    return found


def _inner(box: tuple[float, float, float, float], sheet: Sheet) -> _Box:
    """The cell without its borders, in pixels."""
    edge = max(2, round(sheet.dpi * 0.012))
    x0, y0, x1, y1 = (round(v / sheet.scale) for v in box)
    return max(x0 + edge, 0), max(y0 + edge, 0), x1 - edge, y1 - edge


def _has_ink(sheet: Sheet, box: _Box) -> bool:
    x0, y0, x1, y1 = box
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink[y0:y1, x0:x1])
    least = sheet.dpi * _SPECK
    return any(max(stats[n][cv2.CC_STAT_WIDTH], stats[n][cv2.CC_STAT_HEIGHT]) >= 2 * least for n in range(1, count))


def _judged(spot: _Spot, word: Word, sheet: Sheet) -> Word:
    """The word; a dash where the ink is one even level bar (the character 一 swells at its end), a slash where it is one leaning stroke."""
    text = _PER_MILLE.sub("‰", word.text.strip())
    if text in _STROKES and _lean(spot, sheet) >= _LEANING:
        return Word("/", max(word.confidence, _BAR_CONFIDENCE))
    if text and text not in _BARS:
        return Word(text, word.confidence)
    fill = _bar_fill(spot, sheet)
    if fill >= _EVEN_BAR or (fill >= _ROUGH_BAR and word.confidence < _LETTER):
        return Word("—", max(word.confidence, _BAR_CONFIDENCE))
    return word


def _lean(spot: _Spot, sheet: Sheet) -> float:
    """How far the ink moves to the right for each pixel upwards; 0 when it is more than one stroke."""
    x0, y0, x1, y1 = spot.box
    count, labels, stats, _ = cv2.connectedComponentsWithStats(sheet.ink[y0:y1, x0:x1])
    if count < 2:
        return 0.0
    areas = stats[1:, cv2.CC_STAT_AREA]
    largest = 1 + int(areas.argmax())
    if areas.max() < 0.8 * areas.sum():
        return 0.0
    rows, columns = np.nonzero(labels == largest)
    spread = float(np.var(rows))
    return -float(np.cov(columns, rows, bias=True)[0, 1]) / spread if spread else 0.0


def _bar_fill(spot: _Spot, sheet: Sheet) -> float:
    """How much of its box a single level bar fills; 0 when the ink is none."""
    x0, y0, x1, y1 = spot.box
    inside = sheet.ink[y0:y1, x0:x1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(inside)
    if count < 2:
        return 0.0
    areas = stats[1:, cv2.CC_STAT_AREA]
    largest = 1 + int(areas.argmax())
    width, height = int(stats[largest][cv2.CC_STAT_WIDTH]), int(stats[largest][cv2.CC_STAT_HEIGHT])
    if width < 2.5 * height or height > 0.04 * sheet.dpi or areas.max() < 0.8 * areas.sum():
        return 0.0
    return float(areas.max()) / (width * height)


def _set(word: Word, box: _Box, scale: float, order: int) -> list[Glyph]:
    """The characters of a line spread over its box."""
    text = word.text.strip()
    x0, y0, x1, y1 = (v * scale for v in box)
    units = [1.0 if is_wide(character) else 0.5 for character in text]
    unit, height = (x1 - x0) / sum(units), y1 - y0
    size = min(max(unit, 0.6 * height), 0.9 * height)
    base = (y0 + y1) / 2 + 0.36 * size
    glyphs: list[Glyph] = []
    x = x0
    for character, own in zip(text, units, strict=True):
        width = own * unit
        if not character.isspace():
            glyphs.append(
                Glyph(
                    character, x, base - 0.86 * size, x + width, base + 0.14 * size, base, size, 0, order + len(glyphs),
                    confidence=word.confidence,
                )
            )  # fmt: skip
        x += width
    return glyphs
