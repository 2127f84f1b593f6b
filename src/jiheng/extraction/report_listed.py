"""Names that a table lists for a count: 确定重点任务3项，计划和完成情况见表, with the table that follows.

Not here: names that stand in the sentence itself; the reader of sentences has those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jiheng.extraction.report_grid import LogicalTable
from jiheng.extraction.report_outline import Passage
from jiheng.model import Fact, Source, SourceMap
from jiheng.regulation.labels import compact

_COUNTED: Final = frozenset({"个", "项", "件", "条", "名", "家", "处"})
#: The sentence sends its reader to a table; what stands between may say that the table shows only some.
_SEE: Final = re.compile(r"(?P<between>[^。；！？]*?)(?:见(?:下|附|后)?表|如下表|列(?:于|入|在)?(?:下|附)表)")
_PARTLY: Final = re.compile(r"主要|部分|其中|举例|例如|等")
_LABEL_END: Final = re.compile(r"(?:的)?(?:名称|内容|事项)$")
_TOTAL: Final = re.compile(r"(?:合|小|总)计|总数")


def with_listed_names(
    facts: Sequence[Fact], sources: SourceMap, passages: Mapping[int | None, Sequence[Passage]], tables: Sequence[LogicalTable]
) -> tuple[list[Fact], dict[str, Source]]:
    """The facts, those that a table lists with its names; and where these names stand, by path. ``passages`` are by their block."""
    found: list[Fact] = []
    places: dict[str, Source] = {}
    for index, fact in enumerate(facts):
        source = sources.find(f"/facts/{index}/figure")
        table = _table_of(fact, source, passages, tables) if source is not None and _may_be_listed(fact) else None
        names = _names(table, fact.label) if table is not None else ()
        if table is not None and len(names) > 1:
            fact = fact.model_copy(update={"items": names})
            first = table.first
            places[f"/facts/{index}/items"] = Source(place=first.table.place, label=fact.label, table_title=first.title)
        found.append(fact)
    return found, places


def _may_be_listed(fact: Fact) -> bool:
    return not fact.items and fact.figure is not None and not fact.figure.decimals and fact.figure.unit in _COUNTED


def _table_of(
    fact: Fact, source: Source | None, passages: Mapping[int | None, Sequence[Passage]], tables: Sequence[LogicalTable]
) -> LogicalTable | None:
    """The first table behind the sentence under its heading, when the sentence points to one that shows all."""
    block = source.place.block if source is not None else None
    passage = next((one for one in passages.get(block, ()) if fact.text and fact.text in one.text), None)
    if passage is None or block is None:
        return None
    see = _SEE.match(passage.text, passage.text.index(fact.text) + len(fact.text))
    if see is None or _PARTLY.search(see["between"]):
        return None
    behind = (table for table in tables if table.first.heading == passage.heading and (table.first.table.place.block or 0) > block)
    return next(behind, None)


def _names(table: LogicalTable, label: str) -> tuple[str, ...]:
    """The texts of the column whose head is what the sentence counts."""
    for column, cell in enumerate(table.rows[0].cells):
        head = _LABEL_END.sub("", compact(cell.text)) if cell is not None else ""
        if len(head) > 1 and compact(label).endswith(head):
            texts = [row.text(column) for row in table.rows[1:] if column < len(row.own) and row.own[column]]
            return tuple(text for text in texts if text and compact(text) != compact(cell.text if cell else "") and not _TOTAL.search(text))
    return ()
