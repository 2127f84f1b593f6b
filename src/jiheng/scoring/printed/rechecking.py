"""A published score against the rule its own row prints: the points the rule gives for the row's own inputs, with the trace.

Runs the same rule kinds as scoring. Where the inputs are not all told, only scores that the rule can never give are wrong; where too little
is told, there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from jiheng.model import Direction, Estimate, Interval, RuleInputs, RuleSpec, amounts, read_date
from jiheng.scoring.printed import inputs as told
from jiheng.scoring.printed.inputs import Row
from jiheng.scoring.printed.reading import Reading, limit_of
from jiheng.scoring.printed.wording import decimal, flat
from jiheng.scoring.rules.kind import WrongRule, load_rule
from jiheng.scoring.trace import Points, Trace

_PROPORTIONS: Final = ("at_least", "at_most", "exactly", "proportional", "by_deviation", "over_fulfilment", "pass_line")
_GENERIC: Final = ("实际完成值", "完成值", "实际值", "指标值", "实际", "指标", "满意度", "完成情况", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """What a rule gives. ``points``: results that are right (one, or several where the paper leaves how to count); ``possible``: all the
    scores the rule can ever give, where the row does not say enough for one result.
    """

    kind: str
    points: tuple[Points, ...] = ()
    possible: tuple[Interval, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether the row says enough for a result."""
        return bool(self.points)

    def agreeing(self, stated: Interval) -> Points | None:
        """The result that a printed score agrees with."""
        return next((points for points in self.points if stated.overlaps(points.estimate.interval)), None)

    def agrees(self, stated: Interval) -> bool:
        """Whether the printed score is right, or at least possible."""
        return self.agreeing(stated) is not None if self.points else any(stated.overlaps(one) for one in self.possible)


def recheck(reading: Reading, row: Row) -> Rechecked | None:
    """The points of a row by its own printed rule; None when the row does not say enough to check anything."""
    if row.weight <= 0 or (reading.top is not None and reading.top != row.weight):
        return None
    found = _FAMILIES.get(reading.kind, _none)(reading, row)
    return found if found is not None and (found.points or found.possible) else None


def _none(reading: Reading, row: Row) -> None:  # noqa: ARG001 - a kind that cannot be rechecked
    return None


def _score(spec: RuleSpec | None, row: Row, given: RuleInputs) -> Points | None:
    if spec is None:
        return None
    try:
        found = load_rule(spec).score(row.weight, given)
    except WrongRule:
        return None
    return found if isinstance(found, Points) else None


def _result(reading: Reading, *points: Points | None) -> Rechecked | None:
    known = tuple(one for one in points if one is not None)
    return Rechecked(kind=reading.kind, points=known) if known else None


def _proportional(reading: Reading, row: Row) -> Rechecked | None:
    actual, target = told.reached(row), row.target
    if actual is None or target is None or target.figure is None or target.upper is not None or target.figure.value <= 0:
        return None
    given = RuleInputs(target=target, actual=actual)
    spec: RuleSpec | None = replace(reading, floor=None).spec(row.weight, target)
    at_most = target.direction is Direction.AT_MOST
    if reading.kind in ("at_least", "over_fulfilment") and at_most:
        return _equal(reading, row, given)  # the rule is against its target: another check's finding
    if reading.kind == "at_most" and target.direction is Direction.AT_LEAST:
        return _equal(reading, row, given)
    if reading.kind == "proportional" and target.direction is None:
        if row.less_may_be_better:
            return _equal(reading, row, given)
        spec = RuleSpec(kind="at_least")
    points = _score(spec, row, given)
    if reading.floor is None or points is None:
        return _result(reading, points, *_rounded_first(row, given, spec))
    completion = _score(RuleSpec(kind="at_most" if at_most else "at_least"), Row(name="", weight=Decimal(1)), given)
    if completion is not None and completion.estimate.value < reading.floor:
        return _result(
            reading, _zero(f"{completion.trace.sentence.partition('，')[0]}，低于 {_percent(reading.floor)}，不得分", reading.kind)
        )
    return _result(reading, points)


def _rounded_first(row: Row, given: RuleInputs, spec: RuleSpec | None) -> list[Points | None]:
    """The same with the completion rate rounded to whole percents, or to two decimals of one, before it is multiplied."""
    if spec is None or spec.kind not in ("at_least", "at_most", "proportional"):
        return []
    ways = (spec.parameters | {"rate_decimals": decimals} for decimals in (0, 2))
    return [_score(RuleSpec(kind=spec.kind, parameters=way), row, given) for way in ways]


def _equal(reading: Reading, row: Row, given: RuleInputs) -> Rechecked | None:
    """Only a value equal to its target is sure to earn full marks."""
    goal, done = given.target, given.actual
    if goal is None or done is None or goal.figure is None or done.figure is None:
        return None
    if goal.figure.value != done.figure.value or (done.figure.unit and goal.figure.unit and done.figure.unit != goal.figure.unit):
        return None
    return _result(reading, _full(row, f"实际 {done.figure.with_unit} 等于目标 {goal.figure.with_unit}", reading.kind))


def _full(row: Row, why: str, kind: str) -> Points:
    sentence = f"{why}，得满分 {amounts.text(row.weight, None)}"
    return Points(estimate=Estimate.exactly(row.weight), trace=Trace(sentence=sentence), rule=kind)


def _zero(sentence: str, kind: str) -> Points:
    return Points(estimate=Estimate.exactly(Decimal(0)), trace=Trace(sentence=sentence), rule=kind)


def _percent(ratio: Decimal) -> str:
    return f"{amounts.text(ratio * 100, None)}%"


def _value(reading: Reading, row: Row) -> RuleInputs | None:
    """The value a rate, bands or a slide look at."""
    if reading.parameters.get("of") == "completion" or (
        reading.at_target and (limit_of(row.target, percent=not reading.parameters.get("plain_numbers")) or {}).get("of")
    ):
        actual = told.reached(row)
        return RuleInputs(target=row.target, actual=actual) if actual is not None and row.target is not None else None
    subject, name = reading.subject, flat(row.name)
    if subject and subject not in _GENERIC and not (subject in name or name in subject):
        found = told.named(subject, row)
        return RuleInputs(actual=found) if found is not None else _terms(reading, row)
    actual = told.reached(row) or told.named(subject or row.name, row)
    if actual is None or actual.figure is None:
        return _terms(reading, row)
    percent = not reading.parameters.get("plain_numbers")
    if percent and actual.figure.unit not in ("%", ""):
        return None
    if percent and not actual.figure.unit and (row.target is None or row.target.unit != "%" or actual.figure.value > 1):
        return None
    return RuleInputs(actual=actual, target=row.target)


def _terms(reading: Reading, row: Row) -> RuleInputs | None:
    if reading.terms is None:
        return None
    over, under = told.amount_of(reading.terms[0], row), told.amount_of(reading.terms[1], row)
    if over is None or under is None:
        return None
    return RuleInputs.model_validate({"numerator": over, "denominator": under})


def _ratio_of(given: RuleInputs, reading: Reading) -> Decimal | None:
    """The number that bands and limits are compared with."""
    weight = Row(name="", weight=Decimal(1))
    if reading.parameters.get("of") == "completion":
        points = _score(RuleSpec(kind="at_least"), weight, given)
        return points.estimate.value if points is not None else None
    if given.numerator is not None and given.denominator is not None:
        return given.numerator.value / given.denominator.value if given.denominator.value else None
    figure = given.actual.figure if given.actual is not None else None
    if figure is None:
        return None
    return figure.value / 100 if figure.unit == "%" else figure.value


def _rate(reading: Reading, row: Row) -> Rechecked | None:
    given = _value(reading, row)
    return _result(reading, _score(reading.spec(row.weight, row.target), row, given)) if given is not None else None


def _banded(reading: Reading, row: Row) -> Rechecked | None:
    given = _value(reading, row)
    if given is None:
        return None
    value = _ratio_of(given, reading)
    if value is None:
        return None
    if reading.proportional is not None and _inside(value, reading.proportional):
        return _in_proportion(reading, row, given)
    spec = RuleSpec(kind="bands", parameters=reading.parameters)
    bands = load_rule(spec).model_dump()["bands"]
    held = [band for band in bands if _holds(band, value)]
    if not held:
        return None  # between two bands: nobody says what it earns
    points = [_score(spec, row, given)]
    if reading.loose:
        for band in bands:
            if value in (band["at_least"], band["above"], band["at_most"], band["below"]) and band is not held[0]:
                earned = min(band["points"], row.weight) if band["points"] is not None else row.weight * band["share"]
                sentence = f"{_percent(value)} 在两档交界，按另一档得 {amounts.text(earned, None)}"
                points.append(Points(estimate=Estimate.exactly(earned), trace=Trace(sentence=sentence), rule="bands"))
    return _result(reading, *points)


def _holds(band: dict[str, Decimal | None], value: Decimal) -> bool:
    low, above, high, below = band["at_least"], band["above"], band["at_most"], band["below"]
    return (
        (low is None or value >= low)
        and (above is None or value > above)
        and (high is None or value <= high)
        and (below is None or value < below)
    )


def _inside(value: Decimal, bounds: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = bounds
    return (low is None or value * 100 >= low) and (high is None or value * 100 < high)


def _in_proportion(reading: Reading, row: Row, given: RuleInputs) -> Rechecked | None:
    """按比例: weight × the value, or weight × the value ÷ what earns full marks; papers mean either."""
    value = _ratio_of(given, reading)
    high = reading.proportional[1] if reading.proportional is not None else None
    if value is None:
        return None
    points = []
    for base in dict.fromkeys((Decimal(1), high / 100 if high else Decimal(1))):
        share = min(value / base, Decimal(1))
        over = "" if base == 1 else f" ÷ {_percent(base)}"
        earned = row.weight * share
        sentence = f"{_shown(row.weight)} × {_percent(amounts.half_up(value, 4))}{over} = {_shown(amounts.half_up(earned, 2))}"
        points.append(Points(estimate=Estimate.exactly(earned), trace=Trace(sentence=sentence), rule="proportional"))
    return _result(reading, *points)


def _shown(value: Decimal) -> str:
    return amounts.text(value, None)


def _sliding(reading: Reading, row: Row) -> Rechecked | None:
    given = _value(reading, row)
    spec = replace(reading, floor=None, both_ways=False).spec(row.weight, row.target)
    if given is None or spec is None:
        return None
    value, parameters = _ratio_of(given, reading), dict(spec.parameters)
    if reading.at_target and _slides_on_the_good_side(row, parameters):
        return None  # another check's finding
    if reading.floor is not None and value is not None and value < reading.floor:
        return _result(reading, _zero(f"{_percent(value)} 低于 {_percent(reading.floor)}，不得分", reading.kind))
    if reading.both_ways and value is not None:
        parameters["direction"] = "at_most" if value > Decimal(parameters["limit"]) else "at_least"
    ways = [parameters | {"steps": steps} for steps in ("proportional", "full", "started")]
    return _result(reading, *(_score(RuleSpec(kind=spec.kind, parameters=way), row, given) for way in ways))


def _slides_on_the_good_side(row: Row, parameters: dict[str, Any]) -> bool:
    """Whether the rule takes points where the target says it is good, or the completion of an upper bound would have to be known."""
    direction = row.target.direction if row.target is not None else None
    if direction not in (Direction.AT_LEAST, Direction.AT_MOST):
        return False
    return direction.value != parameters["direction"] or (direction is Direction.AT_MOST and "of" in parameters)


def _occurrences(reading: Reading, row: Row) -> Rechecked | None:
    spec, count = reading.spec(row.weight), told.occurrences(row)
    if spec is None:
        return None
    lost, most = Decimal(spec.parameters["lost"]), min(Decimal(spec.parameters.get("most", row.weight)), row.weight)
    steps = {max(row.weight - min(lost * times, most), Decimal(0)) for times in range(int(row.weight / lost) + 2)}
    possible = tuple(Interval.point(value) for value in sorted(steps, reverse=True))
    points = _score(spec, row, RuleInputs(occurrences=count)) if count else None
    return Rechecked(kind=reading.kind, points=(points,) if points else (), possible=possible)


def _list(reading: Reading, row: Row) -> Rechecked | None:
    each: Decimal | None = reading.parameters.get("each")
    steps = [Fraction(step) for step in reading.parameters.get("steps", ())] or [Fraction(1)]
    losses = [Fraction(each) / Fraction(row.weight)] * len(reading.parts) if each is not None else list(reading.parts)
    reachable = {Fraction(0)}
    for loss in losses:
        reachable |= {min(known + loss * step, Fraction(1)) for known in reachable for step in steps}
        if len(reachable) > 4096:
            return None
    if any(point.get("veto") for point in reading.parameters["points"]):
        reachable.add(Fraction(1))
    return Rechecked(kind=reading.kind, possible=tuple(_around(row.weight * decimal(1 - loss)) for loss in sorted(reachable)))


def _around(value: Decimal) -> Interval:
    """A third of the points is printed with two decimals at least; no more is known of it."""
    exact = value == amounts.half_up(value, 2)
    return Interval.point(value) if exact else Interval.between(value - Decimal("0.005"), value + Decimal("0.005"))


def _opinion(reading: Reading, row: Row) -> Rechecked | None:
    levels = reading.parameters["levels"]
    spans = {level["name"]: _span(level, row.weight) for level in levels}
    named = told.opinion(row, spans)
    if named is None:
        return Rechecked(kind=reading.kind, possible=tuple(spans.values()))
    span = spans[named]
    sentence = f"评定为「{named}」，按规则得 {_shown(span.high)}" + ("" if span.low == span.high else f"—{_shown(span.low)}") + " 分"
    points = Points(estimate=Estimate(value=span.high, interval=span), trace=Trace(sentence=sentence), rule=reading.kind)
    return Rechecked(kind=reading.kind, points=(points,), possible=tuple(spans.values()))


def _span(level: dict[str, Decimal], weight: Decimal) -> Interval:
    if "points" in level:
        return Interval.point(min(level["points"], weight))
    if "share" in level:
        return Interval.point(weight * level["share"])
    return Interval.between(weight * level["low"], weight * level["high"])


def _on_time(reading: Reading, row: Row) -> Rechecked | None:
    spec = reading.spec(row.weight)
    if spec is None:
        return None
    otherwise, per_day = Decimal(spec.parameters.get("otherwise", 0)), spec.parameters.get("per_day")
    due = read_date(reading.due) if reading.due else row.target.date if row.target is not None else None
    done = told.finished(row)
    limits, days = told.span(due) if due is not None else None, told.span(done) if done is not None else None
    if limits is not None and days is not None and (days[1] <= limits[1] or days[0] > limits[1]):
        if per_day is not None and days[0] > limits[1] and days[0] != days[1]:
            return None
        in_time = days[1] <= limits[1]
        points = _score(spec, row, RuleInputs(planned_on=limits[1], finished_on=days[1] if in_time else days[0]))
        if points is None or due is None or done is None or (per_day is not None and not in_time):
            return _result(reading, points)
        sentence = f"{done.text}完成，{'不' if in_time else ''}晚于计划的{due.text}，得 {_shown(points.estimate.value)}"
        return _result(reading, points.model_copy(update={"trace": Trace(sentence=sentence)}))
    late = told.days_late(row)
    if late is not None and per_day is not None:
        left = max(row.weight - Decimal(per_day) * late, Decimal(0))
        sentence = f"逾期 {late} 天，每天扣 {_shown(Decimal(per_day))} 分，得 {_shown(left)}"
        return _result(reading, Points(estimate=Estimate.exactly(left), trace=Trace(sentence=sentence), rule=reading.kind))
    if per_day is not None or (limits is not None and days is not None):
        return None
    both = (Interval.point(row.weight), Interval.point(row.weight * otherwise))
    if (was := told.was_late(row)) is not None:
        points = _full(row, "按期完成", reading.kind) if not was else None
        return Rechecked(kind=reading.kind, points=(points,) if points else (), possible=both)
    return Rechecked(kind=reading.kind, possible=both)


def _yes_no(reading: Reading, row: Row) -> Rechecked | None:
    spec = reading.spec(row.weight)
    if spec is None:
        return None
    actual = told.reached(row)
    both = (Interval.point(row.weight), Interval.point(row.weight * Decimal(spec.parameters.get("otherwise", 0))))
    if reading.words or actual is None or row.target is None:
        return Rechecked(kind=reading.kind, possible=both)
    if row.target.upper is not None or (row.target.direction is None and actual.figure != row.target.figure and row.less_may_be_better):
        return Rechecked(kind=reading.kind, possible=both)
    parameters = dict(spec.parameters)
    if row.target.direction in (None, Direction.EXACTLY):
        parameters.setdefault("direction", "at_least")
    points = _score(RuleSpec(kind=spec.kind, parameters=parameters), row, RuleInputs(target=row.target, actual=actual))
    return Rechecked(kind=reading.kind, points=(points,) if points else (), possible=both)


def _quotient(reading: Reading, row: Row) -> Rechecked | None:
    given = _terms(reading, row)
    if given is None:
        actual, goal = told.reached(row), row.target.figure if row.target is not None else None
        if actual is None or actual.figure is None or reading.spec(row.weight) is None:
            return None
        if actual.figure.unit == "%":
            return _result(reading, _score(RuleSpec(kind="by_rate"), row, RuleInputs(actual=actual)))
        if goal is None or goal.unit == "%" or row.target is None or row.target.upper is not None:
            return None
        return _result(reading, _score(RuleSpec(kind="at_least"), row, RuleInputs(target=row.target, actual=actual)))
    return _result(reading, _score(reading.spec(row.weight), row, given))


_FAMILIES: Final[dict[str, Callable[[Reading, Row], Rechecked | None]]] = {
    **dict.fromkeys(_PROPORTIONS, _proportional),
    "by_rate": _rate,
    "bands": _banded,
    "threshold_slide": _sliding,
    "per_occurrence": _occurrences,
    "check_list": _list,
    "graded_opinion": _opinion,
    "on_time": _on_time,
    "all_or_nothing": _yes_no,
    "count_ratio": _quotient,
}
