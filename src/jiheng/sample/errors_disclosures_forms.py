"""Seeded errors between a disclosure and the self-evaluation forms attached to it: money, sources, trips, reasons.

A form is changed as a whole (its rate, points and total follow), so that within itself it holds and only the comparison fails.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from jiheng.model import FundsKind, SelfEvaluationForm
from jiheng.model.amounts import half_up
from jiheng.sample.county_forms import FundsStyle
from jiheng.sample.errors import amount, money, put_funds, rated
from jiheng.sample.errors_long import plants, put, value
from jiheng.sample.layouts_long_forms import attached, reformed
from jiheng.sample.layouts_long_paper import Paper

_COLUMNS = ("initial_budget", "adjusted_budget", "executed")
_WHOLE = "form:0"
#: Characters of the shortest name of an item that a project's name cannot have by chance.
_TELLING = 4
#: What is spent on journeys, cars and guests is no project's money.
_OWN_REASONS = ("operation", "hospitality", "three", "vehicles", "overseas")


def _projects(paper: Paper, chance: random.Random) -> list[str]:
    """The forms of projects, in an order of chance."""
    names = [name for name in attached(paper) if name != _WHOLE]
    chance.shuffle(names)
    return names


def _first(paper: Paper, chance: random.Random, change: Callable[[SelfEvaluationForm], SelfEvaluationForm | None]) -> Paper | None:
    """The paper with the first project's form that has a place for the change."""
    return next((made for name in _projects(paper, chance) if (made := reformed(paper, name, change)) is not None), None)


def _is_by_source(paper: Paper) -> bool:
    """Whether the forms tell the year's appropriation from other money."""
    form = attached(paper).get(_WHOLE)
    return form is not None and form.layout.funds is not FundsStyle.LEVEL


def _tells(form: SelfEvaluationForm, column: str) -> bool:
    """Whether the prose or an indicator of the form tells this amount, which would then no longer agree."""
    printed = str(getattr(form.funds[0], column).raw)
    told = f"{form.expected_objective}{form.actual_objective}{[(row.target, row.actual) for row in form.indicators]}"
    return printed in told or any(row.name == "项目总成本" or (row.target and "万元/" in row.target.raw) for row in form.indicators)


@plants("XCK204")
def whole_spending_differs(paper: Paper, chance: random.Random) -> Paper | None:
    """The department's form spends less than the accounts, in text and form alike."""

    def less(form: SelfEvaluationForm) -> SelfEvaluationForm:
        missing = half_up(amount(form.funds[1], "executed") * Decimal("0.06"))
        for row in (0, 1):
            form = put_funds(form, row, executed=amount(form.funds[row], "executed") - missing)
        return rated(form)

    told = reformed(paper, _WHOLE, less)
    if told is None or not paper.value("department spent"):
        return told
    return put(told, "department spent", amount(attached(told)[_WHOLE].record.funds[0], "executed"))


@plants("XCK205")
def other_money_as_appropriation(paper: Paper, chance: random.Random) -> Paper | None:
    """A project's carryover and other funds stand in the row of the year's appropriation, more than the accounts have."""
    whole = paper.value("general") and paper.value("basic")
    if not whole or not _is_by_source(paper):
        return None

    def moved(form: SelfEvaluationForm) -> SelfEvaluationForm | None:
        own = next((n for n, row in enumerate(form.funds) if row.kind is FundsKind.CURRENT_APPROPRIATION), None)
        others = [n for n, row in enumerate(form.funds) if row.kind in (FundsKind.OTHER_FUNDS, FundsKind.PRIOR_YEAR_CARRYOVER)]
        if own is None or not any(row.kind is FundsKind.OTHER_FUNDS and amount(row, "executed") for row in form.funds):
            return None
        for column in _COLUMNS:
            more = sum((amount(form.funds[n], column) for n in others), Decimal(0))
            form = put_funds(form, own, **{column: amount(form.funds[own], column) + more})
            for n in others:
                form = put_funds(form, n, **{column: Decimal(0)})
        return form

    told = _first(paper, chance, moved)
    return told if told is not None and not _has_carryover(told) else None


def _has_carryover(paper: Paper) -> bool:
    """Whether money carried over is left in some form: then the appropriation may still be less than the accounts'."""
    rows = (row for form in attached(paper).values() for row in form.record.funds)
    return any(row.kind is FundsKind.PRIOR_YEAR_CARRYOVER and amount(row, "executed") for row in rows)


@plants("XCK206")
def more_travellers_in_form(paper: Paper, chance: random.Random) -> Paper | None:
    """A project's form tells of a journey that the part on the three expenses has otherwise."""
    if not paper.value("count:travellers"):
        return None
    persons = int(value(paper.value("count:travellers"))) + 4

    def journey(form: SelfEvaluationForm) -> SelfEvaluationForm:
        return form.model_copy(update={"actual_objective": f"{form.actual_objective}{persons}人组成的调研团赴哈萨克斯坦开展交流。"})

    return _first(paper, chance, journey)


@plants("XCK207")
def reason_denied_by_form(paper: Paper, chance: random.Random) -> Paper | None:
    """Less was spent because a project's money was taken back; its form spent all of it, and no less than planned."""
    falls = [(piece.key, "减少") for piece in paper.pieces("verb:.*")] + [(piece.key, "小于") for piece in paper.pieces("than:.*")]
    keys = [key.partition(":")[2] for key, word in falls if paper.value(key) == word]
    reasons = [key for key in keys if paper.value(f"reason:{key}") and not key.startswith(_OWN_REASONS)]
    if not reasons:
        return None

    def spent(form: SelfEvaluationForm) -> SelfEvaluationForm | None:
        if _tells(form, "adjusted_budget") or _tells(form, "initial_budget"):
            return None
        for number, row in enumerate(form.funds):
            form = put_funds(form, number, **dict.fromkeys(_COLUMNS[:2], amount(row, "executed")))
        return rated(form)

    told = _first(paper, chance, spent)
    if told is None:
        return None
    changed = next(form.record for name, form in attached(told).items() if form != attached(paper)[name])
    key = chance.choice(reasons)
    told = told.retold(f"reason:{key}", f"年末收回“{changed.project}”未执行的经费")
    return _sums_told(told)


def _sums_told(paper: Paper) -> Paper:
    """The paper with its sums of the projects' money as the forms have them."""
    records = [form.record for name, form in attached(paper).items() if name != _WHOLE]
    for key, column in (("forms budget", "adjusted_budget"), ("forms spent", "executed")):
        if paper.value(key):
            paper = put(paper, key, sum((amount(record.funds[0], column) for record in records), Decimal(0)))
    return paper


@plants("XCK208")
def item_without_appropriation(paper: Paper, chance: random.Random) -> Paper | None:
    """A project named after the item that the accounts spent appropriations on, with other funds only."""
    names = [piece.text for piece in paper.pieces("item:.*") if "行政运行" not in piece.text and "其他" not in piece.text]
    items = [name.split("（款）")[-1].removesuffix("（项）") for name in names if "（款）" in name]
    if not items or not _is_by_source(paper):
        return None
    of_projects = [name for name in items if len(name) >= _TELLING and not name.startswith(("机关", "行政", "公务", "住房"))]
    others = "".join(f"{form.record.project}" for form in attached(paper).values())
    item = chance.choice([name for name in of_projects if name not in others] or [""])

    def renamed(form: SelfEvaluationForm) -> SelfEvaluationForm | None:
        rows = {row.kind: number for number, row in enumerate(form.funds)}
        own, other = rows.get(FundsKind.CURRENT_APPROPRIATION), rows.get(FundsKind.OTHER_FUNDS)
        if own is None or other is None or not item:
            return None
        for column in _COLUMNS:
            form = put_funds(form, other, **{column: amount(form.funds[other], column) + amount(form.funds[own], column)})
            form = put_funds(form, own, **{column: Decimal(0)})
        return form.model_copy(update={"project": f"{form.fiscal_year}年{item}项目"})

    return _first(paper, chance, renamed)


@plants("XCK209", "SEV112")
def budget_cut_to_a_tenth(paper: Paper, chance: random.Random) -> Paper | None:
    """A project had ten times as much at the beginning of the year; the department's form has it too."""
    form = attached(paper).get(_WHOLE)
    if form is None or not form.layout.has_initial_budget:
        return None
    added: list[Decimal] = []

    def tenfold(record: SelfEvaluationForm) -> SelfEvaluationForm | None:
        if _tells(record, "initial_budget"):
            return None
        added.append(amount(record.funds[0], "initial_budget") * 9)
        for number, row in enumerate(record.funds):
            record = put_funds(record, number, initial_budget=amount(row, "initial_budget") * 10)
        return record

    def more(record: SelfEvaluationForm) -> SelfEvaluationForm:
        for number in (0, 2):
            record = put_funds(record, number, initial_budget=amount(record.funds[number], "initial_budget") + added[-1])
        return record

    told = _first(paper, chance, tenfold)
    return reformed(told, _WHOLE, more) if told is not None else None


@plants("XCK210")
def sources_of_whole_differ(paper: Paper, chance: random.Random) -> Paper | None:
    """The department's form has money by source, and other sources than the accounts."""
    spent, whole = paper.value("appropriation expenditure"), paper.value("expenditure")
    if not spent or not whole:
        return None
    share = (value(whole) - value(spent)) / value(whole)

    def by_source(form: SelfEvaluationForm) -> SelfEvaluationForm:
        total, own, other = form.funds[:3]
        own = own.model_copy(update={"label": "其中：本级资金", "kind": FundsKind.OWN_LEVEL})
        other = other.model_copy(update={"label": "其他资金", "kind": FundsKind.OTHER_FUNDS})
        for column in _COLUMNS:
            part = half_up(amount(total, column) * (share + Decimal("0.15")))
            own = own.model_copy(update={column: money(amount(total, column) - part)})
            other = other.model_copy(update={column: money(part)})
        return form.model_copy(update={"funds": (total, own, other)})

    return reformed(paper, _WHOLE, by_source)
