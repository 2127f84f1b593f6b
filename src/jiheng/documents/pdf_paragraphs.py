"""Lines outside of tables to paragraphs: wrapped lines joined, headings, captions and short lines kept apart."""

from __future__ import annotations

import re
from statistics import median

from jiheng.documents.pdf_content import Glyph, PageContent
from jiheng.documents.pdf_drafts import BlockDraft, ParagraphDraft, Piece, TableDraft, bottom_of, top_of
from jiheng.documents.pdf_lines import Line, is_wrapped, lines_of
from jiheng.model import Box

_LEADER = re.compile(r"([.．·…‥]\s*){4,}[\s\-—]*\d+[\s\-—]*$")
"""The end of a line in a table of contents."""

_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳]|第[\d一二三四五六七八九十百]{1,4}[章节条部]")
"""The beginning of a numbered paragraph."""


def page_blocks(content: PageContent, tables: list[TableDraft], glyphs: list[Glyph]) -> list[BlockDraft]:
    """Tables and paragraphs of one page, top to bottom."""
    # A turned line has its base at its side: it stands where its first sign does.
    lines = sorted(lines_of(glyphs), key=lambda line: (line.box[1] + 0.88 * line.size if line.angle else line.base, line.box[0]))
    left, right = _limits(content, lines, tables)
    pitch = _pitch(lines)
    blocks: list[BlockDraft] = []
    waiting = list(tables)
    group: list[Line] = []

    def close() -> None:
        if group:
            blocks.append(_paragraph(list(group), content.number, left, right))
            group.clear()

    for line in lines:
        while waiting and top_of(waiting[0]) < line.box[1] + 0.5 * line.size:
            close()
            blocks.append(waiting.pop(0))
        if group and not _continues(group, line, left, right, pitch):
            close()
        group.append(line)
    close()
    return [*blocks, *waiting]


def _limits(content: PageContent, lines: list[Line], tables: list[TableDraft]) -> tuple[float, float]:
    """The left and right edge of the text body: what lines and tables reach, the right margin being no wider than the left."""
    level = [line for line in lines if not line.angle]
    lefts = [line.box[0] for line in level] + [t.xs[0] for t in tables]
    rights = [line.reach for line in level] + [t.xs[-1] for t in tables]
    if not lefts:
        return 0.0, content.width
    left = min(min(lefts), 0.2 * content.width)
    return left, max(max(rights), content.width - max(left, 0.12 * content.width))


def _pitch(lines: list[Line]) -> float:
    """The usual distance of two lines in font sizes."""
    steps = [
        (b.base - a.base) / a.size
        for a, b in zip(lines, lines[1:], strict=False)
        if abs(a.size - b.size) < 0.5 and 0.9 * a.size < b.base - a.base < 3 * a.size
    ]
    return median(steps) if steps else 1.6


def _continues(group: list[Line], line: Line, left: float, right: float, pitch: float) -> bool:
    last = group[-1]
    if last.angle or line.angle:
        return last.angle == line.angle and line.artifact == last.artifact
    if last.artifact != line.artifact or abs(last.size - line.size) > 0.12 * last.size:
        return False
    step = line.base - last.base
    if step < 0.4 * last.size:  # side by side on one line with another size
        return True
    if step > (1.35 * max(pitch, 1.2)) * last.size:
        return False
    if is_indented(group, line, left, right) or not is_wrapped(last, line, left, right):
        return False
    if _LEADER.search(last.text):
        return False
    is_level = line.box[0] > group[0].box[0] - 0.3 * line.size  # a numbered line that begins further left only happens to begin so
    return not (is_level and last.text[-1] in "。；：！？;:" and _NUMBERED.match(line.text))


def is_indented(group: list[Line], line: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph by its indentation."""
    own, last = line.box[0] - left, group[-1].box[0] - left
    if own < 1.2 * line.size or (own > 3.5 * line.size and _is_centred(line, left, right)):
        return False
    if own > last + 1.2 * line.size:
        return True
    return len(group) == 1 and own < 2.8 * line.size and abs(own - last) < 0.3 * line.size


def _is_centred(line: Line, left: float, right: float) -> bool:
    return line.box[0] - left > line.size and abs((line.box[0] - left) - (right - line.box[2])) < 3


def _paragraph(lines: list[Line], page: int, left: float, right: float) -> ParagraphDraft:
    piece = Piece(page, _around(lines), lines, left, right)
    return ParagraphDraft([piece], median(line.size for line in lines), all(line.artifact for line in lines))


def _around(lines: list[Line]) -> Box:
    boxes = [line.box for line in lines]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def join_paragraphs(before: ParagraphDraft, after: ParagraphDraft) -> bool:
    """Join a paragraph that a page break cuts; whether it was one."""
    last, first = before.pieces[-1].lines[-1], after.pieces[0].lines[0]
    piece = before.pieces[-1]
    if last.angle or first.angle or abs(last.size - first.size) > 0.12 * last.size:
        return False
    if first.box[0] > after.pieces[0].left + 1.2 * first.size or _LEADER.search(last.text):
        return False
    if not is_wrapped(last, first, piece.left, piece.right) or (last.text[-1] in "。：；！？" and _NUMBERED.match(first.text)):
        return False
    before.pieces += after.pieces
    return True


__all__ = ["bottom_of", "is_indented", "join_paragraphs", "page_blocks"]
