"""The text of a straightened page: boxes found, cut at the walls of cells, read, and set as glyphs. Needs the extra ``ocr``.

Ink in a cell that the detector passed over (a dash, a lone digit) is read from the cell alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from jiheng.documents.ocr import Picture, Word, find_text, read_lines
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_lines import is_wide
from jiheng.documents.scan_image import Sheet

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


@dataclass(slots=True)
class _Spot:
    """A picture of one line: its box on the page in pixels, and the picture."""

    box: tuple[int, int, int, int]
    picture: Picture
    is_alone: bool = False


def glyphs_of(sheet: Sheet) -> list[Glyph]:
    """The characters of the page with their places in points."""
    spots: list[_Spot] = []
    filled: set[tuple[int, int]] = set()
    for corners in find_text(cv2.cvtColor(sheet.gray, cv2.COLOR_GRAY2BGR)):
        for box in _parts(sheet, corners):
            spot = _spot(sheet, box)
            if spot is None:
                continue
            spots.append(spot)
            filled |= _cells_at(sheet, box)
    spots += _passed_over(sheet, filled)
    words = read_lines([spot.picture for spot in spots])
    glyphs: list[Glyph] = []
    for spot, word in zip(spots, words, strict=True):
        read = _judged(spot, word, sheet)
        if read.text.strip():
            glyphs += _set(read, spot.box, sheet.scale, len(glyphs))
    return glyphs


def _parts(sheet: Sheet, corners: Any) -> list[tuple[int, int, int, int]]:
    """The box of a found line, cut at walls that run through it and, when characters stand one below the other, between them."""
    height, width = sheet.gray.shape
    x0, y0 = (max(0, int(v)) for v in np.floor(corners.min(axis=0)))
    x1, y1 = int(min(width, np.ceil(corners[:, 0].max()))), int(min(height, np.ceil(corners[:, 1].max())))
    boxes = []
    for left, right in _between(x0, x1, _walls(sheet, (x0, y0, x1, y1)), least=max(3, round((y1 - y0) * 0.25))):
        if y1 - y0 > 1.8 * (right - left):
            boxes += _stacked(sheet, (left, y0, right, y1))
        else:
            boxes.append((left, y0, right, y1))
    return boxes


def _walls(sheet: Sheet, box: tuple[int, int, int, int]) -> list[int]:
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


def _between(start: int, end: int, walls: list[int], least: int) -> list[tuple[int, int]]:
    bounds = [start, *walls, end]
    return [(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if b - a >= least]


def _stacked(sheet: Sheet, box: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
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


def _spot(sheet: Sheet, box: tuple[int, int, int, int], *, is_alone: bool = False) -> _Spot | None:
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
    return _Spot((left, y0, right, y1), cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_GRAY2BGR), is_alone)


def _cells_at(sheet: Sheet, box: tuple[int, int, int, int]) -> set[tuple[int, int]]:
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


def _inner(box: tuple[float, float, float, float], sheet: Sheet) -> tuple[int, int, int, int]:
    """The cell without its borders, in pixels."""
    edge = max(2, round(sheet.dpi * 0.012))
    x0, y0, x1, y1 = (round(v / sheet.scale) for v in box)
    return max(x0 + edge, 0), max(y0 + edge, 0), x1 - edge, y1 - edge


def _has_ink(sheet: Sheet, box: tuple[int, int, int, int]) -> bool:
    x0, y0, x1, y1 = box
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink[y0:y1, x0:x1])
    least = sheet.dpi * _SPECK
    return any(max(stats[n][cv2.CC_STAT_WIDTH], stats[n][cv2.CC_STAT_HEIGHT]) >= 2 * least for n in range(1, count))


def _judged(spot: _Spot, word: Word, sheet: Sheet) -> Word:
    """The word; a dash where the ink is one even level bar (the character 一 swells at its end), a slash where it is one leaning stroke."""
    text = word.text.strip()
    if text in _STROKES and _lean(spot, sheet) >= _LEANING:
        return Word("/", max(word.confidence, _BAR_CONFIDENCE))
    if text and text not in _BARS:
        return word
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


def _set(word: Word, box: tuple[int, int, int, int], scale: float, order: int) -> list[Glyph]:
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
