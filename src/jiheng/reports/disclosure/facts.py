"""What the sentences of a disclosure may say: quantities, their parts, and the clauses that compare them.

Numbers arrive here computed; the templates (``papers/disclosure.yaml``) choose the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from jiheng.checks.funds import total_index
from jiheng.model import AccountsTableKind, FinalAccounts, Scope, SelfEvaluationForm, amounts
from jiheng.regulation import Standard
from jiheng.reports.disclosure.quantities import UNIT, ZERO, Ledger, Quantity, as_money
from jiheng.reports.render.drafting import Draft
from jiheng.reports.render.paper import gap

_INCOMES: Final = ("fiscal_income", "upper_income", "business_income", "operating_income", "affiliated_income", "other_income")
_SPENDINGS: Final = ("basic", "project", "upward", "operating_expenditure", "affiliated")
_STAFF: Final = ("301", "303")
_PUBLIC: Final = ("302", "307", "310", "399")


class Clauses:
    """Clauses about quantities, for the sentence templates to call."""

    def __init__(self, sentences: Mapping[str, str], base: Mapping[str, Any]) -> None:
        self._draft = Draft(sentences, base)

    def amount(self, one: Quantity) -> str:
        """Name and amount: 基本支出946.20万元."""
        return self._draft.text("amount", name=one.name, now=as_money(one.now))

    def amounts(self, *quantities: Quantity) -> str:
        """Those that the tables state, name and amount each; a gap when they state none."""
        known = [self.amount(one) for one in quantities if one.now is not None]
        return "，".join(known) or gap("、".join(one.name for one in quantities))

    def shares(self, whole: Quantity, parts: Sequence[Quantity]) -> str:
        """The parts that the tables state with their shares of the whole."""
        told = []
        for one in parts:
            if one.now is not None:
                share = one.now / whole.now if whole.now else None
                told.append(self._draft.text("share", name=one.name, now=as_money(one.now), share=share))
        return "；".join(told) or gap("、".join(one.name for one in parts) or f"{whole.name}的构成")

    def change(self, one: Quantity, subject: str = "", parts: Sequence[Quantity] = ()) -> str:
        """The change against last year: which of its parts changed, the largest change first, and a gap for the reason."""
        moved = sorted((part for part in parts if part.change), key=lambda part: abs(part.change or ZERO), reverse=True)
        told = [{"name": part.name, "change": part.change, "moved": _money(part.change)} for part in moved]
        return self._draft.text("change", q=one, subject=subject or one.name, moved=_money(one.change), compared=one.compared, parts=told)

    def change_of(self, subject: str, one: Quantity, parts: Sequence[Quantity] = ()) -> str:
        """The change with its subject before it."""
        return f"{subject}{self.change(one, subject, parts)}"

    def fund_told(self, flow: Mapping[str, Any], name: str) -> str:
        """What came in for a fund and what was spent, or that there was nothing."""
        told = self.amounts(*flow["parts"])
        return self._draft.text("fund", name=name, told=told, change=self.change, **flow)

    def against(self, one: Quantity, budget: str, subject: str = "") -> str:
        """Budget and final figure, completion, and a gap for the reason of the difference."""
        return self._draft.text(
            "against", q=one, subject=subject or one.name, word=budget, first=as_money(one.budget), second=as_money(one.now)
        )


def _money(value: Decimal | None) -> object:
    return as_money(None if value is None else abs(value))


def disclosure_facts(
    accounts: FinalAccounts, prior: FinalAccounts | None, forms: Sequence[SelfEvaluationForm], words: Mapping[str, Any], standard: Standard
) -> dict[str, Any]:
    """The data of every template."""
    ledger = Ledger(accounts, prior, standard)
    base = {"year": accounts.fiscal_year, "agency": accounts.agency, "lately": _lately(accounts.fiscal_year, words), "us": words["us"]}
    clauses = Clauses(words["sentences"], base)
    quantities = {name: ledger.quantity(name, words["names"].get(name, "")) for name in words["quantities"]}
    general, spent = quantities["general_expenditure"].now, quantities["expenditure"].now
    return base | {
        "general_share": general / spent if general is not None and spent else None,
        "amounts": clauses.amounts,
        "shares": clauses.shares,
        "change": clauses.change,
        "change_of": clauses.change_of,
        "fund_told": clauses.fund_told,
        "figure": as_money,
        "item_name": lambda names, code: _item_name(names, code, words),
        "against": clauses.against,
        "q": quantities,
        "incomes": [ledger.quantity(name, words["names"].get(name, "")) for name in _INCOMES],
        "spendings": [ledger.quantity(name) for name in _SPENDINGS],
        "natures": [
            ledger.quantity("general_basic", words["natures"]["basic"]),
            ledger.quantity("general_project", words["natures"]["project"]),
        ],
        "classes": [
            Quantity(name=str(words["class_name"]).format(name=one.name.removesuffix("支出")), now=one.now) for one in ledger.classes()
        ],
        "items": list(ledger.items()),
        "has_last_year": prior is not None,
        "staff_items": ledger.economic(_STAFF),
        "public_items": ledger.economic(_PUBLIC),
        "fund": _fund(ledger, AccountsTableKind.GOVERNMENT_FUND, "fund", words["fund_flow"]),
        "capital": _fund(ledger, AccountsTableKind.STATE_CAPITAL, "state_capital", words["fund_flow"]),
        "three_title": ledger.title(AccountsTableKind.THREE_PUBLIC),
        "three_blank": ledger.is_blank(AccountsTableKind.THREE_PUBLIC),
        "forms": _forms(forms),
    }


def _item_name(names: Sequence[str], code: str, words: Mapping[str, Any]) -> str:
    """An item with its class and section, where the table names them; else with its code."""
    shape = words["item_name" if all(names) else "item_code"]
    return str(shape).format(*names, code=code)


def _lately(year: int | None, words: Mapping[str, Any]) -> str:
    return f"{year}年度" if year is not None else str(words["this_year"])


def _fund(ledger: Ledger, kind: AccountsTableKind, prefix: str, names: Mapping[str, str]) -> dict[str, Any]:
    """A fund's flow, and whether its table is absent, blank or all zeros."""
    flow = [ledger.quantity(f"{prefix}_{part}", name) for part, name in names.items()]
    spent = next(one for part, one in zip(names, flow, strict=True) if part == "expenditure")
    state = {"has": ledger.has(kind), "blank": ledger.is_blank(kind), "nothing": ledger.is_nothing(kind), "title": ledger.title(kind)}
    return {"parts": flow, "expenditure": spent, **state}


def _forms(forms: Sequence[SelfEvaluationForm]) -> dict[str, Any]:
    """How many forms of each scope, and the money over them; None where a form does not state its total."""
    told: dict[str, Any] = {}
    for scope in (Scope.DEPARTMENT, Scope.PROJECT):
        own = [form for form in forms if form.scope is scope]
        told[scope.value] = {
            "count": len(own),
            **{column: as_money(_sum(own, column)) for column in ("adjusted_budget", "executed")},
        }
    return told


def _sum(forms: Sequence[SelfEvaluationForm], column: str) -> Decimal | None:
    total = ZERO
    for form in forms:
        index = total_index(form.funds)
        figure = getattr(form.funds[index], column) if index is not None else None
        if figure is None:
            return None
        total += figure.value * amounts.factor(figure.unit or form.money_unit or UNIT, UNIT)
    return amounts.half_up(total) if forms else None
