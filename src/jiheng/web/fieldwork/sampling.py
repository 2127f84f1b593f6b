"""Which payments are looked at: at random from a seed, by amount, by risk. The same list and the same seed give the same draw.

Risk is the sum of the places a payment has under each measure: no measure weighs more than another, and no threshold is needed.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.model.amounts import text
from jiheng.web.fieldwork.payments import Payment


class Method(models.TextChoices):
    """How payments are chosen."""

    RANDOM = "random", gettext_lazy("随机")
    AMOUNT = "amount", gettext_lazy("按金额从大到小")
    RISK = "risk", gettext_lazy("按风险从高到低")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A payment that would be drawn, and why it stands where it stands."""

    payment: Payment
    ground: str


def sample(payments: Sequence[Payment], method: Method, size: int, seed: str) -> tuple[Picked, ...]:
    """The first ``size`` payments in the order of the method."""
    return tuple(_RANKS[method](payments, seed)[:size])


def _random(payments: Sequence[Payment], seed: str) -> list[Picked]:
    """In the order of the digests of seed and row: anybody can count it again."""
    numbered = sorted((hashlib.sha256(f"{seed}:{one.row}".encode()).hexdigest(), one.row, one) for one in payments)
    told = _("随机，种子 {seed}，摘要 {digest}")
    return [Picked(payment=one, ground=told.format(seed=seed, digest=digest[:8])) for digest, _row, one in numbered]


def _amount(payments: Sequence[Payment], _seed: str) -> list[Picked]:
    ordered = sorted(payments, key=lambda one: (-abs(one.amount), one.row))
    return [Picked(payment=one, ground=_("金额第 {place} 大").format(place=place)) for place, one in enumerate(ordered, 1)]


def _risk(payments: Sequence[Payment], _seed: str) -> list[Picked]:
    same: _Same = Counter((one.payee, one.paid_on) for one in payments if one.payee and one.paid_on)
    columns = [[measure(one, same) for one in payments] for measure in _MEASURES]
    places = [sum(column) for column in zip(*map(_places, columns), strict=True)]
    order = sorted(range(len(payments)), key=lambda row: (places[row], payments[row].row))
    return [Picked(payment=payments[row], ground=_ground(payments[row], same)) for row in order]


def _places(column: Sequence[int | Decimal]) -> list[int]:
    """For each value how many are greater."""
    ordered = sorted(column, reverse=True)
    first: dict[int | Decimal, int] = {}
    for place, value in enumerate(ordered):
        first.setdefault(value, place)
    return [first[value] for value in column]


_Same = Counter[tuple[str, datetime.date | None]]


def _size(one: Payment, _same: _Same) -> Decimal:
    return abs(one.amount)


def _roundness(one: Payment, _same: _Same) -> int:
    """How many noughts the amount ends with, before the point."""
    if not one.amount or one.amount != int(one.amount):
        return 0
    digits = str(abs(int(one.amount)))
    return len(digits) - len(digits.rstrip("0"))


def _lateness(one: Payment, _same: _Same) -> int:
    """The later in the year the higher; without a date highest of all."""
    return one.paid_on.timetuple().tm_yday if one.paid_on else 400


def _repeated(one: Payment, same: _Same) -> int:
    """How many payments went to the same payee on the same day."""
    return same[one.payee, one.paid_on]


def _silence(one: Payment, _same: _Same) -> int:
    """How much is not said: voucher, payee, purpose."""
    return sum(not said for said in (one.voucher, one.payee, one.purpose))


_MEASURES: Final[tuple[Callable[[Payment, _Same], int | Decimal], ...]] = (_size, _roundness, _lateness, _repeated, _silence)


def _ground(one: Payment, same: _Same) -> str:
    told = [_("金额 {amount} 元").format(amount=text(one.amount, 2, grouped=True))]
    if noughts := _roundness(one, same):
        told.append(_("末尾 {count} 个零").format(count=noughts))
    told.append(_("{day} 支付").format(day=one.paid_on.isoformat()) if one.paid_on else _("没有日期"))
    if _repeated(one, same) > 1:
        told.append(_("同日同一收款人 {count} 笔").format(count=_repeated(one, same)))
    if silent := _silence(one, same):
        told.append(_("缺 {count} 项说明").format(count=silent))
    return "，".join(told)


_RANKS: Final[dict[Method, Callable[[Sequence[Payment], str], list[Picked]]]] = {
    Method.RANDOM: _random,
    Method.AMOUNT: _amount,
    Method.RISK: _risk,
}
