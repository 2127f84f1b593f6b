"""A dossier out of its package: verified first, then rows as they were, in one transaction. Part of an action."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from jiheng.regulation.papers import load_paper
from jiheng.reports.archive import Archived, ChangedSince, Manifest, Reader, reading, verify_archive
from jiheng.web.acting import Refused
from jiheng.web.archives import people, rows
from jiheng.web.archives.collecting import DATA, FORMAT, HEAD, table_path
from jiheng.web.archives.keeping import BLOBS, FILES
from jiheng.web.archives.models import CarriedPaper, Restoration
from jiheng.web.archives.sources import KEPT
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.people.models import FiscalYear, Organisation, Person

_Known = dict[tuple[type[models.Model], Any], models.Model]


def verified(path: Path) -> tuple[Manifest, str]:
    """The manifest of a sound package of a dossier, and its digest.

    Raises:
        Refused: it is not sound, or not of a dossier.
    """
    found = verify_archive(path)
    if found.manifest is None or not found.is_sound:
        faults = "；".join(f"{fault.path or path.name}：{fault.reason}" for fault in found.faults[:10])
        raise Refused(_("归档包核验不通过，没有恢复。{faults}").format(faults=faults))
    if HEAD not in {item.path for item in found.manifest.items}:
        raise Refused(_("归档包完好，但不是卷宗的归档包（没有「{path}」），不能恢复成卷宗。").format(path=HEAD))
    return found.manifest, found.digest


def restore(path: Path) -> Restoration:
    """The dossier with all its rows and files, as restored from this package.

    Raises:
        Refused: the package is not sound, was made by a newer program, or its dossier is here already.
    """
    manifest, digest = verified(path)
    papers = {item.path: item for item in manifest.items}
    with reading(path) as read:
        head = json.loads(read(papers[HEAD]))
        if head["format"] != FORMAT:
            raise Refused(_("归档包的格式是 {found}，本版本只认 {known}。").format(found=head["format"], known=FORMAT))
        dossier = _rows(
            _around(head), {kept.name: json.loads(read(papers[table_path(kept)])) for kept in KEPT if table_path(kept) in papers}
        )
        _files(read, dossier, manifest.items)
    restored = Restoration(dossier=dossier, archived_on=manifest.archived_on, digest=digest)
    restored.save()
    return restored


def _rows(known: _Known, tables: dict[str, list[dict[str, Any]]]) -> Dossier:
    for kept in KEPT:
        for place, said in enumerate(tables.get(kept.name, ()), 1):
            if kept.model is Dossier:
                _refuse_second(said)
            known[kept.model, place] = rows.made(said, kept, known)
    return cast("Dossier", known[Dossier, 1])


def _around(head: dict[str, Any]) -> _Known:
    """Years, organisations and people, found here or made: years closed, people unable to sign in."""
    known: _Known = {}
    for year in head["fiscal_years"]:
        known[FiscalYear, year] = FiscalYear.objects.get_or_create(year=year, defaults={"is_open": False})[0]
    for told in head["organisations"]:
        known[Organisation, told["code"]] = _organisation(told, known)
    for told in head["people"]:
        known[Person, told["mark"]] = people.restored(told["mark"], told["name"])
    return known


def _organisation(told: dict[str, Any], known: _Known) -> Organisation:
    parent = cast("Organisation", known[Organisation, told["parent"]]) if told["parent"] else None
    here = Organisation.objects.filter(code=told["code"]).first()
    if here is None:
        return Organisation.objects.create(kind=told["kind"], name=told["name"], code=told["code"], parent=parent)
    if (here.name, here.kind) != (told["name"], told["kind"]):
        raise Refused(_("单位代码 {code} 在这里是「{here}」，归档包里是「{name}」，没有恢复。").format(**told, here=here.name))
    return here


def _refuse_second(said: dict[str, Any]) -> None:
    same = Dossier.objects.filter(
        fiscal_year=said["fiscal_year"], organisation__code=said["organisation"], kind=said["kind"], subject=said["subject"]
    )
    if same.exists():
        told = _("{year} 年度的「{subject}」已在这里，没有恢复。恢复不覆盖已有的卷宗。")
        raise Refused(told.format(year=said["fiscal_year"], subject=said["subject"]))


def _files(read: Reader, dossier: Dossier, items: Iterable[Archived]) -> None:
    """The files into their folder; beside them, the papers that are no rows."""
    index = str(load_paper(settings.STANDARD, "archive_index").words["labels"]["file"])
    for item in items:
        is_file = item.path.startswith((f"{FILES}/", f"{BLOBS}/"))
        if not is_file and (item.path == index or item.path.startswith(f"{DATA}/")):
            continue
        try:
            digest = storage.keep(read(item))
        except ChangedSince as error:
            raise Refused(str(error)) from error
        if not is_file:
            CarriedPaper(dossier=dossier, path=item.path, title=item.title, maker=item.maker, date=item.date, digest=digest).save()
