"""Everything of a dossier, as the items of a package: tables as JSON, files as they were handed in, papers for readers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from jiheng.reports.archive import ArchiveItem
from jiheng.web.archives import people, rows
from jiheng.web.archives.keeping import Kept
from jiheng.web.archives.models import CarriedPaper
from jiheng.web.archives.sources import KEPT, PAPERS
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.people.models import FiscalYear, Organisation, Person

FORMAT: Final = "jiheng-dossier-1"
DATA: Final = "数据"
#: Where the format, the people and the organisations stand.
HEAD: Final = f"{DATA}/dossier.json"


@dataclass(slots=True)
class _Tables:
    """The rows of each table, in order, and what each row that others point to is called in the package."""

    rows: dict[str, list[models.Model]] = field(default_factory=dict)
    names: dict[tuple[type[models.Model], Any], Any] = field(default_factory=dict)

    def add(self, kept: Kept, found: Iterable[models.Model]) -> None:
        self.rows[kept.name] = list(found)
        for place, row in enumerate(self.rows[kept.name], 1):
            self.names[kept.model, row.pk] = place

    def every(self) -> Iterator[models.Model]:
        for found in self.rows.values():
            yield from found


def items(dossier: Dossier) -> list[ArchiveItem]:
    """All items, in the order of their paths: the same dossier gives the same list."""
    tables = _tables(dossier)
    found = [_json(HEAD, "数据：单位、人员、年度", _head(tables))]
    for kept in KEPT:
        own = tables.rows[kept.name]
        if own:
            said = [rows.told(row, kept, tables.names) for row in own]
            found.append(_json(table_path(kept), f"数据：{kept.name}", said))
    found += _files(tables)
    for papers in PAPERS:
        found += papers(dossier)
    return sorted(_with_carried(dossier, found), key=lambda item: item.path)


def _files(tables: _Tables) -> Iterator[ArchiveItem]:
    """The kept bytes the rows lead to; the last table first, so that a file lies where it is used."""
    placed: set[Any] = set()
    for kept in reversed(KEPT):
        here = [item(row, tables.names) for row in tables.rows[kept.name] for column, item in kept.files.items() if getattr(row, column)]
        new = {one.path: one for one in here if one.source not in placed}
        placed |= {one.source for one in here}
        yield from new.values()


def table_path(kept: Kept) -> str:
    """Where the rows of a table stand."""
    return f"{DATA}/{kept.name}.json"


def _tables(dossier: Dossier) -> _Tables:
    tables = _Tables()
    for kept in KEPT:
        if kept.of is not None:
            tables.add(kept, kept.of(dossier).order_by(kept.order))
    for kept in KEPT:
        if kept.of is None:
            tables.add(kept, kept.model._default_manager.filter(pk__in=_pointed_to(kept.model, tables)).order_by(kept.order))
    return tables


def _pointed_to(model: type[models.Model], tables: _Tables) -> set[Any]:
    found: set[Any] = set()
    for name, own in list(tables.rows.items()):
        kept = next(one for one in KEPT if one.name == name)
        pointing = [column for column in rows.columns_of(kept) if column.is_relation and column.related_model is model]
        found |= {getattr(row, column.attname) for row in own for column in pointing}
    return found - {None}


def _head(tables: _Tables) -> dict[str, Any]:
    """Who and where; on the way the tables learn what people, organisations and years are called."""
    found: dict[type[models.Model], set[Any]] = {Person: set(), Organisation: set(), FiscalYear: set()}
    for kept in KEPT:
        for column in rows.columns_of(kept):
            if column.is_relation and column.related_model in found:
                found[column.related_model] |= {getattr(row, column.attname) for row in tables.rows[kept.name]} - {None}
    for row in tables.every():
        found[Person] |= rows.people_in(row)
    persons = list(Person.objects.filter(pk__in=found[Person]))
    tables.names |= {(Person, person.pk): people.mark_of(person) for person in persons}
    tables.names |= {(Organisation, one.pk): one.code for one in Organisation.objects.filter(pk__in=found[Organisation])}
    tables.names |= {(FiscalYear, year): year for year in found[FiscalYear]}
    return {
        "format": FORMAT,
        "fiscal_years": sorted(found[FiscalYear]),
        "organisations": _organisations(found[Organisation]),
        "people": people.told(persons),
    }


def _organisations(numbers: set[int]) -> list[dict[str, Any]]:
    """The organisations and all above them, those above first."""
    lines = {number for place in Organisation.objects.filter(pk__in=numbers) for number in place.line}
    found = Organisation.objects.filter(pk__in=lines).select_related("parent")
    told = [{"code": one.code, "name": one.name, "kind": one.kind, "parent": one.parent.code if one.parent else None} for one in found]
    above = {one["code"]: one["parent"] for one in told}

    def line(code: str | None) -> tuple[str, ...]:
        return (*line(above[code]), code) if code else ()

    return sorted(told, key=lambda one: line(one["code"]))


def _json(path: str, title: str, said: Any) -> ArchiveItem:
    data = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode()
    return ArchiveItem(path=path, title=title, source=data)


def _with_carried(dossier: Dossier, found: list[ArchiveItem]) -> Iterator[ArchiveItem]:
    """What came with the dossier out of an earlier package; where the same place is written anew, the old paper is kept beside it."""
    yield from found
    new = {item.path: item for item in found}
    for paper in CarriedPaper.objects.filter(dossier=dossier):
        own = new.get(paper.path)
        if own is not None and own.source == storage.fetch(paper.digest):
            continue
        path = paper.path if own is None else f"原档/{paper.path}"
        yield ArchiveItem(path=path, title=paper.title, source=storage.path_of(paper.digest), maker=paper.maker, date=paper.date)
