"""Which rows of the data form the unit fills in: those asked of it, as long as the evaluators have put nothing there themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from jiheng.web.evaluations.models import Entry, Evaluation

DATA_FORM: Final = "data_form"


def why_not(evaluation: Evaluation, rows: Iterable[Entry]) -> dict[int, str]:
    """By number of the row why the unit does not fill it in; empty where it does."""
    team = set(evaluation.members.values_list("person_id", flat=True))
    unit = evaluation.dossier.organisation.name
    return {row.pk: _why_not(row, unit, team) for row in rows}


def _why_not(row: Entry, unit: str, team: set[int]) -> str:
    provider = str(row.content.get("provider", "")).strip()
    if row.part != DATA_FORM or (provider and provider not in unit and unit not in provider):
        return _("「{name}」由{provider}提供，不由本单位填报。").format(name=row.key, provider=provider or _("别的单位"))
    if row.changed_by_id in team and (row.content.get("value") or row.content.get("text")):
        return _("「{name}」评价机构已经填写或核对过，单位不能再改；有不同数据的，请向评价机构提出。").format(name=row.key)
    return ""
