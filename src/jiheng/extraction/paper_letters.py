"""The letter of a paper of the process: its number, title, addressee and signature, its sentences, and what stands item by item."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Block, Document, Paragraph, Table
from jiheng.extraction.paper_lists import day_in, one_line
from jiheng.model import Place, Source
from jiheng.regulation.labels import compact

_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,14}\s*[〔\[（(【]\s*20\d\d\s*[〕\])）】]\s*(?:第)?\s*\d{1,5}\s*号")
_DAY: Final = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_ANNEX: Final = re.compile(r"^附(?:件|表)")
_SECTION: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_ITEM: Final = re.compile(r"^(?:[（(][一二三四五六七八九十]{1,3}[)）]|问题[一二三四五六七八九十\d]{1,3}[:：、.])\s*")
_LESSER: Final = re.compile(r"^\d{1,2}\s*[.．、]\s*(?!\d)")
_LONGEST_HEAD: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its text in one line."""

    text: str
    paragraph: Paragraph

    def source(self, label: str = "", section: str = "") -> Source:
        """Where it stands."""
        return Source(place=self.paragraph.place.within(0, len(self.paragraph.text), self.paragraph.text), label=label, section=section)


@dataclass(slots=True)
class TextItem:
    """One numbered item of the letter: its head and the text below it."""

    head: str
    line: Line
    body: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Letter:
    """The paragraphs of a paper in order; ``title`` is whole, ``begin`` the first line behind it."""

    document: Document
    title: str
    title_place: Place
    lines: list[Line]
    begin: int

    @property
    def start(self) -> Source:
        """The place of the paper as a whole."""
        return Source(place=self.title_place, label=self.title)

    def document_number(self) -> tuple[str, Source] | None:
        """The number of the paper itself: a line of its own above the title or directly below it."""
        for line in self.lines[: self.begin + 2]:
            if _NUMBER.fullmatch(line.text):
                return line.text, line.source("文号")
        return None

    def cited_number(self) -> tuple[str, Source] | None:
        """The first number of another paper that the sentences name."""
        own = self.document_number()
        return next((found for found in self.matches(_NUMBER, "文号") if own is None or found[0] != own[0]), None)

    def matches(self, pattern: re.Pattern[str], label: str) -> Iterator[tuple[str, Source]]:
        """What the first group (or the whole) of a pattern finds in the sentences, in order, with its place."""
        for line in self.lines[self.begin :]:
            for match in pattern.finditer(line.paragraph.text):
                group = 1 if pattern.groups else 0
                place = line.paragraph.place.within(match.start(group), match.end(group), match[group])
                yield match[group].strip(), Source(place=place, label=label)

    def first(self, pattern: re.Pattern[str], label: str) -> tuple[str, Source] | None:
        """The first of :meth:`matches`."""
        return next(self.matches(pattern, label), None)

    def addressee(self) -> tuple[str, Source] | None:
        """To whom the letter goes: the first line behind the title that is a name and a colon."""
        for line in self.lines[self.begin : self.begin + 3]:
            if line.text.endswith((":", "：")) and len(line.text) <= 40 and not re.search(r"[，。；]", line.text):
                return line.text.rstrip(":："), line.source("主送")
        return None

    def signature(self) -> tuple[tuple[str, Source] | None, tuple[datetime.date, Source] | None]:
        """Who signs and when: the last line that is a date alone, and the name above it."""
        for number in range(len(self.lines) - 1, self.begin - 1, -1):
            line = self.lines[number]
            if _DAY.fullmatch(compact(line.text)) and (day := day_in(line.text)):
                above = self.lines[number - 1] if number > self.begin else None
                name = above.text if above is not None else ""
                is_name = 3 <= len(name) <= 40 and not re.search(r"[，。；：:]|^附件", name)
                return ((name, above.source("落款")) if is_name and above is not None else None), (day, line.source("落款日期"))
        return None, None

    def items(self, wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> list[TextItem]:
        """The numbered items below the sections whose heading is wanted."""
        return self._items(wanted, unwanted, _ITEM) or self._items(wanted, unwanted, _LESSER)

    def _items(self, wanted: re.Pattern[str], unwanted: re.Pattern[str], begins: re.Pattern[str]) -> list[TextItem]:
        found: list[TextItem] = []
        inside = False
        for line in self.lines[self.begin :]:
            if _ANNEX.match(line.text):
                break
            if _SECTION.match(line.text):
                inside = bool(wanted.search(line.text)) and not unwanted.search(line.text)
                continue
            match = begins.match(line.text) if inside else None
            if match:
                head, _, rest = line.text[match.end() :].partition("。")
                if len(head) <= _LONGEST_HEAD:
                    found.append(TextItem(head.rstrip("；;："), line, rest))
            elif inside and found:
                found[-1].body += line.text
                found[-1].lines.append(line)
        return found


def lines_of_text(blocks: Sequence[Block]) -> list[Line]:
    """The paragraphs that say something."""
    return [Line(one_line(block.text), block) for block in blocks if not isinstance(block, Table) and block.text.strip()]
