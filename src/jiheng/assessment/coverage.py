"""How many printed figures were checked: the measure of what an assessment is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from jiheng.checks.record_relations import record_figures, record_value
from jiheng.model import (
    AnyRecord,
    ComplaintLedger,
    EvaluationReport,
    Figure,
    Heading,
    Measure,
    Outcome,
    PaperRecord,
    Record,
    Rectification,
    Relation,
    ReviewOpinions,
    SourceMap,
)

_FACTS: Final = "/facts/"
#: A paragraph, or a cell of a table: block, row, column, line.
_Text: TypeAlias = tuple[int, int | None, int | None, int | None]
#: Such a text, the characters of a figure in it, and its value.
_Told: TypeAlias = tuple[_Text, int, int, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """``figures`` = ``checked`` + ``unread`` + ``not_checkable``."""

    figures: int
    checked: int
    unread: int
    not_checkable: int


def figure_paths(record: AnyRecord) -> Iterator[str]:
    """The path of every printed figure of a record; a target or actual value with a figure counts as one.

    The page a contents line names is no figure: it says where something stands, and no sum or ratio can be made of it.
    """
    return (path for path, _ in _walk(record, ""))


def _walk(value: object, path: str) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Figure):
        yield path, value
    elif isinstance(value, Measure):
        if value.figure is not None:
            yield path, value.figure
    elif isinstance(value, Record) and not isinstance(value, Heading):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if part is not None and not isinstance(part, str):
                yield from _walk(part, f"{path}/{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}/{index}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{path}/{key}")


def _printed(record: AnyRecord) -> Iterator[tuple[str, Decimal]]:
    """Every figure of a record with its value; of a paper of the process those that it lists, scores included."""
    if isinstance(record, Rectification | ComplaintLedger | ReviewOpinions):
        for path in record_figures(record):
            yield path, record_value(record, path)
    else:
        yield from ((path, figure.value) for path, figure in _walk(record, ""))


def _read_by_papers(records: Sequence[AnyRecord], sources: Sequence[SourceMap]) -> set[_Told]:
    """The characters from which the record of a paper of the process has its figures."""
    found = set()
    for record, places in zip(records, sources, strict=False):
        if isinstance(record, PaperRecord):
            for path, value in _printed(record):
                spot = _spot(path, places)
                if spot is not None:
                    found.add((*spot, value))
    return found


def _is_told(record: AnyRecord, path: str, value: Decimal, sources: SourceMap, told: AbstractSet[_Told]) -> bool:
    """Whether the words of a paper only say once more, with the same characters, what its record was read from."""
    spot = _spot(path, sources) if isinstance(record, EvaluationReport) and record.kind == "process" else None
    if spot is None:
        return False
    text, start, end = spot
    return any(text == other and _within(start, end, low, high) and value == own for other, low, high, own in told)


def _read_twice(figures: Mapping[str, Decimal], sources: SourceMap) -> dict[str, str]:
    """Figures of facts that have been read before from the same characters: by another part of the record, or by the same fact.

    The value must be the same: of the two bounds of a grade each has its own reading.
    """
    spots: dict[_Text, list[tuple[int, int, str]]] = {}
    for path in figures:
        spot = None if path.startswith(_FACTS) else _spot(path, sources)
        if spot is not None:
            spots.setdefault(spot[0], []).append((spot[1], spot[2], path))
    found: dict[str, str] = {}
    for path, figure in figures.items():
        spot = _spot(path, sources) if path.startswith(_FACTS) else None
        if spot is None:
            continue
        text, start, end = spot
        same = (name for low, high, name in spots.get(text, ()) if _within(start, end, low, high) and figures[name] == figure)
        other = next(same, None)
        if other is not None:
            found[path] = other
        elif path in sources.by_path:
            spots.setdefault(text, []).append((start, end, path))
    return found


def _within(start: int, end: int, low: int, high: int) -> bool:
    """Whether one of two places holds the other: a score stands with its unit in a fact, without it in a verdict."""
    return (low <= start and end <= high) or (start <= low and high <= end)


def _spot(path: str, sources: SourceMap) -> tuple[_Text, int, int] | None:
    """The paragraph or cell and the characters of a figure, or of the nearest part around it."""
    source = sources.find(path)
    if source is None:
        return None
    place = source.place
    if place.block is None or place.start is None or place.end is None:
        return None
    return (place.block, place.row, place.column, place.line), place.start, place.end


def printed_figures(
    records: Sequence[AnyRecord], relations: Iterable[tuple[int | None, Relation]], sources: Sequence[SourceMap] = ()
) -> Iterator[tuple[int, str, bool]]:
    """Every figure of the records once, as it was printed: number of the record, path, whether a relation has compared it.

    A relation without record number names it in its paths. With ``sources`` (one a record) a figure that is printed once and read twice,
    as a fact and as a score, or as the figure and as the final figure of one fact, comes once.
    """
    told = _read_by_papers(records, sources)
    touched: set[tuple[int, str]] = set()
    for number, relation in relations:
        if relation.outcome is Outcome.NOT_CHECKABLE:
            continue
        for path in relation.paths:
            match = re.fullmatch(r"#(\d+)(.*)", path)
            chosen = int(match[1]) if match else number
            if chosen is not None:
                touched.add((chosen, match[2] if match else path))
    for number, record in enumerate(records):
        printed = {path: value for path, value in _printed(record) if not told or not _is_told(record, path, value, sources[number], told)}
        twice = _read_twice(printed, sources[number]) if number < len(sources) else {}
        touched |= {(number, twice[path]) for path in printed if path in twice and (number, path) in touched}
        for path in printed:
            if path not in twice:
                yield number, path, (number, path) in touched


def measure(
    records: Sequence[AnyRecord],
    relations: Iterable[tuple[int | None, Relation]],
    unread: int,
    sources: Sequence[SourceMap] = (),
) -> Coverage:
    """Coverage over the records of one document, by :func:`printed_figures`."""
    return counted(printed_figures(records, relations, sources), unread)


def counted(printed: Iterable[tuple[int, str, bool]], unread: int) -> Coverage:
    """Coverage by what :func:`printed_figures` says."""
    compared = [checked for _, _, checked in printed]
    figures, checked = len(compared), sum(compared)
    return Coverage(figures=figures + unread, checked=checked, unread=unread, not_checkable=figures - checked)
