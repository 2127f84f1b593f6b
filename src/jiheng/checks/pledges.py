"""What the objective promises and what the account of the year says of the same thing. No check of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.prose import is_comparable, is_count, split_unit, units_agree
from jiheng.checks.wording import likeness
from jiheng.model import SelfEvaluationForm
from jiheng.model.mentions import Change, Mention, mentions
from jiheng.regulation import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A quantity of the objective and the same thing's quantity in the account, both in the objective's unit."""

    promised: Mention
    told: Mention
    wanted: Decimal
    reached: Decimal
    alike: float


def pledges(form: SelfEvaluationForm, standard: Standard) -> list[Pledge]:
    """Promised and told quantities of the same thing, each used once, the most alike first."""
    if not form.expected_objective or not form.actual_objective:
        return []
    floor = float(standard.number("prose_pledge_floor"))
    pairs = [
        (alike, one, other)
        for one in mentions(form.expected_objective)
        for other in mentions(form.actual_objective)
        if is_count(one) and is_comparable(one) and is_comparable(other) and (alike := _alike(one, other, standard)) >= floor
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1].figure.unit != pair[2].figure.unit, abs(pair[1].start - pair[2].start)))
    found: list[Pledge] = []
    used: set[int] = set()
    for alike, one, other in pairs:
        if id(one) in used or id(other) in used:
            continue
        used |= {id(one), id(other)}
        wanted, reached = _values(one, other)
        found.append(Pledge(promised=one, told=other, wanted=wanted, reached=reached, alike=alike))
    return found


def _alike(one: Mention, other: Mention, standard: Standard) -> float:
    if one.change is not other.change or Change.DOWN in (one.change, other.change):
        return 0.0
    if not units_agree(one.figure.unit, other.figure.unit, standard):
        return 0.0
    forward = likeness(one.noun, other.noun, standard, other.phrase)
    backward = likeness(other.noun, one.noun, standard, one.phrase)
    return max(forward.mean, backward.mean)


def _values(one: Mention, other: Mention) -> tuple[Decimal, Decimal]:
    (first, _), (second, _) = split_unit(one.figure.unit), split_unit(other.figure.unit)
    return one.figure.value, other.figure.value * second / first
