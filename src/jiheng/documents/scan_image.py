"""The picture of a page made straight and clean: tilt, stamps, and the rules of its tables. Needs the extra ``ocr``.

All lengths follow from the resolution; nothing here is tuned to one form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from jiheng.documents.ocr import Picture
from jiheng.documents.pdf_grids import Grid, components, grid_of, tracks
from jiheng.documents.pdf_ink import Rule

MOST_TILT: Final = 3.0
"""Degrees that a page may be turned."""

_LEAST_TILT: Final = 0.03
_COARSE, _FINE, _FINEST = 0.3, 0.06, 0.015
_LONG: Final = 0.3
"""Inches: a level line shorter than this is no rule."""

_SURE: Final = 1.0
"""Inches: an upright line as long as this is a border, even with gaps."""

_WALL: Final = 0.075
"""Inches: the lowest row; an upright line must also run from rule to rule."""

_CONTRAST: Final = 40
"""Least difference of gray between a border and the paper beside it."""

_EVEN, _STRICT = 0.6, 0.4
"""How much of that difference an upright border may lose on its way (under a stamp), and a level one,"""

_GAPS: Final = 0.08
"""except for so much of it (a stroke of a letter leaves a quarter of its row);"""

_BROKEN: Final = 0.12
"""so much where the line goes on over rows."""

_BESIDE: Final = 0.12
"""How much of the strips beside a border may be dark."""

_MIDDLE: Final = (50, 185)
_EVEN_GRAY: Final = 40
"""The gray of a red stamp where the scan has no colour, and how much it may vary close by."""

_STAMP: Final = (0.6, 2.6)
"""Inches: stamps are 30 to 60 mm across."""


@dataclass(slots=True)
class Sheet:
    """A straight page: ``gray`` without stamps, ``ink`` (255 where dark) without table rules, the rules and grids in points.

    The rules stay in ``gray``: characters that nearly touch them would lose strokes with them.
    """

    gray: Picture
    ink: Picture
    rules: list[Rule]
    grids: list[Grid]
    dpi: float
    tilt: float

    @property
    def scale(self) -> float:
        """Points to a pixel."""
        return 72 / self.dpi


def straightened(picture: Picture, dpi: float) -> Sheet:
    """The page turned straight, its stamps and rules taken out."""
    gray = without_gray_stamps(without_stamps(picture, dpi) if picture.ndim == 3 else picture, dpi)
    tilt = tilt_of(gray, dpi)
    if abs(tilt) >= _LEAST_TILT:
        height, width = gray.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
        gray = cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    else:
        tilt = 0.0
    ink = _ink(gray, dpi)
    rules, mask = _rules(ink, gray, dpi)
    scale = 72 / dpi
    grids = _grids(rules)
    kept = _of_grids(mask, grids, scale)
    thick = cv2.dilate(kept, np.ones((3, 3), np.uint8))
    return Sheet(gray, cv2.bitwise_and(ink, cv2.bitwise_not(thick)), rules, grids, dpi, tilt)


def tilt_of(gray: Picture, dpi: float) -> float:
    """How far the page must be turned counter-clockwise to be straight, in degrees: where its lines of ink are sharpest."""
    small = cv2.resize(gray, None, fx=75 / dpi, fy=75 / dpi, interpolation=cv2.INTER_AREA)
    ink = _ink(small, 75)
    best, span = 0.0, MOST_TILT
    for step in (_COARSE, _FINE, _FINEST):
        angles = np.arange(best - span, best + span + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
        span = step
    return best if abs(best) <= MOST_TILT else 0.0


def _sharpness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.reduce(cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR), 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F)
    steps = np.diff(rows[:, 0])
    return float(np.dot(steps, steps))


def without_stamps(picture: Picture, dpi: float) -> Picture:
    """The page in gray; red stamps are gone, black ink under them stays. Red lines of text are no stamps."""
    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    mask = ((red - np.maximum(blue, green)) > 35).astype(np.uint8) * 255
    if cv2.countNonZero(mask) < 0.0005 * mask.size:
        return gray
    reach = max(3, round(dpi * 0.04))
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    for number in range(1, count):
        x, y, width, height, _ = boxes[number]
        inches = max(width, height) / dpi
        if _STAMP[0] <= inches <= _STAMP[1] and 0.5 <= width / height <= 2:
            area = (slice(y, y + height), slice(x, x + width))  # text and star inside of the ring belong to it
            red_here = cv2.dilate(mask[area], np.ones((3, 3), np.uint8)) > 0
            ground = max(float(np.median(red[area][mask[area] > 0])) * 0.95, 1.0)  # through red light red ink is paper
            gray[area][red_here] = np.clip(red[area][red_here] * (255 / ground), 0, 255).astype(np.uint8)
    return gray


def without_gray_stamps(gray: Picture, dpi: float) -> Picture:
    """The page without stamps that a gray scan shows as even, middle gray: rings, stars and bars, lighter than the print they cover."""
    reach = max(3, round(dpi * 0.02) | 1)
    smooth, kernel = cv2.medianBlur(gray, 3), cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach))
    low, high = cv2.erode(smooth, kernel), cv2.dilate(smooth, kernel)
    darkest = max(_MIDDLE[0], float(np.percentile(gray[::2, ::2], 0.1)) + _MIDDLE[0] / 2)  # print may be faint
    even = ((low >= darkest) & (high <= _MIDDLE[1]) & (high - low <= _EVEN_GRAY)).astype(np.uint8) * 255
    if cv2.countNonZero(even) < 0.0002 * even.size:
        return gray
    cleaned, stroke = gray.copy(), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach + 2, reach + 2))
    for x, y, width, height in _joined(even, dpi):
        if _STAMP[0] <= max(width, height) / dpi <= _STAMP[1] and 0.5 <= width / height <= 2:
            margin = 2 * reach
            area = (slice(max(y - margin, 0), y + height + margin), slice(max(x - margin, 0), x + width + margin))
            mask = cv2.dilate(even[area], np.ones((3 * reach, 3 * reach), np.uint8)) > 0
            # Without its thin strokes the page shows paper and stamp: what the strokes are dark against.
            ground = cv2.morphologyEx(smooth[area], cv2.MORPH_CLOSE, stroke).astype(np.float32)
            cleaned[area][mask] = np.clip(gray[area][mask] * (255 / np.maximum(ground[mask], 1)), 0, 255).astype(np.uint8)
    return cleaned


def _joined(mask: Picture, dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes around parts that lie close together: rules and print part a ring into arcs."""
    step = max(1, round(dpi / 50))
    small = cv2.resize(mask, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (round(0.6 * dpi / step),) * 2)
    padded = cv2.copyMakeBorder((small > 0).astype(np.uint8) * 255, *(near.shape[0],) * 4, cv2.BORDER_CONSTANT, value=0)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(padded, cv2.MORPH_CLOSE, near))
    height, width = mask.shape
    found = []
    for number in range(1, count):
        x, y = (max(0, (int(boxes[number][at]) - near.shape[0]) * step) for at in (0, 1))
        found.append((x, y, min(int(boxes[number][2]) * step, width - x), min(int(boxes[number][3]) * step, height - y)))
    return found


def _ink(gray: Picture, dpi: float) -> Picture:
    """255 where the page is darker than its surroundings."""
    block = max(3, round(dpi * 0.155) // 2 * 2 + 1)
    return cv2.adaptiveThreshold(cv2.bitwise_not(gray), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, -12)


def _rules(ink: Picture, gray: Picture, dpi: float) -> tuple[list[Rule], Picture]:
    """Level and upright rules in points, and their pixels."""
    scale = 72 / dpi
    long, wall = round(dpi * _LONG), round(dpi * _WALL)
    bridge = max(3, round(dpi * 0.02))
    level_mask = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, bridge), np.uint8)), cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    level = _borders([rule for box in _slender(level_mask, dpi, level=True) for rule in _rule(box, scale, level=True)], gray, scale)
    upright_mask = cv2.morphologyEx(cv2.dilate(ink, np.ones((bridge, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((wall, 1), np.uint8))
    upright = [rule for box in _slender(upright_mask, dpi, level=False) for rule in _rule(box, scale, level=False)]
    kept = [wall for rule in upright for wall in _walls(rule, level, gray, scale)]
    kept += _passed_over(kept, level, gray, scale)
    return level + kept, _drawn(level + kept, ink.shape, scale, cv2.bitwise_or(level_mask, upright_mask))


def _slender(mask: Picture, dpi: float, *, level: bool) -> list[tuple[Any, Picture]]:
    """Components that are long and thin, with their pixels."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for number in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[number])
        along = width if level else height
        if area / along <= dpi * 0.03:  # on average no thicker than a border
            found.append(((x, y, width, height), labels[y : y + height, x : x + width] == number))
    return found


def _rule(found: tuple[Any, Picture], scale: float, *, level: bool) -> list[Rule]:
    """The rule of a component; a bent one in pieces of an inch."""
    (x, y, width, height), pixels = found
    along, start, base = (width, x, y) if level else (height, y, x)
    if not level:
        pixels = pixels.T
    piece = along if (height if level else width) * scale <= 3 else max(1, round(72 / scale))
    rules = []
    for at in range(0, along, piece):
        part = pixels[:, at : at + piece]
        rows = np.nonzero(part)[0]
        if rows.size:
            end = min(at + piece, along)
            rules.append(Rule(level, (base + float(rows.mean()) + 0.5) * scale, (start + at) * scale, (start + end) * scale))
    return rules


def _borders(level: list[Rule], gray: Picture, scale: float) -> list[Rule]:
    """Level lines that are borders: a short one goes on elsewhere on its height, or is dark without a gap, unlike a row of letters."""
    long = [rule for rule in level if rule.length > 72 * _SURE]
    return [
        rule
        for rule in level
        if rule.length > 72 * _SURE
        or any(abs(rule.at - other.at) < 1.5 for other in long)
        or _is_even(gray.T, rule.at / scale, rule.start / scale, rule.end / scale)
    ]


def _is_even(gray: Picture, at: float, start: float, end: float) -> bool:
    """Whether the upright line in ``gray`` is dark against what lies around it, without a gap."""
    x, y0, y1 = round(at), round(start) + 2, round(end) - 2
    line, around = gray[y0:y1, max(x - 2, 0) : x + 3].min(axis=1), gray[y0:y1, max(x - 9, 0) : x + 10]
    if not line.size:
        return False
    dark, light = float(np.median(line)), float(np.percentile(around, 90))
    return light - dark >= _CONTRAST and float((line > dark + _STRICT * (light - dark)).mean()) <= _GAPS


def _walls(rule: Rule, level: list[Rule], gray: Picture, scale: float) -> list[Rule]:
    """The parts of an upright line that are borders, row by row: a stroke of a letter may lie in line with one."""
    is_sure = rule.length > 72 * _SURE
    crossing = sorted(other.at for other in level if other.start - 2 <= rule.at <= other.end + 2)
    inside = [at for at in crossing if rule.start - 2.5 <= at <= rule.end + 2.5]
    if len(inside) < 2:
        return [rule] if is_sure else []
    found = []
    for top, bottom in zip(inside, inside[1:], strict=False):
        if bottom - top < 4 or _is_wall(rule.at, top, bottom, gray, scale, is_sure=is_sure):
            found.append(Rule(False, rule.at, top, bottom))
    if is_sure:  # beyond the last level rule: a table open above or below
        found += [Rule(False, rule.at, a, b) for a, b in ((rule.start, inside[0]), (inside[-1], rule.end)) if b - a > 72 * _LONG]
    return found


def _passed_over(kept: list[Rule], level: list[Rule], gray: Picture, scale: float) -> list[Rule]:
    """Borders of single rows in line with others, too faint to be found by themselves."""
    found = []
    for track in tracks(kept):
        crossing = sorted(other.at for other in level if other.start - 2 <= track.at <= other.end + 2)
        for top, bottom in zip(crossing, crossing[1:], strict=False):
            is_new = bottom - top >= 4 and not track.covers(top, bottom)
            if is_new and _is_wall(track.at, top, bottom, gray, scale, is_sure=False):
                found.append(Rule(False, track.at, top, bottom))
    return found


def _is_wall(at: float, top: float, bottom: float, gray: Picture, scale: float, *, is_sure: bool) -> bool:
    """Whether an upright line is dark without a gap from one level rule to the next, and white on both sides."""
    x, y0, y1 = round(at / scale), round(top / scale), round(bottom / scale)
    line = gray[y0:y1, max(x - 2, 0) : x + 3].min(axis=1)
    side = max(3, round(1.1 / scale))
    near = [gray[y0 + side : y1 - side, max(x + shift, 0) : x + shift + 1] for shift in (-side, side)]  # figures may stand close by
    if any(not strip.size for strip in near):
        return False
    dark, light = float(np.median(line)), max(float(np.median(strip)) for strip in near)
    if light - dark < _CONTRAST or float((line > dark + _EVEN * (light - dark)).mean()) > (_BROKEN if is_sure else _GAPS):
        return False  # a stroke of a letter leaves a gap above or below
    return is_sure or all(float((strip < (dark + light) / 2).mean()) < _BESIDE for strip in near)


def _drawn(rules: list[Rule], shape: Any, scale: float, mask: Picture) -> Picture:
    """The pixels of the mask that lie along the rules."""
    lines = np.zeros(shape, np.uint8)
    reach = max(2, round(1.6 / scale))
    for rule in rules:
        at, start, end = round(rule.at / scale), round(rule.start / scale), round(rule.end / scale)
        one, two = ((start, at), (end, at)) if rule.level else ((at, start), (at, end))
        cv2.line(lines, one, two, 255, 2 * reach + 1)
    return cv2.bitwise_and(lines, mask)


def _grids(rules: list[Rule]) -> list[Grid]:
    level, upright = tracks([r for r in rules if r.level]), tracks([r for r in rules if not r.level])
    grids = [grid_of(flat, tall) for flat, tall in components(level, upright) if len(flat) > 1 and len(tall) > 1]
    return [grid for grid in grids if grid is not None and math.dist(grid.box[:2], grid.box[2:]) > 72]


def _of_grids(mask: Picture, grids: list[Grid], scale: float) -> Picture:
    """The pixels of rules that belong to tables: strokes of large letters elsewhere stay."""
    kept = np.zeros_like(mask)
    for grid in grids:
        x0, y0, x1, y1 = (round(v / scale) for v in grid.box)
        area = (slice(max(y0 - 4, 0), y1 + 5), slice(max(x0 - 4, 0), x1 + 5))
        kept[area] = mask[area]
    return kept
