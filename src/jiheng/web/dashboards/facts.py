"""Taking the facts of a dossier out of its records: when one is stored, and for all of them again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from jiheng.model import Actual, Direction, Figure, FundsKind, Indicator, SelfEvaluationForm
from jiheng.model.amounts import TEN_THOUSAND_YUAN, factor, is_money
from jiheng.web.dashboards.law import sector_of
from jiheng.web.dashboards.models import Facts
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.people.models import Organisation, OrganisationKind

_YEARS: Final = re.compile(r"[（(]?\d{4}\s*年?度?[)）]?")
_MONEY: Final = ("initial_budget", "adjusted_budget", "executed")
_BATCH: Final = 500


def refresh(dossier: Dossier) -> None:
    """The facts of one dossier, as its records state them now."""
    _write([dossier], _latest([dossier]))


def rebuild(*, missing_only: bool = False) -> int:
    """The facts of all dossiers, or of those that have none; how many were written."""
    dossiers = Dossier.objects.select_related("organisation").order_by("pk")
    if missing_only:
        dossiers = dossiers.filter(facts__isnull=True)
    numbers = list(dossiers.values_list("pk", flat=True))
    for start in range(0, len(numbers), _BATCH):
        batch = list(dossiers.model.objects.select_related("organisation").filter(pk__in=numbers[start : start + _BATCH]))
        with transaction.atomic():
            _write(batch, _latest(batch))
    return len(numbers)


def _latest(dossiers: Iterable[Dossier]) -> dict[int, RecordVersion]:
    """The latest self-evaluation of each dossier."""
    newest = (
        RecordVersion.objects.filter(dossier__in=list(dossiers), form=FormKind.SELF_EVALUATION_FORM)
        .order_by()
        .values("dossier")
        .annotate(last=Max("pk"))
        .values("last")
    )
    return {version.dossier_id: version for version in RecordVersion.objects.filter(pk__in=newest)}


def _write(dossiers: list[Dossier], latest: dict[int, RecordVersion]) -> None:
    above = {number for dossier in dossiers for number in dossier.organisation.line}
    departments = {one.pk: one for one in Organisation.objects.filter(pk__in=above, kind=OrganisationKind.DEPARTMENT)}
    rows = []
    for dossier in dossiers:
        department = next((departments[number] for number in reversed(dossier.organisation.line) if number in departments), None)
        version = latest.get(dossier.pk)
        record = read(version) if version else None
        stated = stated_by(record) if isinstance(record, SelfEvaluationForm) else {}
        sector = sector_of((department or dossier.organisation).name)
        rows.append(Facts(dossier=dossier, department=department, sector=sector, lasting_subject=lasting(dossier.subject), **stated))
    fields = ["department", "sector", "lasting_subject", *_MONEY, "indicators", "equal_actuals"]
    Facts.objects.bulk_create(rows, update_conflicts=True, unique_fields=["dossier"], update_fields=fields)


def lasting(subject: str) -> str:
    """The subject without years: 2024年公路养护 is 公路养护."""
    return _YEARS.sub("", subject).strip() or subject


def stated_by(record: SelfEvaluationForm) -> dict[str, Any]:
    """What a self-evaluation says for the charts."""
    total = next((row for row in record.funds if row.kind is FundsKind.TOTAL), None)
    money = {name: _amount(getattr(total, name) if total else None, record.money_unit) for name in _MONEY}
    compared = [equal for indicator in record.indicators if (equal := _comes_out_equal(indicator)) is not None]
    return {**money, "indicators": len(compared), "equal_actuals": sum(compared)}


def _amount(figure: Figure | None, unit: str) -> Decimal | None:
    """The amount in 万元; None where no unit of money is printed."""
    printed = (figure.unit or unit) if figure else ""
    return figure.value * factor(printed, TEN_THOUSAND_YUAN) if figure and is_money(printed) else None


def _comes_out_equal(indicator: Indicator) -> bool | None:
    """Whether the actual value is the target's very figure; None where it cannot be told or where nothing else could be (＝)."""
    target, actual = indicator.target, indicator.actual
    if target is None or target.figure is None or target.upper is not None or target.direction in (None, Direction.EXACTLY):
        return None
    if not isinstance(actual, Actual) or actual.figure is None or actual.upper is not None:
        return None
    if actual.figure.unit and target.figure.unit and actual.figure.unit != target.figure.unit:
        return None
    return actual.figure.value == target.figure.value
