"""Facts stated in sentences: totals and parts, shares, changes, rates, counts, read clause by clause.

Works on paragraphs of any kind of document (disclosures, reports); knows fiscal wording, not the form of one place.
Not here: which facts a document must state, and whether they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiheng.documents.content import Paragraph
from jiheng.model import Fact, Source, SourceMap


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseFacts:
    """The facts of some paragraphs; ``sources`` has ``/facts/N`` and its fields, ``unread`` the clauses whose figures fit no fact."""

    facts: tuple[Fact, ...] = ()
    sources: SourceMap = field(default_factory=SourceMap)
    unread: tuple[Source, ...] = ()


def read_facts(paragraphs: Sequence[Paragraph]) -> ProseFacts:
    """Every fact the paragraphs state, in their order."""
    del paragraphs  # the grammar follows in the next commit
    return ProseFacts()
