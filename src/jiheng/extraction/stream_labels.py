"""Finding labels in a stream: single labels, runs of column labels, and where each form of a file begins.

A label is looked for in the widest stretch first (a whole cell, a line, a word between spaces), so that the same vocabulary
serves every layout; only where nothing holds cells apart is it looked for inside the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import Vocabulary, label_core

_LONGEST: Final = 44
#: Shorter words are labels only when they stand alone: 单位, 项目, 数量 occur in every sentence.
_SHORTEST_INSIDE: Final = 4
_FIGURE: Final = re.compile(r"\d[\d,]*(?:\.\d+)?(?:%|万?元)?")
_PART: Final = re.compile(r"其中[:：]?")
_SUFFIX: Final = re.compile(r"(?:\([^()]{1,12}\))?[:：]?")

#: Column labels that a second header row divides, and the prefix of the labels that do.
_DIVIDED: Final = {"deviation_reason": "causes", "causes": "causes", "likelihood": "likelihood"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at ``begin``..``end`` of the stream."""

    meaning: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Column labels that follow each other. ``gap`` is what holds most of them apart. ``stretch`` is set when the labels do
    not stand in one row; ``is_scattered`` when they are strewn among the cells (a sheet flattened out of reading order): then
    they stand in the usual order, not in the printed one. ``columns`` are the columns of the labels where the dump does not show
    them: merged cells are gone, and the labels of a second row begin anew at the left.
    """

    labels: tuple[Label, ...]
    gap: Gap
    stretch: tuple[int, int] | None = None
    is_scattered: bool = False
    columns: tuple[int, ...] | None = None

    @property
    def begin(self) -> int:
        """Where the first label begins."""
        return self.stretch[0] if self.stretch else self.labels[0].begin

    @property
    def end(self) -> int:
        """Where the last label ends."""
        return self.stretch[1] if self.stretch else self.labels[-1].end

    @property
    def meanings(self) -> tuple[str, ...]:
        """The meanings in printed order."""
        return tuple(label.meaning for label in self.labels)


def label_at(
    stream: Stream, begin: int, vocabularies: Iterable[Vocabulary], *, inside: bool = False, limit: int | None = None
) -> Label | None:
    """The label that begins at a position: the widest stretch between gaps that is one, else (``inside``) the longest word."""
    limit = len(stream) if limit is None else limit
    vocabularies = tuple(vocabularies)
    narrow = _window(stream, begin, min(stream.next_gap(begin, Gap.SPACE), limit), vocabularies)
    wide = _window(stream, begin, min(stream.next_gap(begin, Gap.LINE), limit), vocabularies)
    spaced = _spaced(stream, begin, vocabularies, limit)
    if narrow is None:
        found = wide or spaced
        if found:
            return found
    else:
        for longer in (wide, spaced):
            is_broken = longer is not None and (min(narrow.end - narrow.begin, longer.end - narrow.end) <= 2 or stream.is_cell(begin))
            if (
                longer
                and is_broken
                and longer.end > narrow.end
                and (_is_word(stream, longer, vocabularies) or not _begins_label(stream, narrow.end, longer.end, vocabularies))
            ):
                return longer
        return narrow
    return _word_at(stream, begin, vocabularies, limit) if inside else None


def _window(stream: Stream, begin: int, end: int, vocabularies: tuple[Vocabulary, ...]) -> Label | None:
    meaning = _meaning(stream, begin, end, vocabularies) if end - begin <= _LONGEST else None
    return Label(meaning, begin, end) if meaning else None


def _is_word(stream: Stream, label: Label, vocabularies: tuple[Vocabulary, ...]) -> bool:
    """Whether a label is printed as a word of the vocabulary, not as something one of its patterns allows."""
    core = label_core(stream.folded[label.begin : label.end])
    return any(core in vocabulary.words for vocabulary in vocabularies)


def _begins_label(stream: Stream, begin: int, end: int, vocabularies: tuple[Vocabulary, ...]) -> bool:
    """Whether the rest of a longer label begins with a label of its own: 分值 得分 is two labels."""
    edges = stream.boundaries(begin, end, Gap.SPACE)[1:]
    return any(_meaning(stream, begin, edge, vocabularies) for edge in edges)


def _meaning(stream: Stream, begin: int, end: int, vocabularies: Iterable[Vocabulary]) -> str | None:
    text = stream.folded[begin:end]
    return next((found for vocabulary in vocabularies if (found := vocabulary.meaning(text))), None)


def _spaced(stream: Stream, begin: int, vocabularies: tuple[Vocabulary, ...], limit: int) -> Label | None:
    """A label whose own words are held apart by spaces or broken over lines, up to five of them."""
    best: Label | None = None
    end = begin
    for _ in range(5):
        end = stream.next_gap(end, Gap.SPACE)
        if end > limit or end - begin > 24:
            break
        meaning = _meaning(stream, begin, end, vocabularies)
        if meaning:
            best = Label(meaning, begin, end)
        if stream.gap(end) is Gap.CELL or (stream.gap(end) is Gap.LINE and stream.is_cell(begin)):
            break
    return best


def _word_at(stream: Stream, begin: int, vocabularies: tuple[Vocabulary, ...], limit: int) -> Label | None:
    text = stream.folded[begin : min(begin + _LONGEST, limit)]
    best: tuple[int, str] | None = None
    for vocabulary in vocabularies:
        for length in _lengths(tuple(vocabulary.words)):
            if length <= len(text) and (meaning := vocabulary.words.get(text[:length])):
                if best is None or length > best[0]:
                    best = (length, meaning)
                break
    if best is None:
        return None
    suffix = _SUFFIX.match(stream.folded, begin + best[0], limit)
    return Label(best[1], begin, suffix.end() if suffix else begin + best[0])


@cache
def _lengths(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words}, reverse=True))


def find_labels(stream: Stream, begin: int, end: int, vocabularies: Iterable[Vocabulary], mode: Gap) -> Iterator[Label]:
    """All labels in a stretch, in order, none within another. With no gap between cells, words of four characters or more count."""
    vocabularies = tuple(vocabularies)
    position = begin
    while position < end:
        label = None
        if stream.gap(position) > Gap.NONE or position == begin:
            label = label_at(stream, position, vocabularies, limit=end, inside=mode is Gap.NONE)
            part = _PART.match(stream.folded, position, end) if label is None or label.meaning == "part" else None
            if part and part.end() < end:
                inner = label_at(stream, part.end(), vocabularies, limit=end, inside=mode is Gap.NONE)
                label = Label(inner.meaning, position, inner.end) if inner else label
        elif mode is Gap.NONE:
            label = _word_at(stream, position, vocabularies, end)
            if label and label.end - label.begin < _SHORTEST_INSIDE:
                label = None
        if label is None:
            position = position + 1 if mode is Gap.NONE else stream.next_gap(position, Gap.SPACE)
            continue
        yield label
        position = label.end


def column_runs(stream: Stream, vocabulary: Vocabulary, anchors: Iterable[str], *, least: int = 3, over_figures: bool = False) -> list[Run]:
    """Runs of at least ``least`` different column labels of one vocabulary, found from the words of the ``anchors`` meanings.

    ``over_figures``: a figure may stand between two labels (a form whose cells were put out of order).
    """
    runs: list[Run] = []
    for meaning in anchors:
        # the first anchor is where headers usually begin; labels before it are side labels of the block
        words = sorted((word for word in vocabulary.of(meaning) if len(word) >= 3), key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, words)) or "(?!)", stream.folded):
            if any(run.begin <= match.start() < run.end for run in runs):
                continue
            labels = _walk(stream, match.start(), vocabulary, over_figures=over_figures)
            inside = any(run.begin <= label.begin < run.end for run in runs for label in labels)
            if not inside and len({label.meaning for label in labels}) >= least:
                runs.append(Run(tuple(labels), _separator(stream, labels)))
    return sorted(runs, key=lambda run: run.begin)


def with_second_row(stream: Stream, run: Run, vocabularies: Mapping[str, Vocabulary]) -> Run:
    """The run with the labels of a second header row (偏差原因: 经费保障, 制度保障 …) in the place of the labels they divide.

    ``vocabularies`` maps the prefix of their meanings to the words; columns keep the order in which they stand.
    """
    found: list[Label] = []
    position = run.end
    while position < len(stream):
        for prefix, vocabulary in vocabularies.items():
            label = label_at(stream, position, (vocabulary,), inside=True)
            if label and label.end - label.begin >= 2 and f"{prefix}.{label.meaning}" not in {known.meaning for known in found}:
                found.append(Label(f"{prefix}.{label.meaning}", label.begin, label.end))
                position = label.end
                break
        else:
            break
    if len(found) < 3:
        return run
    kept = [label for label in run.labels if label.meaning not in _DIVIDED]
    before = [label for label in kept if label.meaning != "note"]
    labels = [*before, *found, *(label for label in kept if label.meaning == "note")]
    if run.gap is Gap.CELL:
        heads = [label for label in run.labels if label.meaning in _DIVIDED]
        # A head set in the middle of its columns stands right of the first of them: only a row that begins with the table lost cells.
        if {_DIVIDED[head.meaning] for head in heads} == {*_parted(found)} and _column(stream, found[0]) <= _column(stream, run.labels[0]):
            return _without_merged(stream, run, found)
        labels.sort(key=lambda label: _column(stream, label))
    return Run(tuple(labels), run.gap, (run.begin, found[-1].end))


def _parted(found: Iterable[Label]) -> dict[str, list[Label]]:
    """Labels of a second row by what they divide."""
    parts: dict[str, list[Label]] = {}
    for label in found:
        parts.setdefault(label.meaning.partition(".")[0], []).append(label)
    return parts


def _column(stream: Stream, label: Label) -> int:
    return stream.place(label.begin, label.begin + 1).column or 0


def _without_merged(stream: Stream, run: Run, found: Sequence[Label]) -> Run:
    """The run where the second row begins at the left, its merged cells gone: each label in the place of the one it divides."""
    parts = _parted(found)
    labels: list[Label] = []
    columns: list[int] = []
    shift = 0
    for label in run.labels:
        own = parts[_DIVIDED[label.meaning]] if label.meaning in _DIVIDED else [label]
        first = _column(stream, label) + shift
        labels += own
        columns += range(first, first + len(own))
        shift += len(own) - 1
    return Run(tuple(labels), run.gap, (run.begin, max(label.end for label in found)), columns=tuple(columns))


def scattered_run(stream: Stream, begin: int, end: int, vocabulary: Vocabulary, usual: Sequence[str]) -> Run | None:
    """The column labels of a table whose header cells are strewn among its first rows, in the ``usual`` order of such tables."""
    found: dict[str, Label] = {}
    for label in find_labels(stream, begin, end, (vocabulary,), Gap.SPACE):
        found.setdefault(label.meaning, label)
    if len({"category", "subcategory", "name"} & {*found}) < 2 or not {"weight", "score"} <= {*found}:
        return None
    first = min((found[meaning] for meaning in ("category", "subcategory", "name") if meaning in found), key=lambda label: label.begin)
    labels = tuple(found.get(meaning, Label(meaning, first.begin, first.begin)) for meaning in usual)
    return Run(labels, Gap.SPACE, (first.begin, first.end), is_scattered=True)


def _walk(stream: Stream, begin: int, vocabulary: Vocabulary, *, over_figures: bool) -> list[Label]:
    labels: list[Label] = []
    position = begin
    while position < len(stream):
        is_new_row = bool(labels) and stream.is_cell(position) and stream.is_line_start(position)
        if is_new_row and {"target", "actual", "weight", "executed"} & {label.meaning for label in labels}:
            break
        label = label_at(stream, position, (vocabulary,), inside=True)
        figure = _FIGURE.match(stream.folded, position) if label is None and over_figures and labels else None
        if figure:
            label = label_at(stream, figure.end(), (vocabulary,), inside=True)
        if label is None or label.meaning in {known.meaning for known in labels if known.meaning != "name"}:
            break
        labels.append(label)
        position = label.end
    return _without_side_label(labels)


def _without_side_label(labels: list[Label]) -> list[Label]:
    """The labels without a name label that repeats: the side label 绩效指标 before 一级指标 is none of the columns."""
    names = [label for label in labels if label.meaning == "name"]
    for extra in names[:-1]:
        labels = [label for label in labels if label is not extra] if extra is not names[-1] else labels
    return labels


def _separator(stream: Stream, labels: list[Label]) -> Gap:
    gaps = Counter(stream.gap(label.begin) for label in labels[1:])
    most = max(gaps.values())
    return max(gap for gap, count in gaps.items() if count == most)
