"""Glyphs to lines, lines to text: what was broken only to fit is joined again, what was broken on purpose stays apart.

No budget word and no table here. A line ends on purpose when the next word would still have fitted into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from unicodedata import category, east_asian_width

from jiheng.documents.pdf_content import Glyph
from jiheng.model import Box

OPENING = set("（([【〔《「『“‘〈{｛［")
HANGING = set("，。、；：！？,.;:!?")
QUOTES = set("“”‘’\"'")
CLOSING = set("）)]】〕》」』”’〉}｝］，。、；：？！,.;:?!%％‰℃…")


@dataclass(slots=True, eq=False)
class Line:
    """The text of glyphs side by side, with spaces where a reader sees them; the glyphs themselves are let go.

    ``head`` is the width of what cannot be parted at the beginning: a Han character with its punctuation, or a word.
    ``reach`` is the right edge without a last punctuation mark, which may hang in the margin. ``confidence`` is the least of its glyphs.
    """

    text: str
    box: Box
    base: float
    size: float
    head: float
    reach: float
    angle: int = 0
    spaced_end: bool = False
    artifact: bool = False
    confidence: float | None = None

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


def is_wide(character: str) -> bool:
    """Han characters and full-width signs: no spaces between them."""
    return east_asian_width(character) in {"W", "F"} or character in "“”‘’…—·"


def is_word(character: str) -> bool:
    """Letters and digits that are not wide."""
    return not is_wide(character) and category(character)[0] in {"L", "N"}


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of a block of text, top to bottom, in whatever direction it is written."""
    found = []
    for row in glyph_lines(glyphs):
        line = line_of(row) if _is_level(row) else _run(row)
        if line is not None:
            found.append(line)
    return found


def glyph_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line, in order of reading."""
    by_angle: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_angle.setdefault(glyph.angle, []).append(glyph)
    found: list[list[Glyph]] = []
    for angle, same in sorted(by_angle.items()):
        if angle:
            found += _turned(same, angle)
        else:
            found += _stacks(same) if is_stacked(same) else _level(same)
    return found


def _is_level(row: list[Glyph]) -> bool:
    """Whether a line runs to the right (a stack of upright characters does not)."""
    if row[0].angle:
        return False
    ink = [g for g in row if not g.text.isspace()]
    return len(ink) < 2 or ink[-1].middle[1] - ink[0].middle[1] < 0.5 * ink[0].size


def _level(glyphs: list[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        if rows and abs(glyph.base - rows[-1][-1].base) <= 0.45 * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def is_stacked(glyphs: Sequence[Glyph]) -> bool:
    """Whether upright characters are set in columns from top to bottom: written one below the other, columns from right to left."""
    ink = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.order)
    if len(ink) < 4:
        return False
    down = side = jumps = 0
    for a, b in zip(ink, ink[1:], strict=False):
        dx, dy = b.middle[0] - a.middle[0], b.middle[1] - a.middle[1]
        if abs(dx) < 0.3 * a.size and 0.5 * a.size < dy < 3 * a.size:
            down += 1
        elif dx > 0 and abs(dy) < 0.4 * a.size:
            side += 1
        elif dx < -0.5 * a.size and dy < -0.5 * a.size:
            jumps += 1
    return down > 3 * side and jumps > 0


def _stacks(glyphs: list[Glyph]) -> list[list[Glyph]]:
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle[0], g.top)):
        if columns and abs(glyph.middle[0] - columns[-1][-1].middle[0]) < 0.5 * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [sorted(column, key=lambda g: g.top) for column in columns]


def _turned(glyphs: list[Glyph], angle: int) -> list[list[Glyph]]:
    """Lines of turned text in order of reading (turned right: lines from right to left; turned left: from left to right)."""
    if angle == 180:
        return [sorted(row, key=lambda g: -g.x1) for row in _split(sorted(glyphs, key=lambda g: -g.base))]
    sign = -1 if angle == 90 else 1
    return [sorted(row, key=lambda g: -sign * g.middle[1]) for row in _split(sorted(glyphs, key=lambda g: sign * g.base))]


def _split(glyphs: list[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and abs(glyph.base - rows[-1][-1].base) <= 0.45 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _run(glyphs: list[Glyph]) -> Line | None:
    """A line of stacked or turned glyphs: their text in order, spaces only where they were typed between words."""
    text = "".join(g.text for g in glyphs).strip()
    size, box = median(g.size for g in glyphs), _box(glyphs)
    confidence = least(g.confidence for g in glyphs)
    return Line(text, box, glyphs[0].base, size, size, box[2], glyphs[0].angle or 90, confidence=confidence) if text else None


def line_of(glyphs: list[Glyph]) -> Line | None:
    """One level line of glyphs sorted from left to right; None without ink."""
    ink = [g for g in glyphs if not g.text.isspace()]
    if not ink:
        return None
    size = median(g.size for g in ink)
    gaps = [b.x0 - a.x1 for a, b in zip(ink, ink[1:], strict=False)]
    usual = max(median(gaps), 0.0) if len(gaps) >= 3 else 0.0
    parts: list[str] = []
    before: Glyph | None = None
    typed = False
    for glyph in glyphs:
        if glyph.text.isspace():
            typed = True
            continue
        if before is not None and ((typed and _keeps_space(before, glyph, usual)) or _has_gap(before, glyph, size, usual)):
            parts.append(" ")
        parts.append(glyph.text)
        before, typed = glyph, False
    return Line(
        "".join(parts),
        _box(ink),
        median(g.base for g in ink),
        size,
        _head(ink, size),
        ink[-1].x0 if len(ink) > 1 and ink[-1].text in HANGING else ink[-1].x1,
        spaced_end=glyphs[-1].text.isspace(),
        artifact=all(g.artifact for g in ink),
        confidence=least(g.confidence for g in ink),
    )


def least(found: Iterable[float | None]) -> float | None:
    """The least of the confidences that are known."""
    return min((value for value in found if value is not None), default=None)


def _keeps_space(before: Glyph, after: Glyph, usual: float) -> bool:
    """Whether a typed space shows: one drawn over by its neighbours does not."""
    return after.x0 - before.x1 > 0.1 * min(before.size, after.size) + min(usual, 0.5)


def _has_gap(before: Glyph, after: Glyph, size: float, usual: float) -> bool:
    """Whether white space parts two glyphs although no space was typed; letter-spacing and justification do not count."""
    gap = after.x0 - before.x1
    wide = is_wide(before.text[-1]), is_wide(after.text[0])
    if all(wide):
        return gap > max(1.5 * size, 2.5 * usual + 0.5 * size)
    if any(wide):
        return gap > max(0.9 * size, 2.5 * usual + 0.4 * size)
    return gap > max(0.22 * size, 1.8 * usual + 0.12 * size)


def _box(glyphs: Sequence[Glyph]) -> Box:
    return min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)


def _head(glyphs: Sequence[Glyph], size: float) -> float:
    """Width up to the first place where a typesetter may break the line."""
    end = 0
    while end + 1 < len(glyphs) and not _may_part(glyphs[end], glyphs[end + 1], size):
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def _may_part(before: Glyph, after: Glyph, size: float) -> bool:
    """Whether a line may end between two neighbouring glyphs."""
    a, b = before.text[-1], after.text[0]
    if a in OPENING or b in CLOSING or a in QUOTES or b in QUOTES:
        return False
    if is_wide(b):
        return True
    if a in "、，" and b.isdigit():  # some typesetters keep a list of figures together
        return False
    if is_wide(a):
        return False if a in CLOSING and b in CLOSING else a not in "—…"
    return after.x0 - before.x1 >= 0.22 * size


def room(line: Line, left: float, right: float, *, is_indented: bool = False) -> float:
    """White space left in a line between the limits of its column, whichever way it is aligned."""
    before, after = max(line.box[0] - left, 0.0), max(right - line.box[2], 0.0)
    if is_indented:
        return after
    if abs(before - after) <= 2.0 and before > 2.0:  # centred
        return before + after
    if before > after + 4 * line.size:  # set to the right
        return before + after
    return after


def is_wrapped(line: Line, following: Line, left: float, right: float) -> bool:
    """Whether a line ends only because the next word did not fit."""
    if line.angle or following.angle:
        return True
    is_indented = following.box[0] - left < 0.3 * line.size and line.box[0] - left < 3.5 * line.size
    slack = 1.5 if _is_centred(line, left, right) and _is_centred(following, left, right) else 0.5
    return room(line, left, right, is_indented=is_indented) < following.head + slack * line.size


def _is_centred(line: Line, left: float, right: float) -> bool:
    before, after = line.box[0] - left, right - line.box[2]
    return before > 2.0 and abs(before - after) <= 2.0


def glue(line: Line, following: Line, free: float = 0.0) -> str:
    """What stands between two lines of one paragraph: a space between words, nothing otherwise (numbers come back whole)."""
    a, b = line.text[-1], following.text[0]
    if is_wide(a) or is_wide(b):
        return ""
    if a.isalpha() and (b.isalpha() or b.isdigit()):
        return " "
    if a.isdigit() and b.isdigit() and (line.spaced_end or free > 0.7 * following.size):
        return " "
    if line.spaced_end and (is_word(a) or is_word(b)):
        return " "
    return ""


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell: wrapped lines joined, deliberate breaks kept as line feeds."""
    if not lines:
        return ""
    parts = [lines[0].text]
    for line, following in zip(lines, lines[1:], strict=False):
        parts.append(between(line, following, left, right))
        parts.append(following.text)
    return "".join(parts)


def between(line: Line, following: Line, left: float, right: float) -> str:
    """What stands between two lines of a cell: a line feed where the break was meant."""
    if not is_wrapped(line, following, left, right):
        return "\n"
    return glue(line, following, room(line, left, right))
