"""How many printed figures were checked: the measure of what an assessment is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.model import AnyRecord, Figure, Measure, Outcome, Record, Relation, SourceMap

_FACTS: Final = "/facts/"


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


def _read_twice(paths: Sequence[str], sources: SourceMap) -> dict[str, str]:
    """Figures of facts that another part of the record has read from the same characters, with the path of that part."""
    spots: dict[int, list[tuple[int, int, str]]] = {}
    for path in paths:
        place = None if path.startswith(_FACTS) else _spot(path, sources)
        if place is not None:
            spots.setdefault(place[0], []).append((place[1], place[2], path))
    found: dict[str, str] = {}
    for path in paths:
        place = _spot(path, sources) if path.startswith(_FACTS) else None
        if place is not None:
            other = next((name for start, end, name in spots.get(place[0], ()) if start <= place[1] and place[2] <= end), None)
            if other is not None:
                found[path] = other
    return found


def _spot(path: str, sources: SourceMap) -> tuple[int, int, int] | None:
    """Block and characters of a figure in running text, or of the nearest part around it; None in a table."""
    source = sources.find(path)
    if source is None:
        return None
    place = source.place
    if place.block is None or place.row is not None or place.start is None or place.end is None:
        return None
    return place.block, place.start, place.end


def measure(
    records: Sequence[AnyRecord],
    relations: Iterable[tuple[int | None, Relation]],
    unread: int,
    sources: Sequence[SourceMap] = (),
) -> Coverage:
    """Coverage over the records of one document; a relation without record number names it in its paths.

    With ``sources`` (one a record) a figure that is printed once and read twice, as a fact and as a score, counts once.
    """
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
        paths = list(figure_paths(record))
        twice = _read_twice(paths, sources[number]) if number < len(sources) else {}
        touched |= {(number, twice[path]) for path in paths if path in twice and (number, path) in touched}
        for path in paths:
            if path not in twice:
                figures += 1
                checked += (number, path) in touched
    return Coverage(figures=figures + unread, checked=checked, unread=unread, not_checkable=figures - checked)
