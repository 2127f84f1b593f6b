"""The tasks of a department in a text dump: a header row of task columns, then names, contents and amounts row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from jiheng.extraction.stream_labels import Label, Run, label_at
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import FormLabels

_MONEY: Final = ("amount", "fiscal", "other_funds", "executed", "execution_rate")
_NUMBER: Final = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?(?:%|万元|亿元|元)?|[-—–/]+")
#: A side label that is printed between the rows: the block's name, broken over its lines.
_SIDE: Final = re.compile(r"(?:年度?)?(?:主要|重点)?(?:工作)?(?:任务)?(?:完成)?(?:情况|内容)?")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TaskReading:
    """A task's row: where its name stands and the stretch of each column; ``unsettled`` is what fits no column."""

    name: Stretch
    values: tuple[tuple[Label, Stretch], ...]
    unsettled: tuple[Stretch, ...] = ()


def task_header(stream: Stream, begin: int, end: int, labels: FormLabels) -> Run | None:
    """The column labels of a task table within a stretch: a name of tasks and at least one amount; merged labels may be printed twice."""
    words = sorted((word for word in labels.task_columns.of("name") if "任务" in word), key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, words)) or "(?!)", stream.folded[begin:end]):
        found: list[Label] = []
        position = begin + match.start()
        while position < end and (label := label_at(stream, position, (labels.task_columns,))) is not None:
            again = next((one for one in found if one.meaning == label.meaning), None)
            if again is not None and stream.folded[again.begin : again.end] != stream.folded[label.begin : label.end]:
                break
            found += [label] if again is None else []
            position = label.end
        meanings = [one.meaning for one in found]
        if len(found) > 1 and meanings[0] == "name" and {"amount", "fiscal", "executed"} & {*meanings}:
            gap = max(stream.gap(one.begin) for one in found[1:])
            return Run(tuple(found), gap, (found[0].begin, position)) if gap > Gap.NONE else None
    return None


def read_tasks(stream: Stream, header: Run, end: int) -> list[TaskReading]:
    """The rows below the header: texts, then figures; a row whose figures are not one for each money column is left unsettled."""
    edges = stream.boundaries(header.end, end, Gap.SPACE if header.gap is Gap.SPACE else Gap.LINE)
    cells = _once(stream, [(a, b) for a, b in zip(edges, edges[1:], strict=False) if stream.text[a:b]], header)
    rows: list[TaskReading] = []
    texts: list[Stretch] = []
    for is_number, group in groupby(cells, key=lambda cell: bool(_NUMBER.fullmatch(_text(stream, cell)))):
        found = list(group)
        if not is_number:
            texts = found
        elif texts:
            rows.append(_row(stream, header, texts, found))
            texts = []
    return rows


def _once(stream: Stream, cells: list[Stretch], header: Run) -> list[Stretch]:
    """The cells without the second print of merged ones, where the header is printed twice as well."""
    if header.end - header.begin < sum(2 * (one.end - one.begin) for one in header.labels[:2]):
        return cells
    pairs = zip([None, *cells], cells, strict=False)
    return [one for before, one in pairs if before is None or _text(stream, before) != _text(stream, one)]


def _text(stream: Stream, stretch: Stretch) -> str:
    return stream.folded[slice(*stretch)]


def _row(stream: Stream, header: Run, texts: list[Stretch], figures: list[Stretch]) -> TaskReading:
    wanted = [label for label in header.labels if label.meaning not in _MONEY]
    money = [label for label in header.labels if label.meaning in _MONEY]
    own = texts
    while len(own) > len(wanted) and (side := next((one for one in own if _SIDE.fullmatch(_text(stream, one))), None)):
        own = [one for one in own if one is not side]
    if len(own) != len(wanted) or len(figures) != len(money):
        whole = (texts[0][0], figures[-1][1])
        return TaskReading(own[0] if own else texts[0], (), (whole,))
    placed = dict(zip((label.meaning for label in wanted), own, strict=True))
    values = [(label, place) for label, place in zip((*wanted, *money), (*own, *figures), strict=True) if label.meaning != "name"]
    return TaskReading(placed.get("name", own[0]), tuple(values))
