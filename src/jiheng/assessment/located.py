"""Findings and relations with the places their field paths stand for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiheng.documents.sheet_grid import cell_name
from jiheng.extraction import Extracted
from jiheng.model import Finding, Place, Relation, Source

_ROW = re.compile(r"/(?:funds|indicators|tasks|period_\w+)/\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place as people find it; rows and columns count from 1. ``place`` is what annotators use."""

    place: Place
    section: str = ""
    table_title: str = ""
    label: str = ""
    quote: str = ""
    row_text: str = ""
    doubt: str = ""

    @property
    def spot(self) -> str:
        """Sheet and cell, page or line: what the file's own program counts by."""
        place = self.place
        cell = cell_name(place.row, place.column) if place.row is not None and place.column is not None else ""
        where = (
            f"工作表「{place.sheet}」{cell}" if place.sheet else "",
            f"第{place.page}页" if place.page else "",
            f"第{place.line}行" if place.line else "",
        )
        return "，".join(part for part in where if part)

    @property
    def words(self) -> str:
        """The place in one line: page, line or cell, then the label."""
        return "，".join(part for part in (self.spot, self.label) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedFinding:
    """A finding with its place, related places and state."""

    finding: Finding
    location: Location
    related: tuple[Location, ...] = ()
    state: str = "open"
    note: str = ""

    @property
    def fingerprint(self) -> str:
        """What stays the same when the file is read again: code, section, label, what is stated and expected."""
        said = (self.finding.code, self.location.section, self.location.label, self.finding.stated, self.finding.expected)
        plain = "\x1f".join(re.sub(r"\s+", "", part) for part in said)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedRelation:
    """A relation of the ledger with its places."""

    relation: Relation
    locations: tuple[Location, ...]


def split_path(path: str) -> tuple[int | None, str]:
    """The record number and the path within it: ``#2/funds/0`` is (2, "/funds/0")."""
    if not path.startswith("#"):
        return None, path
    number, slash, rest = path[1:].partition("/")
    return int(number), slash + rest


def locate(path: str, records: Sequence[Extracted], record: int | None, quote: str = "") -> Location:
    """The location of a field path of record number ``record`` (or of the record the path itself names)."""
    number, inner = split_path(path)
    chosen = number if number is not None else record
    source = records[chosen].sources.find(inner) if chosen is not None and chosen < len(records) else None
    if source is None:
        return Location(place=Place())
    return _location(source, inner, quote, printed(records[chosen].record, inner) if chosen is not None else "")


def printed(record: object, path: str) -> str:
    """What the record keeps of the words printed at ``path``; empty for groups and for what is not there."""
    value: object = record
    for part in path.strip("/").split("/"):
        items = value if isinstance(value, tuple) and part.isdigit() else ()
        value = items[int(part)] if part.isdigit() and int(part) < len(items) else getattr(value, part, None)
    if isinstance(value, str):
        return value
    raw = getattr(value, "raw", "")
    return raw if isinstance(raw, str) else ""


def _location(source: Source, path: str, quote: str, words: str) -> Location:
    place, text = source.place, source.place.quote or words
    if _ROW.search(path) and source.row_text:
        text = source.row_text
    if quote:
        found = span_of(quote, place.quote)
        base = place.start or 0
        place = place.within(base + found[0], base + found[1], quote) if found else place
        text = quote
    return Location(
        place=place,
        section=source.section,
        table_title=source.table_title,
        label=source.label,
        quote=text,
        row_text=source.row_text,
        doubt=source.doubt,
    )


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``text``, white space disregarded: first and last-plus-one character; None when it does not."""
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    plain = "".join(text[index] for index in kept)
    wanted = "".join(quote.split())
    start = plain.find(wanted)
    return (kept[start], kept[start + len(wanted) - 1] + 1) if wanted and start >= 0 else None
