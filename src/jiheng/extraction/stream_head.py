"""Labelled texts of a form in a stream: head cells, objectives, and what stands below the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.extraction.stream_labels import Label, find_labels
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import FormLabels, Vocabulary

_COLON: Final = re.compile(r"[:：]")
_SENTENCE_END: Final = "。；;.!！"
_SHORTEST_ECHO: Final = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the stretch of text that answers it."""

    label: Label
    begin: int
    end: int


def read_head(stream: Stream, begin: int, end: int, labels: FormLabels, gap: Gap) -> Iterator[Labelled]:
    """The head cells between the title and the funds block."""
    yield from _labelled(
        stream,
        begin,
        end,
        (labels.head, labels.narratives),
        gap,
        stop=(labels.funds_block, labels.funds_columns, labels.objectives_block, labels.indicators_block),
    )


def read_closing(stream: Stream, begin: int, end: int, labels: FormLabels, gap: Gap) -> Iterator[Labelled]:
    """Conclusion, grade, signatures below the indicators. Only cells: in running text such words are part of a sentence."""
    if gap > Gap.NONE:
        yield from _labelled(stream, begin, end, (labels.closing,), gap, stop=())


def _labelled(
    stream: Stream, begin: int, end: int, vocabularies: Sequence[Vocabulary], gap: Gap, *, stop: Sequence[Vocabulary]
) -> Iterator[Labelled]:
    found: list[Label] = []
    every = list(_with_colons(stream, begin, end, vocabularies, gap, stop))
    for label, after in zip(every, [*every[1:], None], strict=False):
        before = found[-1] if found else None
        if before and _is_value(stream, before, label, after, gap):
            continue
        found.append(label)
    shared: Label | None = None
    for label, after in zip(found, [*found[1:], None], strict=False):
        limit = after.begin if after else end
        if not label.meaning:
            continue
        value_end = _value_end(stream, label, limit, gap)
        value = stream.folded[label.end : value_end]
        if value == "/":
            # two labels share one cell: 实施单位/项目负责人
            shared = label
            continue
        if shared is not None and value.count("/") == 1:
            cut = label.end + value.index("/")
            yield Labelled(shared, label.end, cut)
            yield Labelled(label, cut + 1, value_end)
        elif value:
            yield Labelled(label, label.end, value_end)
        shared = None


def _with_colons(
    stream: Stream, begin: int, end: int, vocabularies: Sequence[Vocabulary], gap: Gap, stop: Sequence[Vocabulary]
) -> Iterator[Label]:
    """Labels of the vocabularies, those that end in a colon within a cell too; labels of ``stop`` come with an empty meaning."""
    taken = begin
    found = list(find_labels(stream, begin, end, (*vocabularies, *stop), gap))
    for boundary in stream.boundaries(begin, end, Gap.SPACE)[:-1]:
        colon = _COLON.search(stream.folded, boundary, min(boundary + 30, end))
        if colon and not any(label.begin <= boundary < label.end for label in found):
            meaning = next((m for vocabulary in vocabularies if (m := vocabulary.meaning(stream.folded[boundary : colon.start()]))), None)
            if meaning:
                found.append(Label(meaning, boundary, colon.end()))
    for label in sorted(found, key=lambda item: (item.begin, -item.end)):
        if label.begin < taken:
            continue
        taken = label.end
        stops = any(vocabulary.meaning(stream.folded[label.begin : label.end]) for vocabulary in stop)
        known = any(vocabulary.meaning(stream.folded[label.begin : label.end].rstrip(":：")) for vocabulary in vocabularies)
        yield Label("", _last_line(stream, label, stop, gap), label.end) if stops and not known else label


def _last_line(stream: Stream, label: Label, stop: Sequence[Vocabulary], gap: Gap) -> int:
    """Where a block's label begins: behind the value of the line before it, which reads like a part of it (某局 | 资金情况)."""
    wanted = Gap.LINE if gap is not Gap.NONE else Gap.SPACE
    breaks = [place for place in range(label.begin + 1, label.end) if stream.gap(place) >= wanted]
    return next((place for place in breaks if any(words.meaning(stream.folded[place : label.end]) for words in stop)), label.begin)


def _is_value(stream: Stream, before: Label, label: Label, after: Label | None, gap: Gap) -> bool:
    """Whether a label is printed as the value of its like (主管部门: 主管部门): the next label stands behind it, or nothing."""
    if gap is Gap.NONE or not before.meaning or label.begin != before.end or label.meaning != before.meaning:
        return False
    if gap is Gap.CELL and stream.gap(label.begin) is not Gap.CELL:
        return False
    is_next_label = after is not None and after.begin == label.end and after.meaning != label.meaning
    is_same = stream.folded[label.begin : label.end] == stream.folded[before.begin : before.end]
    if gap is not Gap.CELL or is_next_label or not is_same:
        return is_next_label
    # a merged label printed twice is followed by its value, a blank value by the same label again; a label printed as the value by neither
    apart = stream.ordinals[label.begin] - stream.ordinals[before.begin]
    is_last = stream.gap(label.end) is not Gap.CELL or label.end >= len(stream)
    return is_last or (apart == 1 and stream.ordinals[label.end] - stream.ordinals[label.begin] > 1)


def _value_end(stream: Stream, label: Label, limit: int, gap: Gap) -> int:
    """Where a value ends: at the next label, or with its row, its line or its cell."""
    if gap is Gap.CELL:
        end = label.end
        if stream.gap(label.end) is Gap.LINE and stream.spans[stream.origins[label.end - 1][0]].is_cell:
            return label.end
        while end < limit:
            end = stream.next_gap(end, Gap.LINE)
            break
        return min(end, limit)
    if gap is Gap.LINE:
        return min(stream.next_gap(label.end, Gap.LINE), limit) if label.end < limit else label.end
    return min(limit, stream.next_gap(label.end, Gap.CELL))


def read_objectives(stream: Stream, begin: int, end: int, labels: FormLabels, gap: Gap) -> tuple[list[Labelled], list[tuple[int, int]]]:
    """The objective texts between funds and indicators, and the stretches that could not be told apart."""
    vocabularies = (labels.objectives, labels.objectives_block, labels.indicators_block, labels.block("period_indicators_block"))
    found = list(find_labels(stream, begin, end, vocabularies, gap))
    wanted = [label for label in found if _objective(stream, label, labels)]
    inner = _innermost([label for place, label in enumerate(wanted) if not _is_block(stream, wanted, place, labels)])
    texts = _texts_between(inner, found, end)
    laid: list[Labelled] = []
    unread: list[tuple[int, int]] = []
    queue: list[Label] = []
    for item in texts:
        if isinstance(item, Label):
            queue.append(item)
            continue
        parts = _divide(stream, *item, len(queue), gap)
        if len(parts) == len(queue):
            laid += [Labelled(label, *part) for label, part in zip(queue, parts, strict=True)]
        elif queue:
            unread.append(item)
        queue = []
    return laid, unread


def _objective(stream: Stream, label: Label, labels: FormLabels) -> str | None:
    return labels.objectives.meaning(stream.folded[label.begin : label.end])


def _is_block(stream: Stream, wanted: Sequence[Label], place: int, labels: FormLabels) -> bool:
    """Whether a label names the block (绩效目标完成情况) whose two columns stand right behind it under labels of their own."""
    label, after = wanted[place], wanted[place + 1 : place + 3]
    if labels.objectives_block.meaning(stream.folded[label.begin : label.end]) is None or len(after) < 2:
        return False
    return label.end == after[0].begin and after[0].end == after[1].begin and label.meaning in {one.meaning for one in after}


def _innermost(wanted: list[Label]) -> list[Label]:
    """The labels proper: a block label (年度总体目标) that another label follows directly is none."""
    kept: list[Label] = []
    for place, label in enumerate(wanted):
        after = wanted[place + 1] if place + 1 < len(wanted) else None
        doubled = after is not None and after.meaning == label.meaning and after.begin == label.end
        if not doubled:
            kept.append(label)
    names = [label.meaning for label in kept]
    if names.count("expected_objective") > 1 and "actual_objective" in names:
        kept = [
            label for place, label in enumerate(kept) if label.meaning != "expected_objective" or place == names.index("expected_objective")
        ]
    return kept


def _texts_between(inner: list[Label], found: list[Label], end: int) -> list[Label | tuple[int, int]]:
    items: list[Label | tuple[int, int]] = []
    for label, after in zip(found, [*found[1:], None], strict=False):
        if label in inner:
            items.append(label)
        stop = after.begin if after else end
        if stop > label.end and items:
            items.append((label.end, stop))
    return items


def _divide(stream: Stream, begin: int, end: int, count: int, gap: Gap) -> list[tuple[int, int]]:
    """The stretch cut into ``count`` texts; fewer or more when nothing says where."""
    if count <= 1:
        return [(begin, end)] * count
    edges = stream.boundaries(begin, end, max(gap, Gap.SPACE) if gap < Gap.CELL else Gap.LINE)
    if len(edges) - 1 == count:
        return list(zip(edges, edges[1:], strict=False))
    if count == 2 and len(edges) > 3:
        cut = _echo(stream, begin, end, edges[1:-1]) or _only_full_stop(stream, edges[1:-1])
        return [(begin, cut), (cut, end)] if cut else []
    if count == 2 and gap is Gap.NONE:
        cut = _echo(stream, begin, end, range(begin + _SHORTEST_ECHO, end))
        return [(begin, cut), (cut, end)] if cut else []
    return []


def _echo(stream: Stream, begin: int, end: int, edges: Sequence[int]) -> int | None:
    """The one edge behind which the text begins as it began at the start."""
    opening = stream.folded[begin : begin + _SHORTEST_ECHO]
    hits = [edge for edge in edges if stream.folded.startswith(opening, edge) and stream.folded[edge - 1] in _SENTENCE_END]
    return hits[0] if len(hits) == 1 and hits[0] < end else None


def _only_full_stop(stream: Stream, edges: Sequence[int]) -> int | None:
    hits = [edge for edge in edges if stream.folded[edge - 1] == "。"]
    return hits[0] if len(hits) == 1 else None
