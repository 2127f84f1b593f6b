"""Forms to copy from: last year's of the same subject, and what was approved as objective; what is copied and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.casework.models import Case, FlowName, Step
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.offers import Where
from jiheng.web.people.models import Person

#: The step by which an objective comes to hold, and the state in which it does.
_APPROVE: Final = "approve"
_APPROVED: Final = "approved"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySource:
    """A stored form to copy from, and what the link is called. ``doubt``: what a person must confirm before anything is taken over."""

    version: RecordVersion
    words: str
    doubt: str = ""


def sources_for(person: Person, dossier: Dossier, form: FormKind) -> list[CopySource]:
    """The approved objective of this dossier for its other forms, and last year's same form."""
    found = []
    objective = _objective(dossier) if form != FormKind.OBJECTIVE_FORM else None
    if objective is not None:
        found.append(objective)
    before = policy.dossiers(person).filter(
        organisation=dossier.organisation_id, kind=dossier.kind, subject=dossier.subject, fiscal_year=dossier.fiscal_year_id - 1
    )
    last = RecordVersion.objects.filter(dossier__in=before, form=form).order_by("-number").first()
    if last is not None:
        words = _("{year} 年度{form}（第 {number} 版）").format(year=dossier.fiscal_year_id - 1, form=form.label, number=last.number)
        found.append(CopySource(version=last, words=words))
    return found


def why_held_back(dossier: Dossier, form: FormKind) -> str:
    """Why the objective cannot be copied: it is on its way and nothing of it is approved. Empty where it can, or there is none."""
    case = Case.objects.filter(dossier=dossier, flow=FlowName.OBJECTIVE).first()
    if form == FormKind.OBJECTIVE_FORM or case is None or _approved(case) is not None:
        return ""
    return _("绩效目标现在是「{state}」，还没有批复，不能带入。").format(state=case.state_label)


def _objective(dossier: Dossier) -> CopySource | None:
    """What was approved of the objective; without a record of an approval the newest version, to be confirmed by who copies it."""
    case = Case.objects.filter(dossier=dossier, flow=FlowName.OBJECTIVE).first()
    if case is not None:
        version = _approved(case)
        told, doubt = _("绩效目标申报表（第 {number} 版，已批复）"), ""
    else:
        version = dossier.records.filter(form=FormKind.OBJECTIVE_FORM).order_by("-number").first()
        told = _("绩效目标申报表（第 {number} 版，没有批复记录）")
        doubt = _("这份绩效目标没有在本系统批复，是 {day} 存入的。请对照批复文件核对：指标和指标值须是批复时的，不能在事后补填或改动。")
    if version is None:
        return None
    day = timezone.localdate(version.stored_at)
    return CopySource(version=version, words=told.format(number=version.number), doubt=doubt.format(day=day))


def _approved(case: Case) -> RecordVersion | None:
    """The version that was approved last: while an adjustment is on its way, the one before it still holds."""
    step = Step.objects.filter(case=case, action=_APPROVE).select_related("version").order_by("-number").first()
    if step is not None:
        version: RecordVersion | None = step.version
        return version
    return case.submitted if case.state == _APPROVED else None  # approved elsewhere, before the workspace was in use


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
