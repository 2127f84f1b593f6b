"""How many printed figures were checked: the measure of what an assessment is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiheng.model import AnyRecord, Figure, Measure, Outcome, Record, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """``figures`` = ``checked`` + ``unread`` + ``not_checkable``."""

    figures: int
    checked: int
    unread: int
    not_checkable: int


def figure_paths(record: AnyRecord) -> Iterator[str]:
    """The path of every printed figure of a record; a target or actual value with a figure counts as one."""
    yield from _walk(record, "")


def _walk(value: object, path: str) -> Iterator[str]:
    if isinstance(value, Figure) or (isinstance(value, Measure) and value.figure is not None):
        yield path
    elif isinstance(value, Measure):
        return
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}/{index}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{path}/{key}")


def measure(records: Sequence[AnyRecord], relations: Iterable[tuple[int | None, Relation]], unread: int) -> Coverage:
    """Coverage over the records of one document; a relation without record number names it in its paths."""
    touched: set[tuple[int, str]] = set()
    for number, relation in relations:
        if relation.outcome is Outcome.NOT_CHECKABLE:
            continue
        for path in relation.paths:
            match = re.fullmatch(r"#(\d+)(.*)", path)
            chosen = int(match[1]) if match else number
            if chosen is not None:
                touched.add((chosen, match[2] if match else path))
    figures = checked = 0
    for number, record in enumerate(records):
        for path in figure_paths(record):
            figures += 1
            checked += (number, path) in touched
    return Coverage(figures=figures + unread, checked=checked, unread=unread, not_checkable=figures - checked)
