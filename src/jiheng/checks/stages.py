"""The forms of one project or department through the year: objective, monitoring, self-evaluation; whose form is whose, which row is which.

Not a check: helpers for the cross checks XCK301–XCK307 and for grouping documents into dossiers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, TypeAlias, TypeVar

from jiheng.checks.between import plain
from jiheng.checks.funds import Column, amount, total_index
from jiheng.checks.statements import in_unit
from jiheng.checks.subjects import Dossier, Entry
from jiheng.checks.wording import bare_name
from jiheng.model import (
    AnyForm,
    Estimate,
    EvaluationReport,
    Figure,
    Indicator,
    MonitoringForm,
    ObjectiveForm,
    Scope,
    SelfEvaluationForm,
    normal,
)
from jiheng.regulation import Standard

Kind = TypeVar("Kind", ObjectiveForm, MonitoringForm, SelfEvaluationForm, EvaluationReport)
Subject: TypeAlias = AnyForm | EvaluationReport
_CORE: Final = re.compile(r"^\d{4}年度?|项目$")

FORM_NAMES: Final[dict[str, str]] = {
    "objective_form": "绩效目标申报表",
    "monitoring_form": "绩效运行监控表",
    "self_evaluation_form": "绩效自评表",
    "evaluation_report": "评价报告",
}


def agencies(record: Subject) -> tuple[str, ...]:
    """The agencies a record names, the nearest first, for comparing."""
    names = [record.agency] if isinstance(record, EvaluationReport) else [record.implementing_agency, record.supervising_department]
    return tuple(dict.fromkeys(name for name in map(plain, names) if name))


def core(name: str | None) -> str:
    """A project's name without the year before it and the word 项目 behind it."""
    return _CORE.sub("", plain(name))


def same_subject(one: Subject, other: Subject, *, loosely: bool = False) -> bool:
    """Whether two records are about one project (or department) and year; what one of them leaves open does not contradict."""
    if one.scope is not other.scope or (one.fiscal_year and other.fiscal_year and one.fiscal_year != other.fiscal_year):
        return False
    ours, theirs = agencies(one), agencies(other)
    if one.scope is Scope.DEPARTMENT:
        return bool(set(ours) & set(theirs))
    names = (core(one.project), core(other.project)) if loosely else (plain(one.project), plain(other.project))
    return bool(names[0]) and names[0] == names[1] and (not ours or not theirs or _agree(ours, theirs))


def _agree(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """The nearest agencies are one, or one record names only the department above."""
    return any(
        one.endswith(other) or other.endswith(one) for one, other in ((ours[0], theirs[0]), (ours[-1], theirs[0]), (ours[0], theirs[-1]))
    )


def same_form(one: AnyForm, other: AnyForm) -> bool:
    """Whether two forms are versions of one form: one kind, subject and year (and month of monitoring)."""
    if type(one) is not type(other) or agencies(one)[:1] != agencies(other)[:1]:
        return False
    months = [form.cutoff_month for form in (one, other) if isinstance(form, MonitoringForm)]
    return same_subject(one, other) and len(set(months)) <= 1


def of_kind(dossier: Dossier, kind: type[Kind]) -> list[tuple[Entry, Kind]]:
    """The records of one kind."""
    return [(entry, entry.record) for entry in dossier.entries if isinstance(entry.record, kind) and not _is_words(entry.record)]


def _is_words(record: object) -> bool:
    """Whether a record only holds the words of a paper of the process."""
    return isinstance(record, EvaluationReport) and record.kind == "process"


def partner(record: Subject, others: Sequence[tuple[Entry, Kind]]) -> tuple[Entry, Kind] | None:
    """The one record among others about the same subject: of the same name, else of nearly the same; None when there are several."""
    exact = [(entry, other) for entry, other in others if same_subject(record, other)]
    found = exact or [(entry, other) for entry, other in others if same_subject(record, other, loosely=True)]
    return found[0] if len(found) == 1 else None


def with_basis(dossier: Dossier) -> list[tuple[Entry, AnyForm, Entry, AnyForm]]:
    """Each monitoring or self-evaluation form with the form it must follow: the objective, without one the monitoring form."""
    objectives, monitorings = of_kind(dossier, ObjectiveForm), of_kind(dossier, MonitoringForm)
    found: list[tuple[Entry, AnyForm, Entry, AnyForm]] = []
    for entry, form in monitorings:
        basis = partner(form, objectives)
        if basis is not None:
            found.append((entry, form, *basis))
    for entry, evaluation in of_kind(dossier, SelfEvaluationForm):
        declared, monitored = partner(evaluation, objectives), partner(evaluation, monitorings)
        if declared is not None:
            found.append((entry, evaluation, *declared))
        elif monitored is not None:
            found.append((entry, evaluation, *monitored))
    return found


def matching(ours: Sequence[Indicator], theirs: Sequence[Indicator]) -> dict[int, int]:
    """Rows of one name: our row to theirs. A name that stands in several rows is matched in order when both have as many."""
    names: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((ours, theirs)):
        for index, indicator in enumerate(rows):
            names[_name(indicator)][side].append(index)
    return {
        one: other
        for name, (left, right) in names.items()
        if name and len(left) == len(right)
        for one, other in zip(left, right, strict=True)
    }


def renamed(ours: Sequence[Indicator], theirs: Sequence[Indicator], matched: dict[int, int], standard: Standard) -> dict[int, int]:
    """Rows left over whose names nearly agree, each the other's best: our row to theirs."""
    least = float(standard.number("near_name_likeness"))
    left = [index for index in range(len(ours)) if index not in matched and ours[index].name]
    right = [index for index in range(len(theirs)) if index not in matched.values() and theirs[index].name]
    scores = {(one, other): _likeness(ours[one], theirs[other]) for one in left for other in right}
    found: dict[int, int] = {}
    for (one, other), score in sorted(scores.items(), key=lambda item: -item[1]):
        if score >= least and one not in found and other not in found.values():
            found[one] = other
    return found


def _name(indicator: Indicator) -> str:
    return plain(bare_name(indicator))


def _likeness(one: Indicator, other: Indicator) -> float:
    if one.category_key is not None and other.category_key is not None and one.category_key is not other.category_key:
        return 0.0
    return SequenceMatcher(None, _name(one), _name(other), autojunk=False).ratio()


def total(form: AnyForm, column: Column) -> tuple[str, Figure, Estimate] | None:
    """The total of a column: its path, the figure with its unit, and its value in 万元."""
    index = total_index(form.funds)
    figure = amount(form.funds[index], column) if index is not None else None
    if index is None or figure is None:
        return None
    printed = figure if figure.unit else figure.model_copy(update={"unit": form.money_unit or "万元"})
    value = in_unit(printed, "万元")
    return (f"/funds/{index}/{column}", printed, value) if value is not None else None


def printed(text: str) -> str:
    """A cell in one line and one width."""
    return "".join(normal(text).split())


def listed(items: Sequence[str], most: int = 5) -> str:
    """The first few of a list, and how many more."""
    return "、".join(items[:most]) + (f"等 {len(items)} 处" if len(items) > most else "")
