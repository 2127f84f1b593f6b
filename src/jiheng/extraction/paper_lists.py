"""The lists of papers of the process: rows under known column heads, over page breaks, tables and worksheets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from jiheng.documents.content import Block, Cell, Paragraph, Table
from jiheng.extraction.lines import Column, Header, Line, header_of, lines_of
from jiheng.extraction.report_draft import place_of, tidy
from jiheng.extraction.wording import money_unit_in
from jiheng.model import Figure, Source, SourceMap, read_date, read_figure
from jiheng.regulation.labels import FormLabels, Vocabulary, compact

_DASHES: Final = re.compile(r"[—－–\-/\s]*|无|/")
_TOTAL: Final = re.compile(r"(?:合计|总计|小计)")
_PAGE_NUMBER: Final = re.compile(r"[-—–\s\d/第页共]*")
#: A title and a line of units may stand above the heads within a table.
_HEAD_ROWS: Final = 6
_DAY: Final = re.compile(r"((?:19|20)\d\d)\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?")

Heads = Callable[[AbstractSet[str]], bool]
"""Whether a set of columns makes a list of the kind sought."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: the cells by the meaning of their columns."""

    cells: Mapping[str, tuple[Cell, Column]]
    title: str
    row_text: str
    name: str = ""
    is_total: bool = False

    def raw(self, *meanings: str) -> str:
        """The text of the first of these columns that has one, line breaks kept; empty for a dash."""
        for meaning in meanings:
            if meaning in self.cells:
                text = self.cells[meaning][0].text.strip()
                if not _DASHES.fullmatch(text):
                    return text
        return ""

    def text(self, *meanings: str) -> str:
        """The text without the breaks its width forced upon it."""
        return one_line(self.raw(*meanings))

    def source(self, meaning: str) -> Source:
        """Where a column's text stands."""
        cell, column = self.cells[meaning]
        label = " / ".join(part for part in (self.name, tidy(column.label)) if part)
        return Source(place=place_of(cell), label=label, table_title=self.title, row_text=self.row_text)

    def figure(self, meaning: str) -> Figure | None:
        """The figure of a column, with the unit that its head states."""
        text = self.raw(meaning)
        unit = money_unit_in(self.cells[meaning][1].label) if text else ""
        return read_figure(one_line(text), unit=unit) if text else None

    def known(self, *meanings: str) -> list[str]:
        """Those of these columns that say something."""
        return [meaning for meaning in meanings if self.raw(meaning)]


@dataclass(slots=True)
class PaperList:
    """The entries of one list, the tables (pages) it stands in, and which columns it has."""

    tables: list[Table]
    meanings: frozenset[str]
    title: str
    unit: str = ""
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class PaperDraft:
    """The fields of a record under construction with their sources, and what was not understood."""

    labels: FormLabels
    values: dict[str, Any] = field(default_factory=dict)
    sources: SourceMap = field(default_factory=SourceMap)
    unread: list[Source] = field(default_factory=list)

    def set(self, path: str, value: Any, source: Source | None = None) -> None:
        """Set the field at a path of keys (``subject/agency``); the first value stays, what says nothing is no value."""
        if value is None or value in ("", ()):
            return
        keys = path.split("/")
        target = self.values
        for key in keys[:-1]:
            target = target.setdefault(key, {})
        if keys[-1] not in target:
            target[keys[-1]] = value
            if source is not None:
                self.sources.add(f"/{path}", source)

    def put(self, group: str, items: Sequence[tuple[dict[str, Any], Mapping[str, Source]]]) -> None:
        """The entries of a list with the sources of their fields."""
        self.values[group] = [
            {key: value for key, value in item.items() if value is not None and value not in ("", ())} for item, _ in items
        ]
        for number, (_, sources) in enumerate(items):
            for key, source in sources.items():
                self.sources.add(f"/{group}/{number}" + (f"/{key}" if key else ""), source)

    def word(self, block: str, entry: Entry, meaning: str) -> str | None:
        """The key behind a word of a closed set; a word that is not known is named as unread."""
        text = entry.text(meaning)
        if not text:
            return None
        found = self.labels.block(block).meaning(text)
        if found is None:
            self.unread.append(entry.source(meaning))
        return found


def _is_regular(table: Table) -> bool:
    """Whether a table of a dump is whole: every row has a cell in every column."""
    return len(table.cells) == table.rows * table.columns and all(cell.rowspan == cell.colspan == 1 for cell in table.cells)


def read_lists(blocks: Sequence[Block], columns: Vocabulary, is_list: Heads) -> list[PaperList]:
    """Every list of the kind among the tables, rows on further pages included."""
    found: list[PaperList] = []
    lines_above: list[str] = []
    last: tuple[PaperList, Header] | None = None
    for block in _down_the_page(blocks):
        if isinstance(block, Paragraph):
            lines_above += [] if _PAGE_NUMBER.fullmatch(block.text.strip()) else [block.text.strip()]
            continue
        if not block.exact and not _is_regular(block):
            continue
        lines = lines_of(block)
        head = _head(lines, columns, is_list)
        if head is not None:
            at, header = head
            title = _title(lines[:at], lines_above, block)
            unit = next((unit for text in (*_texts(lines[: at + 1]), *lines_above[-2:]) if (unit := money_unit_in(text))), "")
            meanings = frozenset(column.meaning for column in header.columns)
            if last is None or lines_above or at or meanings != last[0].meanings or block.place.sheet != last[0].tables[0].place.sheet:
                last = (PaperList([], meanings, title, unit), header)
                found.append(last[0])
            last[0].tables.append(block)
            _fill(last[0], header, lines[at + 1 :])
        elif last is not None and block.columns == last[0].tables[0].columns and not lines_above:
            last[0].tables.append(block)
            _fill(last[0], last[1], lines)
        else:
            last = None
        lines_above = []
    return [one for one in found if one.entries]


def _down_the_page(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a file with pages from top to bottom: a page number set upright beside a turned page parts its head from its table."""
    if not all(block.place.page and block.place.box for block in blocks):
        return blocks
    return sorted(blocks, key=lambda block: (block.place.page or 0, block.place.box[1] if block.place.box else 0.0))


def _texts(lines: Sequence[Line]) -> list[str]:
    return [cell.text for line in lines for cell in line.filled]


def _title(above: Sequence[Line], paragraphs: Sequence[str], table: Table) -> str:
    """The line over a list: within the table, above it, or the name of its sheet."""
    within = next((line.filled[0].text for line in above if len(line.filled) == 1), "")
    outside = next((text for text in reversed(paragraphs) if not money_unit_in(text)), "")
    return tidy(within or outside) or table.place.sheet or ""


def _head(lines: Sequence[Line], columns: Vocabulary, is_list: Heads) -> tuple[int, Header] | None:
    for number, line in enumerate(lines[:_HEAD_ROWS]):
        header = header_of(line.filled, columns.meaning, line.row)
        meanings = {column.meaning for column in header.columns}
        if len(meanings) * 2 >= len(line.filled) and len(meanings) >= 2 and is_list(meanings):
            return number, header
    return None


def _fill(found: PaperList, header: Header, lines: Sequence[Line]) -> None:
    heads = [compact(column.label) for column in header.columns]
    for line in lines:
        cells: dict[str, tuple[Cell, Column]] = {}
        for cell in line.covering:
            column = header.of(cell)
            if column is not None and cell.text.strip():
                cells.setdefault(column.meaning, (cell, column))
        if not cells or all(compact(cell.text) in heads for cell, _ in cells.values()):
            continue
        is_total = any(_TOTAL.fullmatch(compact(cell.text)) for cell in line.filled[:2])
        found.entries.append(Entry(cells, found.title, line.text, is_total=is_total))


def one_line(text: str) -> str:
    """A cell's text without its line breaks; the blanks within a line are the writer's (专家 某某)."""
    return re.sub(r"[ \t\u3000]+", " ", re.sub(r"\s*\n\s*", "", text)).strip()


def day_in(text: str) -> datetime.date | None:
    """The first full day a text names."""
    match = _DAY.search(text)
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def day_of(entry: Entry, meaning: str, draft: PaperDraft) -> datetime.date | None:
    """The day a cell gives; a date that is none is named as unread."""
    text = entry.text(meaning)
    if not text:
        return None
    day = day_in(text)
    if day is None and (read_date(text) is None or not re.search(r"\d", text)):
        draft.unread.append(entry.source(meaning))
    return day


def without_day(text: str) -> str:
    """A text without its first day."""
    return _DAY.sub("", text, count=1).strip()


def parts_of(text: str, parts: Vocabulary) -> dict[str, str]:
    """A cell of several things, each led by its label and a colon: ``{"": 首项, "project": …}``; lines belong to what is above them."""
    words = "|".join(re.escape(word) for word in sorted(parts.words, key=len, reverse=True))
    pieces = re.split(rf"({words})\s*[:：]", text) if words else [text]
    found = {"": one_line(pieces[0])}
    for label, value in zip(pieces[1::2], pieces[2::2], strict=True):
        found.setdefault(parts.words[label], one_line(value))
    return found


def listed(text: str) -> tuple[str, ...]:
    """The names of a list (甲、乙); lines count as names too."""
    return tuple(name for name in (one_line(part) for part in re.split(r"[、；;\n]", text)) if name)
