"""Forms to copy from: last year's of the same subject, and what was approved as objective; what is copied and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.offers import Where
from jiheng.web.people.models import Person

#: What a plan says and another year or form repeats; results (amounts spent, actual values, scores, reasons) are never copied.
_COPIED: Final = {
    "head": ("project", "project_code", "supervising_department", "implementing_agency", "attribute", "money_unit"),
    "funds": ("label",),
    "period_funds": ("label",),
    "tasks": ("label", "content"),
    "objectives": ("expected_objective", "period_objective"),
    "indicators": ("category", "subcategory", "name", "target", "weight", "basis", "scoring_standard"),
    "period_indicators": ("category", "subcategory", "name", "target", "weight", "basis", "scoring_standard"),
}


#: The state of the flow of objectives in which one holds.
_APPROVED: Final = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySource:
    """A stored form to copy from, and what the link is called."""

    version: RecordVersion
    words: str


def sources_for(person: Person, dossier: Dossier, form: FormKind) -> list[CopySource]:
    """The objective of this dossier for its other forms, and last year's same form."""
    found = []
    if form != FormKind.OBJECTIVE_FORM:
        version = dossier.records.filter(form=FormKind.OBJECTIVE_FORM).order_by("-number").first()
        if version is not None:
            found.append(CopySource(version=version, words=_objective(version)))
    before = policy.dossiers(person).filter(
        organisation=dossier.organisation_id, kind=dossier.kind, subject=dossier.subject, fiscal_year=dossier.fiscal_year_id - 1
    )
    last = RecordVersion.objects.filter(dossier__in=before, form=form).order_by("-number").first()
    if last is not None:
        words = _("{year} 年度{form}（第 {number} 版）").format(year=dossier.fiscal_year_id - 1, form=form.label, number=last.number)
        found.append(CopySource(version=last, words=words))
    return found


def _objective(version: RecordVersion) -> str:
    """What an objective is called, with whether its flow approved this version; a dossier that began later has no such flow."""
    case = Case.objects.filter(dossier=version.dossier_id, flow=FlowName.OBJECTIVE).first()
    if case is None:
        told = _("绩效目标申报表（第 {number} 版）")
    elif case.state == _APPROVED and case.submitted_id == version.pk:
        told = _("绩效目标申报表（第 {number} 版，已批复）")
    else:
        told = _("绩效目标申报表（第 {number} 版，尚未批复，批复后请重新带入）")
    return told.format(number=version.number)


def copied(desk: Desk, source: CopySource) -> tuple[Content, dict[Address, Where]]:
    """What is offered from a source, and for each value where it comes from."""
    content = desk.cells_of(read(source.version))
    same_year = source.version.dossier_id == desk.dossier.pk
    blocks = {}
    for block, rows in content.blocks.items():
        columns = set(_COPIED.get(block, ()))
        if same_year and block == "funds":
            columns |= {"initial_budget"}
        if not columns:
            continue
        kept = (row.model_copy(update={"cells": {name: text for name, text in row.cells.items() if name in columns}}) for row in rows)
        blocks[block] = tuple(row for row in kept if row.cells)
    offer = content.model_copy(update={"blocks": blocks})
    return offer, {address: Where(words=source.words) for address, _text in offer.cells()}
