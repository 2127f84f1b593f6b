"""Facts while they are being read: what later clauses add, and the characters each part stands at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from jiheng.extraction.prose_text import Passage
from jiheng.extraction.prose_wording import core
from jiheng.model import Change, ComparedWith, Comparison, Fact, Figure, Source, SourceMap

Span: TypeAlias = tuple[Passage, int, int]


@dataclass(slots=True)
class ComparisonDraft:
    """One comparison of a fact being read."""

    kind: ComparedWith
    base_label: str = ""
    base: Figure | None = None
    final: Figure | None = None
    amount: Figure | None = None
    direction: Change | None = None
    rate: Figure | None = None
    rate_direction: Change | None = None
    completion: Figure | None = None
    reason: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether neither change nor rate was read yet."""
        return self.amount is None and self.rate is None and self.direction is None

    def build(self) -> Comparison:
        """The comparison as a record."""
        return Comparison(
            compared_with=self.kind,
            base_label=self.base_label,
            base=self.base,
            final=self.final,
            amount=self.amount,
            direction=self.direction,
            rate=self.rate,
            rate_direction=self.rate_direction,
            completion=self.completion,
            reason=self.reason,
        )


@dataclass(slots=True)
class FactDraft:
    """One fact being read. ``sentence`` numbers the sentence it began in; ``family`` is what its figure can be added to.

    ``guessed`` are the numbers of the lists that were hung under it without a word that names it.
    """

    label: str
    passage: Passage
    start: int
    end: int
    section: str
    section_number: int
    sentence: int
    year: int | None = None
    figure: Figure | None = None
    family: str = ""
    part_of: int | None = None
    parts: list[int] = field(default_factory=list)
    listing: int = 0
    listings: int = 0
    guessed: set[int] = field(default_factory=set)
    is_open: bool = False
    context: tuple[str, ...] = ()
    share: Figure | None = None
    share_of: str | None = None
    comparisons: list[ComparisonDraft] = field(default_factory=list)
    functional: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    open_list: bool = False
    says_empty: bool = False
    in_reason: bool = False
    is_budget: bool = False
    spans: dict[str, Span] = field(default_factory=dict)

    @property
    def core(self) -> str:
        """The label without what wording varies."""
        return core(self.label)

    def reach(self, end: int, passage: Passage) -> None:
        """The sentence speaks of it up to here."""
        if passage is self.passage:
            self.end = max(self.end, end)

    def comparison(self, kind: ComparedWith) -> ComparisonDraft | None:
        """The last comparison of a kind."""
        return next((item for item in reversed(self.comparisons) if item.kind is kind), None)

    def is_complete(self, drafts: list[FactDraft]) -> bool:
        """Whether its parts are all listed: more than one of them, or one that is the whole, and no 等."""
        if self.is_open:
            return False
        if len(self.parts) == 1:
            only = drafts[self.parts[0]].figure
            return only is not None and self.figure is not None and only.value == self.figure.value
        return True

    def build(self, drafts: list[FactDraft]) -> Fact:
        """The fact as a record."""
        return Fact(
            label=self.label,
            context=self.context,
            section=self.section,
            year=self.year,
            figure=self.figure,
            part_of=self.part_of,
            listing=self.listing,
            complete=self.is_complete(drafts),
            share=self.share,
            share_of=self.share_of,
            comparisons=tuple(item.build() for item in self.comparisons),
            functional=self.functional,
            items=self.items,
            open_list=self.open_list,
            says_empty=self.says_empty,
            text=self.passage.said(self.start, self.end).strip(" ,，;；、\n"),
        )

    def sources(self, index: int, into: SourceMap) -> None:
        """Write down where the fact and its fields stand."""
        path = f"/facts/{index}"
        title = "：".join(dict.fromkeys((*self.context[-1:], self.label)))

        def add(name: str, span: Span) -> None:
            passage, start, end = span
            into.add(f"{path}{name}", Source(place=passage.place(start, end), label=title, section=self.section, row_text=passage.line))

        text = self.passage.text
        start, end = self.start, self.end
        while start < end and text[start] in " ,，;；、\n":
            start += 1
        add("", (self.passage, start, end))
        for name, span in self.spans.items():
            add(f"/{name}", span)
        for number, item in enumerate(self.comparisons):
            for name, span in item.spans.items():
                add(f"/comparisons/{number}/{name}", span)
