"""Full marks at the target, in proportion below it; a named rate; deviation; a band above which over-fulfilment earns nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jiheng.scoring.printed.awards import Gives
from jiheng.scoring.printed.conditions import When
from jiheng.scoring.printed.formulas import Formula, is_completion, read_formula
from jiheng.scoring.printed.reading import Item, Reading

_WAYS = {"up": "at_least", "down": "at_most"}


def read(items: tuple[Item, ...]) -> Reading | None:
    """The rule when every clause belongs to it."""
    pays = [item for item in items if item.gives(Gives.PROPORTION, Gives.FORMULA, Gives.DEVIATION)]
    if not pays or len(pays) > 2:
        return None
    formulas = [_formula(item) for item in pays]
    if any(formula is None for formula in formulas):
        return None
    others = [item for item in items if item not in pays]
    if any(item.gives(Gives.DEDUCT_POINTS, Gives.DEDUCT_SHARE, Gives.BONUS, Gives.SHARE) for item in others):
        return None  # 满分以外的给分不成比例
    known = [formula for formula in formulas if formula is not None]
    return _pieces(others, pays, known)


def _formula(item: Item) -> Formula | None:
    if item.gives(Gives.FORMULA):
        return read_formula(item.award.formula)
    if item.gives(Gives.DEVIATION):
        return Formula(of="deviation")
    name = item.award.formula
    if re.search(r"与|占|/", name) or name in ("比例", "相应比例", "对应比例", "实际比例", "同比例") or is_completion(name):
        return Formula(of="completion", name=name)
    if re.fullmatch(r"[\u4e00-\u9fff]{2,14}(?:率|度|占比|比例)", name):
        return Formula(of="completion" if re.search(r"完成|实现|达成", name) else "rate", name=name)
    return None


def _pieces(others: list[Item], pays: list[Item], formulas: list[Formula]) -> Reading | None:
    cliff: Decimal | None = None
    floor: Decimal | None = None
    top: Decimal | None = None
    met = full_at_excess = False
    way = ""
    for item in others:
        kinds = {condition.when: condition for condition in item.conditions}
        excess = kinds.pop(When.EXCESS, None)
        rest = list(kinds.values())
        if excess is not None and item.gives(Gives.ZERO) and all(one.when in (When.MET, When.OVER) for one in rest):
            cliff = excess.low if excess.high is None and excess.low_included and excess.unit == "%" else None
            if cliff is None:
                return None
        elif item.gives(Gives.FULL, Gives.POINTS) and rest and all(_is_target(one.when, one.subject, one.low, one.high) for one in rest):
            met, full_at_excess = True, excess is not None
            way = way or next((one.direction for one in rest if one.direction), "")
            top = Decimal(item.award.low.numerator) / item.award.low.denominator if item.gives(Gives.POINTS) else top
        elif item.gives(Gives.ZERO) and len(rest) == 1 and rest[0].when is When.RANGE and rest[0].low is None and rest[0].unit == "%":
            subject, own = rest[0].subject, {formula.name for formula in formulas if formula.of == "rate"}
            named = not subject or is_completion(subject) or any(name.endswith(subject) for name in own)
            if rest[0].high is None or rest[0].high_included or not named:
                return None
            floor = rest[0].high / 100
        elif (
            item.gives(Gives.ZERO) and item.asks(When.UNMET) and any(one.text.startswith("部分") for pay in pays for one in pay.conditions)
        ):
            continue  # 未完成（即一点没有）不得分
        elif not (item.asks(When.RANGE) and rest[0].low == 100 and rest[0].high is None and item.gives(Gives.FULL)):
            return None
    if any(not _pays_below(item, formula) for item, formula in zip(pays, formulas, strict=True)):
        return None
    if full_at_excess and cliff is None:
        return None
    return _kind(formulas, pays, way, cliff, floor, top, met=met)


def _is_target(when: When, subject: str, low: Decimal | None, high: Decimal | None) -> bool:
    if when in (When.MET, When.OVER):
        return True
    return when is When.RANGE and low == 100 and high in (None, Decimal(100)) and (not subject or is_completion(subject) or "率" in subject)


def _pays_below(item: Item, formula: Formula) -> bool:
    """Whether a proportional award stands where one can be: below the target, above it for a deviation, or alone."""
    whens = {condition.when for condition in item.conditions}
    if formula.of == "deviation":
        return whens <= {When.OVER, When.ALWAYS, When.ELSE, When.EXCESS, When.UNMET}
    below = all(one.when is not When.RANGE or (one.unit == "%" and one.low is None) for one in item.conditions)
    return whens <= {When.UNMET, When.ELSE, When.ALWAYS, When.RANGE, When.LEVEL, When.OVER} and below


def _kind(
    formulas: list[Formula], pays: list[Item], way: str, cliff: Decimal | None, floor: Decimal | None, top: Decimal | None, *, met: bool
) -> Reading | None:
    first, more = formulas[0], formulas[1:]
    top = top or first.weight
    parameters: dict[str, Any] = {}
    if more:
        # 未达到按比例，超过的按偏离度
        if {first.of, more[0].of} <= {"up", "completion", "deviation"} and "deviation" in (first.of, more[0].of) and met:
            return Reading(kind="exactly", parameters={"above": "deviation"}, top=top) if cliff is None and floor is None else None
        return None
    if first.of == "deviation":
        return Reading(kind="by_deviation", top=top) if cliff is None and floor is None else None
    if first.of == "pass_line":
        return Reading(kind="pass_line", parameters={"line": first.line}, top=top) if cliff is None else None
    if first.of in ("rate", "quotient"):
        if cliff is not None or (met and first.of == "quotient"):
            return None
        if first.of == "quotient" and first.terms is not None:
            names = {"numerator": first.terms[0], "denominator": first.terms[1]}
            return Reading(kind="count_ratio", parameters=names, terms=first.terms, top=top) if floor is None else None
        parameters = {"name": first.name} | ({"floor": floor} if floor is not None else {})
        return Reading(kind="by_rate", parameters=parameters, subject=first.name, top=top)
    if cliff is not None:
        ok = first.of in ("up", "completion") and way in ("", "up") and floor is None
        return Reading(kind="over_fulfilment", parameters={"limit": cliff / 100}, top=top) if ok else None
    way = way or ("up" if first.of == "up" else "down" if first.of == "down" else "")
    over = any(condition.when is When.OVER for item in pays for condition in item.conditions)
    if over and not way:
        way = "down"
    if (first.of == "up" and way == "down") or (first.of == "down" and way == "up"):
        return None
    if way:
        return Reading(kind=_WAYS[way], top=top, floor=floor)
    return Reading(kind="proportional", top=top, floor=floor)
