"""Warnings of monitoring: what the stored form shows of execution against the progress of the year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiheng.assessment.assessing import standard_of
from jiheng.model import FundsKind, MonitoringForm
from jiheng.process import progress_warnings
from jiheng.web.casework.checking import latest
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.dossiers.records import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning in words, and whether it binds (预警) or hints (关注)."""

    text: str
    trace: str
    source: str
    binds: bool


def warned(case: Case) -> tuple[Warned, ...]:
    """The warnings about the newest monitoring form; empty where the form states no month or no money."""
    if case.flow != FlowName.MONITORING:
        return ()
    version = latest(case)
    record = read(version) if version is not None else None
    rate = _rate(record) if isinstance(record, MonitoringForm) else None
    if not isinstance(record, MonitoringForm) or rate is None or not record.cutoff_month:
        return ()
    standard = standard_of(case.standard, case.dossier.fiscal_year_id)
    return tuple(
        Warned(text=one.message, trace=one.trace, source=one.citation.text, binds=one.level == "warning")
        for one in progress_warnings(record.cutoff_month, rate, standard)
    )


def _rate(record: MonitoringForm) -> Decimal | None:
    total = next((row for row in record.funds if row.kind is FundsKind.TOTAL), None)
    budget = (total.adjusted_budget or total.initial_budget) if total else None
    if total is None or total.executed is None or budget is None or not budget.value:
        return None
    return total.executed.value / budget.value
