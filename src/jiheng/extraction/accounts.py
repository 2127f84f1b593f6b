"""The disclosure of a document as one record: its text by headings, the facts of its sentences, its nine tables.

Also reads what is only an excerpt of a disclosure. Forms inside the document are records of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.documents.content import Block, Paragraph
from jiheng.extraction.accounts_tables import ReadTables, read_tables
from jiheng.extraction.prose import ProseFacts, read_facts
from jiheng.extraction.prose_outline import Outline, outline
from jiheng.extraction.prose_text import is_noise, plain
from jiheng.extraction.results import DocumentType, Extracted, TitledTable
from jiheng.model import FinalAccounts, Source, SourceMap
from jiheng.regulation.labels import FormLabels

_ACCOUNTS: Final = re.compile(r"三公|决算|收支|收入.{0,40}支出|公益金|政府采购|预算执行|(?:基本|项目)支出|财政拨款|一般公共预算")
_REPORT: Final = re.compile(r"绩效自?评价?|评价报告|满意度|项目概况|立项")
_REPORT_TITLE: Final = re.compile(r"(?:自评|评价).{0,6}报告")
_TITLE: Final = re.compile(r"决算|三公|预算|公告|公开|说明|情况")
#: An excerpt is taken for a disclosure when it states so many amounts.
_LEAST_FACTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsReading:
    """The record, the numbers of the tables that went into it, and the clauses whose figures were not understood."""

    extracted: Extracted
    used: frozenset[int]
    unread: tuple[Source, ...]


def read_accounts(
    blocks: Sequence[Block], tables: Sequence[TitledTable], labels: FormLabels, *, kind: str, agency: str | None, year: int | None
) -> AccountsReading | None:
    """The disclosure in these blocks; None when they are none. ``blocks`` leave out what belongs to forms."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    read = read_tables(tables, labels) if kind in (DocumentType.FINAL_ACCOUNTS, DocumentType.UNKNOWN) else ReadTables()
    if kind == DocumentType.UNKNOWN:
        text = "".join(plain(p.text) for p in paragraphs[:200])
        if (
            not (_ACCOUNTS.search(text) or read.tables)
            or len(_REPORT.findall(text)) > 3
            or any(_REPORT_TITLE.search(p.text) for p in paragraphs[:8])
        ):
            return None
    elif kind != DocumentType.FINAL_ACCOUNTS:
        return None
    under = outline(paragraphs)
    prose = read_facts(paragraphs, headings=under, agency=agency, year=year)
    money = sum(fact.figure is not None and "元" in fact.figure.unit for fact in prose.facts)
    if kind == DocumentType.UNKNOWN and money < _LEAST_FACTS and not read.tables:
        return None
    return _assembled(paragraphs, under, prose, read, agency, year)


# long: puts together what the parts of a disclosure gave, one field after another
def _assembled(
    paragraphs: list[Paragraph], under: Outline, prose: ProseFacts, read: ReadTables, agency: str | None, year: int | None
) -> AccountsReading:
    sources = SourceMap()
    for source_map in (prose.sources, read.sources):
        for path, source in source_map:
            sources.add(path, source)
    title, at = _title(paragraphs)
    if at is not None:
        sources.add("/title", Source(place=at.place, label="标题"))
    kept: list[str] = []
    sections: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        start = under.body[number]
        if start is None or is_noise(paragraph.text):
            continue
        path = under.path(number)
        sources.add(f"/paragraphs/{len(kept)}", Source(place=paragraph.place, section=path, label=path.rpartition("/")[2]))
        kept.append(paragraph.text[start:])
        sections.append(under.sections[number])
    _headings(paragraphs, under, sources)
    units = Counter(fact.figure.unit for fact in prose.facts if fact.figure is not None and fact.figure.unit.endswith("元"))
    empty = dict.fromkeys((*(fact.label for fact in prose.facts if fact.says_empty), *read.stated_empty))
    record = FinalAccounts(
        title=title,
        agency=agency,
        fiscal_year=year,
        money_unit=units.most_common(1)[0][0] if units else next((table.unit for table in read.tables), "万元"),
        facts=prose.facts,
        tables=tuple(read.tables),
        headings=tuple(under.headings),
        contents=tuple(under.contents),
        paragraphs=tuple(kept),
        paragraph_sections=tuple(sections),
        stated_empty=tuple(empty),
    )
    if paragraphs:
        sources.add("", Source(place=paragraphs[0].place, label=title))
    elif read.tables:
        first = read.sources.find("/tables/0")
        sources.add("", first if first is not None else Source(place=next(iter(read.sources))[1].place))
    return AccountsReading(extracted=Extracted(record=record, sources=sources), used=frozenset(read.used), unread=prose.unread)


def _headings(paragraphs: list[Paragraph], under: Outline, sources: SourceMap) -> None:
    """Where each heading and each line of the contents page stands."""
    seen = -1
    entries = 0
    for number, paragraph in enumerate(paragraphs):
        if under.sections[number] > seen and under.sections[number] >= 0:
            seen = under.sections[number]
            sources.add(f"/headings/{seen}", Source(place=paragraph.place, section=under.paths[seen], label=under.headings[seen].title))
        elif (
            under.body[number] is None
            and entries < len(under.contents)
            and under.contents[entries].title in re.sub(r"\s", "", paragraph.text)
        ):
            entry = under.contents[entries]
            sources.add(f"/contents/{entries}", Source(place=paragraph.place, section="目录", label=entry.title))
            entries += 1


def _title(paragraphs: Sequence[Paragraph]) -> tuple[str, Paragraph | None]:
    """The title: the first short line that speaks of accounts or a year, before the text begins."""
    for number, paragraph in enumerate(paragraphs[:8]):
        line = plain(paragraph.text).strip()
        if re.fullmatch(r"目\s*录", line) or len(line) > 60 or re.search(r"[。;]", line):
            break
        if _TITLE.search(line) and len(line) > 4:
            return re.sub(r"\s+", "", paragraph.text) + _rest(line, paragraphs[number + 1 : number + 2]), paragraph
    return "", None


def _rest(line: str, following: Sequence[Paragraph]) -> str:
    """The end of a title that was broken in mid-word."""
    more = plain(following[0].text).strip() if following else ""
    whole = re.search(r"(?:说明|公开|公告|情况|表|报告|\))$", line)
    broken = not whole and 0 < len(more) <= 12 and re.fullmatch(r"[\u4e00-\u9fff()]+", more) and not re.fullmatch(r"目\s*录", more)
    return re.sub(r"\s+", "", following[0].text) if broken else ""
