"""Facts stated in sentences: totals and parts, shares, changes, rates, counts, read clause by clause.

Works on paragraphs of any kind of document (disclosures, reports); knows fiscal wording, not the form of one place.
Not here: which facts a document must state, and whether they agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Paragraph
from jiheng.extraction.prose_draft import FactDraft
from jiheng.extraction.prose_outline import Outline, outline
from jiheng.extraction.prose_reading import SentenceReader
from jiheng.extraction.prose_settling import release, resettle
from jiheng.extraction.prose_text import passages
from jiheng.extraction.prose_wholes import gather, rehang
from jiheng.model import Fact, Source, SourceMap

_GLOSSARY: Final = re.compile(r"名词解释|术语解释|职能|职责")
_BOTH: Final = re.compile(r"收入支出(?:总体|总计)?|收、?支(?:总体|总计)?|(?:财政拨款)?收入支出(?:决算)?总体|财政拨款收、?支(?:总计)?")
_TOTAL: Final = re.compile(r"(?:收入|支出|收、支|收支)(?:决算)?(?:总计|合计|总额)|^(?:本年)?(?:收入|支出)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseFacts:
    """The facts of some paragraphs; ``sources`` has ``/facts/N`` and its fields, ``unread`` the clauses whose figures fit no fact."""

    facts: tuple[Fact, ...] = ()
    sources: SourceMap = field(default_factory=SourceMap)
    unread: tuple[Source, ...] = ()


def read_facts(
    paragraphs: Sequence[Paragraph], *, headings: Outline | None = None, agency: str | None = None, year: int | None = None
) -> ProseFacts:
    """Every fact the paragraphs state, in their order.

    ``agency`` is dropped from the front of labels; ``year`` is what 上年 counts from where a sentence names no year.
    """
    under = headings or outline(paragraphs)
    reader = SentenceReader(agency=agency)
    year = year or _year_of(paragraphs)
    for passage in passages(paragraphs):
        start = under.body[passage.index]
        number = under.sections[passage.index]
        path = under.path(passage.index)
        if start is None or _GLOSSARY.search(path):
            continue
        title = under.headings[number].title if number >= 0 else ""
        reader.read(passage, start, path, number, title, year)
    drafts = reader.state.drafts
    release(drafts)
    rehang(drafts)
    gather(drafts)
    resettle(drafts)
    _shares(drafts, under)
    _fill(drafts)
    kept = _kept(drafts)
    sources = SourceMap()
    for index, draft in enumerate(kept):
        draft.sources(index, sources)
    return ProseFacts(facts=tuple(draft.build(kept) for draft in kept), sources=sources, unread=tuple(reader.unread))


def _year_of(paragraphs: Sequence[Paragraph]) -> int | None:
    """The year a text speaks of most, the later one of equals."""
    named = Counter(re.findall(r"((?:19|20)\d\d)\s*年", "".join(p.text for p in paragraphs[:400])))
    return max(((times, int(year)) for year, times in named.items()), default=(0, None))[1]


def _shares(drafts: list[FactDraft], under: Outline) -> None:
    """Shares that name no whole, outside a list: of the quantity their section is about."""
    for index, draft in enumerate(drafts):
        if draft.share is None or draft.share_of or draft.part_of is not None or draft.figure is None:
            continue
        title = under.headings[draft.section_number].title if draft.section_number >= 0 else ""
        parent = draft.section.rpartition("/")[0]
        for other in range(index - 1, -1, -1):
            whole = drafts[other]
            if whole.figure is None or whole.family != draft.family or whole.in_reason or whole.part_of is not None or whole.share_of == "":
                continue
            listed_beside = whole.share is not None and not whole.share_of
            near = whole.section_number == draft.section_number and not listed_beside and _same_side(whole, draft)
            above = (
                bool(parent) and whole.section.startswith(parent) and whole.core in re.sub(r"[“”\"]", "", title) and len(whole.core) >= 4
            )
            if near or above:
                draft.part_of = other
                draft.context = (*whole.context, whole.label)
                draft.listing = whole.listings
                whole.parts.append(index)
                break


def _same_side(whole: FactDraft, part: FactDraft) -> bool:
    """Whether a whole can hold the part by its name: spending holds spending and costs, income holds income."""
    if whole.figure is None or part.figure is None or whole.figure.value < part.figure.value:
        return False
    if "收入" in whole.label and "支出" not in whole.label:
        return "收入" in part.label
    return bool(re.search(r"支出|经费|费", whole.label) and re.search(r"支出|经费|费|[类款项][)）]", part.label))


def _fill(drafts: list[FactDraft]) -> None:
    """Give facts that state only a change the figure that the same quantity has elsewhere in the text."""
    for index, draft in enumerate(drafts):
        if draft.figure is not None or draft.says_empty or draft.items or draft.in_reason:
            continue
        same = [
            d for d in drafts if d is not draft and d.figure is not None and not d.in_reason and d.year == draft.year and not d.is_budget
        ]
        if _BOTH.fullmatch(draft.label):
            found = [d for d in drafts[:index] if d in same and d.section_number == draft.section_number and _TOTAL.search(d.label)]
            found = [d for d in found if d.family == "money" and d.part_of is None]
        else:
            found = [d for d in same if _alike(d.core, draft.core) and _fits(d, draft)]
        if found and len({(d.figure.value, d.figure.unit) for d in found if d.figure}) == 1:
            known = found[-1]
            draft.figure, draft.family = known.figure, known.family
            draft.spans["figure"] = known.spans["figure"]
            draft.listing = -1


def _alike(one: str, other: str) -> bool:
    return bool(one) and one == other


def _fits(known: FactDraft, draft: FactDraft) -> bool:
    amounts = [item.amount for item in draft.comparisons if item.amount is not None]
    return (
        all(amount.unit == known.figure.unit or ("元" in amount.unit and "元" in known.figure.unit) for amount in amounts)
        if known.figure
        else False
    )


def _kept(drafts: list[FactDraft]) -> list[FactDraft]:
    """The drafts that say something, renumbered."""
    wanted = [d for d in drafts if d.figure is not None or d.comparisons or d.share is not None or d.items or d.says_empty or d.parts]
    places = {id(draft): number for number, draft in enumerate(wanted)}
    for draft in wanted:
        if draft.part_of is not None:
            draft.part_of = places.get(id(drafts[draft.part_of]))
    for draft in wanted:
        draft.parts = [places[id(drafts[i])] for i in draft.parts if id(drafts[i]) in places]
    return wanted
