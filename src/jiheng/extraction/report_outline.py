"""The outline of a report: its parts (cover, abstract, contents, body, annexes), headings, and the passages under them.

A passage is a paragraph of sense: lines that a text dump broke inside a sentence are joined again, and each character still knows
its own line. Not here: what the passages and tables say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Block, Paragraph, Table
from jiheng.extraction.report_numbering import contents_line, goes_on_list, is_heading_text, numbered, run_in
from jiheng.extraction.wording import money_unit_in
from jiheng.model import Figure, Place, ReportPart
from jiheng.regulation.labels import FormLabels, compact

_FINISHED: Final = re.compile(r"[。；;：:！!？?”」》]\s*$")
_PUNCTUATION: Final = re.compile(r"[\s。；，、）)”]{1,4}")
_TITLE: Final = re.compile(r"评价(?:工作)?报告$|评价报告[(（].{1,16}[)）]$")
_PAGE_NUMBER: Final = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–\s]*")
_RUN_OUT: Final = re.compile(r"(?<=[。])\s*(?=(?:[(（]\d{1,2}[)）]|\d{1,2}[.．、])\s*[^\s\d。，；]{2,16}$)")
#: Shorter lines of a dump are whole: a wrapped line fills its page.
_WRAPPED: Final = 20
_LONG: Final = 60
_ENDING: Final = {"problems", "suggestions", "mixed", "other", "use_of_results", "practices"}


@dataclass(slots=True)
class Passage:
    """Text under a heading. ``pieces`` are the paragraphs it was printed as, with the offset of each in ``text``."""

    text: str
    pieces: list[tuple[int, Place]]
    heading: int
    part: ReportPart

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.pieces[0][1]

    def within(self, start: int, end: int) -> Place:
        """The place of some of its characters, in the piece in which they begin."""
        offset, place = next((p for p in reversed(self.pieces) if p[0] <= start), self.pieces[0])
        base = place.start or 0
        stop = next((o for o, _ in self.pieces if o > offset and o < end), end)
        return place.within(base + start - offset, base + stop - offset, self.text[start:stop])

    def paragraph(self) -> Paragraph:
        """The passage as a paragraph, for readers of prose."""
        return Paragraph(text=self.text, place=self.place)


@dataclass(slots=True)
class OutlineHeading:
    """A heading; ``path`` are the titles from the outermost down to itself, ``kind`` its meaning in the labels."""

    level: int
    number: str
    title: str
    place: Place
    part: ReportPart
    path: tuple[str, ...] = ()
    kind: str | None = None
    count: int | None = None

    @property
    def full(self) -> str:
        """Number and title as printed."""
        return f"{self.number}{self.title}"


@dataclass(slots=True)
class OutlineTable:
    """A table of the report with what stands around it; ``lead`` are the lines between it and what stands before, nearest first."""

    table: Table
    heading: int
    part: ReportPart
    title: str = ""
    unit: str = ""
    title_place: Place | None = None
    lead: list[Passage] = field(default_factory=list)
    follows: bool = False


@dataclass(slots=True)
class Outline:
    """Everything of a report in its order."""

    headings: list[OutlineHeading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    tables: list[OutlineTable] = field(default_factory=list)
    contents: list[tuple[str, Figure | None, Place]] = field(default_factory=list)
    cover: list[Paragraph] = field(default_factory=list)
    titles: list[Paragraph] = field(default_factory=list)

    def section(self, heading: int) -> str:
        """The heading path of a place as one line."""
        return " / ".join(self.headings[heading].path) if 0 <= heading < len(self.headings) else ""

    def chain(self, heading: int) -> list[OutlineHeading]:
        """A heading and those above it, innermost first."""
        found: list[OutlineHeading] = []
        level = 99
        for index in range(heading, -1, -1):
            candidate = self.headings[index]
            if candidate.level < level:
                found.append(candidate)
                level = candidate.level
            if level <= 0:
                break
        return found


class OutlineReader:
    """Walks the blocks once and decides, line by line, what each is."""

    def __init__(self, blocks: Sequence[Block], labels: FormLabels) -> None:
        self.blocks = blocks
        self.labels = labels
        self.outline = Outline()
        self.part = ReportPart.COVER
        self.heading = -1
        self.last_top = 0
        #: 1 once the chapters are called 第一部分, so that 一、 stands below them.
        self.deeper = 0
        self.ending_seen = False
        self.open = False
        self.last_table: int | None = None
        self.index = 0

    def read(self) -> Outline:
        """The outline of the whole document."""
        for index, block in enumerate(self.blocks):
            self.index = index
            if isinstance(block, Table):
                self._table(index, block)
            elif block.text.strip() and not _PAGE_NUMBER.fullmatch(block.text.strip()):
                self._paragraph(index, block)
        return self.outline

    def _table(self, index: int, table: Table) -> None:
        self.open = False
        lines = _as_contents(table)
        if lines and (self.part is ReportPart.CONTENTS or self._after_contents_word(index)):
            self.part = ReportPart.CONTENTS
            self.outline.contents.extend(lines)
            return
        if self.part in (ReportPart.COVER, ReportPart.CONTENTS) and table.rows > 1 and self.part is ReportPart.CONTENTS:
            self._enter(ReportPart.BODY)
        found = OutlineTable(table, self.heading, self.part)
        self._title(found, index)
        found.follows = self.last_table is not None and not self._between(self.last_table, index)
        self.outline.tables.append(found)
        self.last_table = index

    def _between(self, first: int, second: int) -> bool:
        texts = [b.text.strip() for b in self.blocks[first + 1 : second] if isinstance(b, Paragraph)]
        return any(text and not _PAGE_NUMBER.fullmatch(text) and not re.fullmatch(r"[(（]?续表?[)）]?.{0,4}", text) for text in texts)

    def _after_contents_word(self, index: int) -> bool:
        before = next((b for b in reversed(self.blocks[:index]) if isinstance(b, Paragraph) and b.text.strip()), None)
        return before is not None and self.labels.block("report_parts").within(before.text) == "contents"

    def _title(self, found: OutlineTable, first: int) -> None:
        """Title and unit from the lines right above a table: a short line that is no sentence, else the last heading."""
        for block in reversed(self.blocks[:first]):
            if isinstance(block, Table):
                break
            text = block.text.strip()
            if not text or _PAGE_NUMBER.fullmatch(text):
                continue
            plain = compact(text)
            unit = money_unit_in(plain) if len(plain) <= _LONG else ""
            found.unit = found.unit or unit
            if unit and len(plain) <= 14:
                continue
            if len(plain) <= _LONG and not re.search(r"[。；：:，]$", plain) and numbered(text) is None:
                found.title, found.title_place = (
                    re.sub(r"^(?:附?表|图)\s*[\d一二三四五六七八九十\-—.]*\s*[:：、]?\s*", "", text),
                    block.place,
                )
            break

    def _paragraph(self, index: int, block: Paragraph) -> None:
        text = block.text.strip()
        word = self.labels.block("report_parts").within(text) if len(compact(text)) <= 12 else None
        if word == "contents":
            self._enter(ReportPart.CONTENTS)
            return
        if self.part is ReportPart.CONTENTS and self._contents(text, block):
            return
        if word == "abstract":
            self._enter(ReportPart.ABSTRACT)
            self._heading(0, "", text, block)
            return
        if self._is_title(text):
            self._report_title(text, block)
            return
        line = numbered(text)
        if line is not None:
            following = self._following(index)
            wrapped = block.place.line is not None and line.level >= 4 and len(line.rest) >= _WRAPPED
            listed = not block.level and any(goes_on_list(line, p.text) for p in self.outline.passages[-1:] if p.heading == self.heading)
            if (block.level and len(text) <= 80) or (is_heading_text(line, following) and not wrapped and not listed):
                self._numbered(line.level, line.number, line.rest, block, line.count)
                return
            split = run_in(line)
            if split is not None and self.part is not ReportPart.COVER:
                self._numbered(line.level, line.number, split[0], block, line.count)
                self._passage(split[1], block, block.text.rfind(split[1]))
                return
        elif self._begins_annex(text):
            self.part = ReportPart.ANNEX
            self._heading(0, "", text, block, kind=self.labels.block("report_annexes").within(text))
            return
        elif block.level and len(compact(text)) <= 40 and not re.search(r"[。；：:，]", text) and self._styled(text, block):
            return
        if self.part is ReportPart.COVER and len(text) > _LONG and "。" in text:
            self._enter(ReportPart.BODY)
        if self.part is ReportPart.COVER:
            self.outline.cover.append(block)
            return
        self._body(text, block)

    def _styled(self, text: str, block: Paragraph) -> bool:
        """A heading known by its style alone; on the cover only one that a report's body begins with."""
        kind = self.labels.block("report_sections").within(text)
        if self.part is ReportPart.COVER:
            if kind is None and self.labels.block("report_form").meaning(text) is None:
                return False
            self._enter(ReportPart.BODY)
        if self.part is ReportPart.BODY and kind in _ENDING:
            self.ending_seen = True
        self._heading(max(1, block.level - 1), "", text, block, kind=kind)
        return True

    def _following(self, index: int) -> str | None:
        block = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return block.text if isinstance(block, Paragraph) else None

    def _contents(self, text: str, block: Paragraph) -> bool:
        line = contents_line(text)
        if line is not None:
            self.outline.contents.append((line[0], line[1], block.place))
            return True
        titled = numbered(text)
        seen = {compact(title) for title, _, _ in self.outline.contents}
        if titled is not None and len(text) <= _LONG and compact(text) not in seen and not self.outline.contents[-1:]:
            self.outline.contents.append((text, None, block.place))
            return True
        open_list = bool(self.outline.contents) and self.outline.contents[-1][1] is None and compact(text) not in seen
        if titled is not None and len(text) <= _LONG and open_list and not (titled.level == 1 and titled.count == 1):
            self.outline.contents.append((text, None, block.place))
            return True
        if titled is None and len(text) <= 30 and not self._is_title(text) and contents_line(text) is None and not block.level:
            return self.labels.block("report_parts").within(text) is None and bool(re.fullmatch(r"附.{1,28}", text))
        if self.labels.block("report_parts").within(text) != "abstract":
            self._enter(ReportPart.BODY)
        return False

    def _is_title(self, text: str) -> bool:
        plain = compact(text)
        return len(plain) <= 70 and bool(_TITLE.search(plain)) and numbered(text) is None and not re.match(r"附[:：件]|[关对]于", plain)

    def _report_title(self, text: str, block: Paragraph) -> None:
        known = {compact(title.text) for title in self.outline.titles}
        if compact(text) in known and self.part is not ReportPart.ANNEX:
            self._enter(ReportPart.BODY)
        elif self.part is ReportPart.ANNEX or (known and self.part is ReportPart.BODY):
            self.part = ReportPart.ANNEX
            self._heading(0, "", text, block, kind=self.labels.block("report_annexes").within(text))
            return
        self.outline.titles.append(block)

    def _begins_annex(self, text: str) -> bool:
        plain = compact(text)
        if len(plain) > 50 or (re.search(r"[，：:]$|[。；=？?]", plain) and not re.match(r"附(?:件|表)", plain)):
            return False
        if self.part not in (ReportPart.BODY, ReportPart.ANNEX):
            return False
        kind = self.labels.block("report_annexes").within(text)
        if kind is None:
            return False
        if self.part is ReportPart.ANNEX:
            return kind != "annex" or bool(re.match(r"附(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*[:：、]?\s*\S*$", text))
        if kind == "annex" and re.match(r"附(?:件|表)[\d一二三四五六七八九十]*[:：].*\d", plain):
            return False
        return self.ending_seen or (kind == "annex" and bool(re.fullmatch(r"附(?:件|表|录)[\d一二三四五六七八九十]*[:：]?.{0,40}", plain)))

    def _enter(self, part: ReportPart) -> None:
        if part is ReportPart.BODY and self.part is not ReportPart.BODY:
            self.heading, self.last_top, self.ending_seen, self.deeper = -1, 0, False, 0
        self.part, self.open = part, False

    def _numbered(self, level: int, number: str, title: str, block: Paragraph, count: int | None) -> None:
        kind = self.labels.block("report_sections").within(title)
        chapter = number.startswith("第")
        if level == 1 and (chapter or not self.deeper):
            again = count == 1 and (self.last_top >= 2 or (not self.last_top and not self._begins_again(chapter)))
            if self.part is ReportPart.COVER or (self.part is ReportPart.ABSTRACT and again):
                self._enter(ReportPart.BODY)
            elif self.part is ReportPart.ANNEX and count == self.last_top + 1 and kind in _ENDING and self._annex_is_bare():
                self.part = ReportPart.BODY
            if self.part is not ReportPart.ANNEX:
                self.last_top = count or self.last_top + 1
        if self.part is ReportPart.BODY and kind in _ENDING:
            self.ending_seen = True
        if self.part is not ReportPart.ANNEX and chapter:
            self.deeper = 1
        deeper = self.deeper if self.part is not ReportPart.ANNEX and not chapter else 0
        self._heading(level + deeper, number, title, block, kind=kind, count=count)

    def _begins_again(self, chapter: bool) -> bool:
        """Whether chapters are numbered from one again below: then those here are the abstract's own."""
        if not any(passage.part is ReportPart.ABSTRACT for passage in self.outline.passages):
            return True
        for block in self.blocks[self.index + 1 :]:
            text = block.text.strip() if isinstance(block, Paragraph) else ""
            if re.match(r"附(?:件|表|录)", text):
                return False
            line = numbered(text) if 0 < len(text) <= _LONG else None
            first = line is not None and line.level == 1 and line.count == 1 and (line.number.startswith("第") or not chapter)
            if first and not re.search(r"[。；]", text):
                return True
        return False

    def _annex_is_bare(self) -> bool:
        """Whether the annex begun last holds no numbered chapter of its own."""
        for heading in reversed(self.outline.headings):
            if heading.level == 0:
                return True
            if heading.part is ReportPart.ANNEX and heading.level == 1:
                return False
        return True

    def _heading(self, level: int, number: str, title: str, block: Paragraph, *, kind: str | None = None, count: int | None = None) -> None:
        self.open = False
        found = OutlineHeading(level, number, title, block.place, self.part, kind=kind, count=count)
        above = self.heading
        trail: tuple[str, ...] = ()
        while 0 <= above < len(self.outline.headings):
            candidate = self.outline.headings[above]
            if candidate.level < level and candidate.part is self.part:
                trail = candidate.path
                break
            above -= 1
        found.path = (*trail, found.full)
        self.outline.headings.append(found)
        self.heading = len(self.outline.headings) - 1

    def _body(self, text: str, block: Paragraph) -> None:
        parts = _RUN_OUT.split(text)
        if len(parts) == 2 and len(parts[0]) > 10:
            line = numbered(parts[1])
            if line is not None and is_heading_text(line, None):
                self._passage(parts[0], block, block.text.find(parts[0]))
                self._numbered(line.level, line.number, line.rest, block, line.count)
                return
        self._passage(text, block, block.text.find(text))

    def _passage(self, text: str, block: Paragraph, start: int) -> None:
        place = block.place if start <= 0 and text == block.text else block.place.within(start, start + len(text), text)
        last = self.outline.passages[-1] if self.outline.passages and self.open else None
        if last is not None and self._goes_on(last, text, block):
            last.pieces.append((len(last.text), place))
            last.text += text
            return
        self.outline.passages.append(Passage(text, [(0, place)], self.heading, self.part))
        self.open = True

    def _goes_on(self, last: Passage, text: str, block: Paragraph) -> bool:
        """Whether a line of a dump goes on the one before it."""
        if _PUNCTUATION.fullmatch(text):
            return True
        if block.place.line is None or last.heading != self.heading or _FINISHED.search(last.text) or numbered(text) is not None:
            return False
        if len(text) < _WRAPPED and not _FINISHED.search(text):
            return False
        return len(last.text) - last.pieces[-1][0] >= _WRAPPED and not re.match(r"[^，。；]{1,12}[:：]\S", text)


def _as_contents(table: Table) -> list[tuple[str, Figure | None, Place]]:
    """The lines of a contents page that was read as a table; empty when it is none."""
    found: list[tuple[str, Figure | None, Place]] = []
    for cells in table.by_row():
        for text in [" ".join(cell.text.strip() for cell in cells)] if len(cells) > 1 else cells[0].text.split("\n") if cells else []:
            if not text.strip():
                continue
            line = contents_line(text)
            if line is None:
                return []
            found.append((line[0], line[1], cells[0].place))
    return found if len(found) > 2 else []
