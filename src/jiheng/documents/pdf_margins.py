"""Running headers, footers and page numbers: recognised by repetition and position, taken out of the pages.

A line is dropped only with evidence: marked by the producer as such, or the same words (numbers aside) at the same height on
several pages outside of everything else, or a number that counts the pages. A title that opens every form is none of these.
"""

from __future__ import annotations

import re
from statistics import median

from jiheng.documents.pdf_drafts import PageDraft, ParagraphDraft, TableDraft, bottom_of, top_of

TOP_ZONE, BOTTOM_ZONE = 0.13, 0.15
"""Shares of the page height where running lines stand; a page on its side has the number of the upright page at the same distance."""

SIDE_ZONE = 0.12
"""Share of the page width at either side, where a page on its side has the number of the upright sheet."""

_DASHED = re.compile(r"[—–-]\s*\d+\s*[—–-]")
_NUMBER = re.compile(r"[\s\-—–－·•~第页共/／|,，of Page\d一二三四五六七八九十]*\d+[\s\-—–－·•~第页共/／|,，of Page\d]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def drop_running_lines(pages: list[PageDraft]) -> int:
    """Take running headers, footers and page numbers out of the pages; how many were dropped."""
    doomed = {id(block) for page in pages for block in page.blocks if isinstance(block, ParagraphDraft) and block.artifact}
    doomed |= _turned_numbers(pages)
    for top in (True, False):
        doomed |= _page_numbers(pages, top=top)
        doomed |= _repeated(pages, doomed, top=top)
        doomed |= _repeated(pages, doomed, top=top)  # a second running line above or below the first
    for page in pages:
        page.blocks = [block for block in page.blocks if id(block) not in doomed]
    return len(doomed)


def _outer(page: PageDraft, doomed: set[int], *, top: bool) -> ParagraphDraft | None:
    """The outermost block in the zone at the top or bottom, when it is a paragraph."""
    blocks = [block for block in page.blocks if id(block) not in doomed]
    if not blocks:
        return None
    block = blocks[0] if top else max(blocks, key=bottom_of)
    if isinstance(block, TableDraft):
        return None
    if top:
        return block if bottom_of(block) < TOP_ZONE * page.height else None
    return block if top_of(block) > (1 - BOTTOM_ZONE) * page.height else None


def _page_numbers(pages: list[PageDraft], *, top: bool) -> set[int]:
    """Paragraphs that hold only a number which grows with the pages (or, on a single page, stands far below everything)."""
    found: list[tuple[PageDraft, ParagraphDraft, int]] = []
    for page in pages:
        block = _outer(page, set(), top=top)
        if block is None or len(block.pieces[0].lines) > 1:
            continue
        text = block.text()
        if len(text) <= 24 and _NUMBER.fullmatch(text):
            found.append((page, block, int(_DIGITS.findall(text)[0])))
    if len(pages) == 1:
        return {id(block) for page, block, _ in found if not top and _is_lonely(page, block)}
    offsets = [number - page.number for page, _, number in found]
    return {id(block) for (_, block, _), offset in zip(found, offsets, strict=True) if offsets.count(offset) >= 2}


def _turned_numbers(pages: list[PageDraft]) -> set[int]:
    """Turned paragraphs at the side of lying pages that hold only a number which grows with the pages: the foot of the upright sheet.

    A single one is a page number when it stands between dashes.
    """
    found: list[tuple[ParagraphDraft, int]] = []
    for page in pages:
        for block in page.blocks:
            if not isinstance(block, ParagraphDraft) or len(block.pieces[0].lines) > 1:
                continue
            line, text = block.pieces[0].lines[0], block.text()
            outside = line.box[2] < page.width * SIDE_ZONE or line.box[0] > page.width * (1 - SIDE_ZONE)
            if line.angle in {90, 270} and outside and _NUMBER.fullmatch(text):
                found.append((block, int(_DIGITS.findall(text)[0]) - page.number))
    offsets = [offset for _, offset in found]
    return {id(block) for block, offset in found if offsets.count(offset) >= 2 or _DASHED.fullmatch(block.text())}


def _is_lonely(page: PageDraft, block: ParagraphDraft) -> bool:
    others = [bottom_of(other) for other in page.blocks if other is not block]
    text = block.text().strip()
    return (not others or top_of(block) - max(others) > 1.5 * block.size) and (not text.isdigit() or len(text) <= 3)


def _repeated(pages: list[PageDraft], doomed: set[int], *, top: bool) -> set[int]:
    """Outermost paragraphs that return at the same height with the same words."""
    groups: dict[tuple[str, int], list[tuple[PageDraft, ParagraphDraft]]] = {}
    for page in pages:
        block = _outer(page, doomed, top=top)
        if block is not None:
            at = top_of(block) if top else page.height - top_of(block)
            groups.setdefault((_DIGITS.sub("#", block.text()), round(at / 4)), []).append((page, block))
    merged: set[int] = set()
    for (words, height), members in groups.items():
        near = members + groups.get((words, height + 1), [])
        if len(near) >= min(3, max(2, len(pages))) and _is_apart(pages, near, doomed, top=top):
            merged |= {id(block) for _, block in near}
    return merged


def _is_apart(pages: list[PageDraft], members: list[tuple[PageDraft, ParagraphDraft]], doomed: set[int], *, top: bool) -> bool:
    """Whether the lines stand outside the text body of the whole document, not at its edge, and are no titles."""
    own = {id(block) for _, block in members}
    size = median(block.size for _, block in members)
    edge = max(bottom_of(b) for _, b in members) if top else max(p.height - top_of(b) for p, b in members)
    sizes: list[float] = []
    for page in pages:
        others = [b for b in page.blocks if id(b) not in own and id(b) not in doomed]
        sizes += [b.size for b in others if isinstance(b, ParagraphDraft)]
        sizes += [line.size for b in others if isinstance(b, TableDraft) for c in b.cells[:8] for p in c.pieces for line in p.lines]
        for other in others:
            if (top and top_of(other) < edge - 1) or (not top and page.height - bottom_of(other) < edge - 1):
                return False
    return not sizes or size < 1.15 * median(sizes)
