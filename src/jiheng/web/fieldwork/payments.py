"""A list of payments read from a file or from what was pasted, and its sums. Amounts are exact; nothing is rounded here."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.model import read_figure
from jiheng.model.dates import read_date
from jiheng.web.exchange.imports.reading import Line, Listed, NotAList, Plan, Problem, declared_in, read_list

#: A list may have so many payments.
MOST: Final = 10_000
_PLACES: Final = 2
_LARGEST: Final = Decimal(10) ** 13
_LONGEST: Final = 200
_UNITS: Final = {"": Decimal(1), "元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment of a list: its row, what was said of it, the amount in yuan. Without a readable date ``paid_on`` is None."""

    row: int
    amount: Decimal
    voucher: str = ""
    paid_on: datetime.date | None = None
    payee: str = ""
    purpose: str = ""

    def stored(self) -> dict[str, Any]:
        """As JSON; the amount as text."""
        day = self.paid_on.isoformat() if self.paid_on else None
        return {
            "row": self.row,
            "amount": f"{self.amount:f}",
            "voucher": self.voucher,
            "paid_on": day,
            "payee": self.payee,
            "purpose": self.purpose,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """What was read: the payments, or what is wrong with the list."""

    payments: tuple[Payment, ...]
    problems: tuple[Problem, ...]


@cache
def plan() -> Plan:
    """The columns of a list of payments."""
    return declared_in((files("jiheng.web.fieldwork") / "columns.yaml").read_text("utf-8"))["payments"]


def read_payments(data: bytes, name: str, *, unit: str = "元") -> ReadList:
    """The payments in the file; all problems at once, so that the list is put right in one go.

    Raises:
        NotAList: no table with the column of amounts, or too long.
    """
    listed = read_list(plan(), data, name, most=MOST)
    found = [_payment(listed, line, unit) for line in listed.lines if not _is_total(line)]
    problems = [one for one in found if isinstance(one, Problem)]
    empty = {one.row for one in problems}
    totals = {line.number for line in listed.lines if _is_total(line)}
    problems += [one for one in listed.problems if one.row not in empty | totals]
    payments = tuple(one for one in found if isinstance(one, Payment))
    if not payments and not problems:
        raise NotAList(_("列名下面没有支付。"))
    return ReadList(payments=payments, problems=tuple(sorted(problems, key=lambda one: one.row)))


def pasted(text: str) -> bytes:
    """What was pasted from a spreadsheet, as a file."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def _is_total(line: Line) -> bool:
    """Whether the row is a sum at the foot of a page or of the list: it is no payment."""
    words = [text.replace(" ", "").replace("\u3000", "") for key, text in line.texts.items() if key != "amount" and text]
    return any(word in ("合计", "小计", "总计", "本月合计", "本年累计", "本页合计") for word in words) and not line["payee"]


def _payment(listed: Listed, line: Line, unit: str) -> Payment | Problem:
    figure = read_figure(line["amount"], unit=unit)
    if figure is None or figure.unit not in _UNITS:
        return listed.problem(line, "amount", _("不是金额。"))
    amount = figure.value * _UNITS[figure.unit]
    if abs(amount) >= _LARGEST or amount != amount.quantize(Decimal(1).scaleb(-_PLACES)):
        return listed.problem(line, "amount", _("金额须精确到分。"))
    return Payment(
        row=line.number,
        amount=amount.quantize(Decimal(1).scaleb(-_PLACES)),
        voucher=line["voucher"][:_LONGEST],
        paid_on=_day(line["paid_on"]),
        payee=line["payee"][:_LONGEST],
        purpose=line["purpose"][:_LONGEST],
    )


def _day(text: str) -> datetime.date | None:
    """The day in the cell; exports write it with a time behind it, or as eight digits."""
    plain = re.split(r"[ T]", text.strip())[0]
    with suppress(ValueError):
        return datetime.date.fromisoformat(plain)
    read = read_date(plain)
    if read is None or not (read.year and read.month and read.day):
        return None
    return read.first


def restored(rows: Iterable[dict[str, Any]]) -> tuple[Payment, ...]:
    """The payments as they were stored."""
    return tuple(
        Payment(
            **{**row, "amount": Decimal(row["amount"]), "paid_on": datetime.date.fromisoformat(row["paid_on"]) if row["paid_on"] else None}
        )
        for row in rows
    )


def digest_of(payments: Sequence[Payment]) -> str:
    """The digest of a list: the same rows in the same order give the same, wherever they were pasted from."""
    told = json.dumps([one.stored() for one in payments], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def total(payments: Iterable[Payment]) -> Decimal:
    """The sum in yuan."""
    return sum((one.amount for one in payments), Decimal(0))
