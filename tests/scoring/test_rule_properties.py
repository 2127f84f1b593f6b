"""What holds for every rule and all numbers: bounds, monotony, the way back, agreement with the functions that checks use, no floats."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from jiheng.model import Direction, Estimate, Figure, RuleInputs, Target
from jiheng.scoring.rules import Operand, above_pass_line, at_least, at_most, by_deviation, by_rate, exactly
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind, load_rule
from jiheng.scoring.trace import Points

#: Few examples for each of the many rules; no deadline, for machines differ.
FEW = settings(max_examples=25, deadline=None)


def given(*strategies: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return lambda test: FEW(given_any(*strategies)(test))


BANDS = [{"at_least": "95%", "share": "1"}, {"at_least": "80%", "share": "0.8"}, {"at_least": "60%", "share": "0.5"}]
#: Rules by what happens when the number rises.
RISING = [
    {"kind": "at_least"},
    {"kind": "at_least", "parameters": {"rate_decimals": 0}},
    {"kind": "exactly"},
    {"kind": "proportional", "parameters": {"direction": "at_least"}},
    {"kind": "pass_line", "parameters": {"line": "60%"}},
    {"kind": "all_or_nothing", "parameters": {"direction": "at_least", "otherwise": "30%"}},
    {"kind": "capped", "parameters": {"rule": {"kind": "at_least"}, "most": "80%", "least": "10%"}},
    {"kind": "bands", "parameters": {"of": "completion", "bands": BANDS}},
]
FALLING = [
    {"kind": "at_most"},
    {"kind": "proportional", "parameters": {"direction": "at_most"}},
    {"kind": "all_or_nothing", "parameters": {"direction": "at_most"}},
]
EITHER = [
    {"kind": "by_deviation"},
    {"kind": "exactly", "parameters": {"above": "deviation"}},
    {"kind": "exactly", "parameters": {"above": "proportional"}},
    {"kind": "exactly", "parameters": {"above": "nothing"}},
    {"kind": "over_fulfilment", "parameters": {"limit": "20%", "beyond": "50%"}},
]
RATES_RISING = [
    {"kind": "by_rate"},
    {"kind": "by_rate", "parameters": {"floor": "60%", "rate_decimals": 2}},
    {"kind": "count_ratio", "parameters": {"full_from": "90%"}},
    {"kind": "bands", "parameters": {"bands": BANDS}},
    {"kind": "pass_line", "parameters": {"line": "60%"}},
    {"kind": "threshold_slide", "parameters": {"limit": "90%", "lost": "0.2", "direction": "at_least"}},
]
RATES_FALLING = [
    {"kind": "threshold_slide", "parameters": {"limit": "10%", "lost": "0.1"}},
    {"kind": "threshold_slide", "parameters": {"limit": "10%", "lost": "0.3", "steps": "started"}},
    {"kind": "threshold_slide", "parameters": {"limit": "10%", "lost": "0.3", "steps": "full"}},
    {"kind": "bands", "parameters": {"bands": [{"at_most": "0", "share": "1"}, {"at_most": "10%", "share": "0.4"}]}},
]

WEIGHTS = st.decimals(min_value="0.5", max_value="50", places=1)
NUMBERS = st.decimals(min_value="0.01", max_value="1000000", places=2)


def name_of(spec: dict[str, Any]) -> str:
    return "-".join([spec["kind"], *(str(value) for value in spec.get("parameters", {}).values() if isinstance(value, str))])


def ids(*lists: list[dict[str, Any]]) -> dict[str, Any]:
    specs = [spec for each in lists for spec in each]
    return {"argvalues": [pytest.param(load_rule(spec), id=name_of(spec)) for spec in specs]}


def figure(value: Decimal, unit: str = "") -> Figure:
    return Figure(value=value, unit=unit, decimals=max(-int(value.as_tuple().exponent), 0), exact=True)


def inputs(target: Decimal, actual: Decimal) -> RuleInputs:
    goal = {"figure": figure(target), "raw": str(target), "direction": Direction.AT_LEAST}
    return RuleInputs.model_validate({"target": goal, "actual": {"figure": figure(actual), "raw": str(actual)}})


def rate(top: Decimal, bottom: Decimal) -> RuleInputs:
    return RuleInputs(numerator=figure(top), denominator=figure(bottom))


def scored(rule: RuleKind, weight: Decimal, given_: RuleInputs) -> Decimal:
    found = rule.score(weight, given_)
    assert isinstance(found, Points), found
    assert isinstance(found.estimate.value, Decimal)
    assert 0 <= found.estimate.value <= weight
    assert found.estimate.interval.low <= found.estimate.value <= found.estimate.interval.high
    assert found.trace.sentence
    return found.estimate.value


@pytest.mark.parametrize("rule", **ids(RISING, FALLING, EITHER))
@given(WEIGHTS, NUMBERS, NUMBERS)
def test_points_stay_between_nothing_and_the_weight(rule: RuleKind, weight: Decimal, target: Decimal, actual: Decimal) -> None:
    scored(rule, weight, inputs(target, actual))


@pytest.mark.parametrize("rule", **ids(RISING))
@given(WEIGHTS, NUMBERS, NUMBERS, NUMBERS)
def test_more_never_earns_less(rule: RuleKind, weight: Decimal, target: Decimal, one: Decimal, more: Decimal) -> None:
    assert scored(rule, weight, inputs(target, one)) <= scored(rule, weight, inputs(target, one + more))


@pytest.mark.parametrize("rule", **ids(FALLING))
@given(WEIGHTS, NUMBERS, NUMBERS, NUMBERS)
def test_more_never_earns_more_where_less_is_better(rule: RuleKind, weight: Decimal, target: Decimal, one: Decimal, more: Decimal) -> None:
    assert scored(rule, weight, inputs(target, one)) >= scored(rule, weight, inputs(target, one + more))


@pytest.mark.parametrize("rule", **ids(RATES_RISING))
@given(WEIGHTS, NUMBERS, NUMBERS, NUMBERS)
def test_a_higher_rate_never_earns_less(rule: RuleKind, weight: Decimal, bottom: Decimal, one: Decimal, more: Decimal) -> None:
    assert scored(rule, weight, rate(one, bottom)) <= scored(rule, weight, rate(one + more, bottom))


@pytest.mark.parametrize("rule", **ids(RATES_FALLING))
@given(WEIGHTS, NUMBERS, NUMBERS, NUMBERS)
def test_a_higher_rate_never_earns_more_where_it_is_bad(
    rule: RuleKind, weight: Decimal, bottom: Decimal, one: Decimal, more: Decimal
) -> None:
    assert scored(rule, weight, rate(one, bottom)) >= scored(rule, weight, rate(one + more, bottom))


def reached(needed: Needed, given_: RuleInputs) -> RuleInputs:
    """The inputs with what is needed just reached."""
    assert needed.value is not None
    value = figure(needed.value, needed.unit if needed.what == "actual" else "")
    if needed.what == "numerator":
        return given_.model_copy(update={"numerator": value})
    return RuleInputs.model_validate({"target": given_.target, "actual": {"figure": value, "raw": "…"}})


@pytest.mark.parametrize("rule", **ids([*RISING[:6], RISING[7]], FALLING, [EITHER[0], EITHER[4]]))
@given(WEIGHTS, st.decimals(min_value="1", max_value="100000", places=1), st.decimals(min_value="0.05", max_value="1", places=2))
def test_what_is_needed_suffices(rule: RuleKind, weight: Decimal, target: Decimal, share: Decimal) -> None:
    given_ = inputs(target, target)
    needed = rule.inverse(weight, weight * share, given_)
    assume(needed is not None and needed.value)
    assert needed is not None
    # A rate rounded before it is multiplied may lose half a percent again.
    slack = weight * Decimal("0.005") if getattr(rule, "rate_decimals", None) is not None else Decimal(0)
    assert scored(rule, weight, reached(needed, given_)) >= weight * share - slack


@pytest.mark.parametrize("rule", **ids([*RATES_RISING[:1], *RATES_RISING[2:]], RATES_FALLING))
@given(WEIGHTS, st.decimals(min_value="10", max_value="100000", places=1), st.decimals(min_value="0.05", max_value="1", places=2))
def test_a_rate_that_is_needed_suffices(rule: RuleKind, weight: Decimal, bottom: Decimal, share: Decimal) -> None:
    given_ = rate(Decimal(0), bottom)
    needed = rule.inverse(weight, weight * share, given_)
    assume(needed is not None)
    assert needed is not None
    assert scored(rule, weight, reached(needed, given_)) >= weight * share


def test_there_is_no_way_to_more_than_the_weight() -> None:
    given_ = inputs(Decimal(10), Decimal(5))
    half = {"kind": "bands", "parameters": {"bands": [{"above": "60%", "points": 10}]}}
    mixed = {"kind": "bands", "parameters": {"bands": [{"at_least": "60%", "points": 10}, {"at_most": "20%", "points": 10}]}}
    assert load_rule(half).inverse(Decimal(10), Decimal(5), given_) is None
    assert load_rule(mixed).inverse(Decimal(10), Decimal(5), given_) is None
    for spec in (*RISING, *FALLING, *EITHER, *RATES_RISING, *RATES_FALLING):
        assert load_rule(spec).inverse(Decimal(10), Decimal(11), given_) is None


@given(st.integers(min_value=1, max_value=8), st.data())
def test_a_check_list_loses_what_its_points_weigh(count: int, data: st.DataObject) -> None:
    rule = load_rule({"kind": "check_list", "parameters": {"points": [{"text": str(index)} for index in range(count)]}})
    failed = data.draw(st.lists(st.integers(min_value=1, max_value=count), unique=True))
    weight = data.draw(WEIGHTS)
    value = scored(rule, weight, RuleInputs.model_validate({"failed": failed}))
    assert abs(value - weight * (count - len(failed)) / count) < Decimal("1e-20")
    fewer = scored(rule, weight, RuleInputs.model_validate({"failed": failed[1:]}))
    assert fewer >= value
    needed = rule.inverse(weight, value - Decimal("1e-9"), RuleInputs()) if value else None
    assert needed is None or (needed.value is not None and needed.value <= count - len(failed))


@given(WEIGHTS, st.decimals(min_value="0.1", max_value="3", places=1), st.integers(min_value=0, max_value=60))
def test_occurrences_cost_until_nothing_is_left(weight: Decimal, lost: Decimal, count: int) -> None:
    rule = load_rule({"kind": "per_occurrence", "parameters": {"lost": str(lost)}})
    value = scored(rule, weight, RuleInputs(occurrences=count))
    assert value == max(weight - lost * count, Decimal(0))
    needed = rule.inverse(weight, value, RuleInputs())
    assert needed is None or (needed.value is not None and needed.value >= count)


@given(WEIGHTS, st.integers(min_value=-400, max_value=400))
def test_later_never_earns_more(weight: Decimal, days: int) -> None:
    rule = load_rule({"kind": "on_time", "parameters": {"per_day": "0.1"}})
    planned = datetime.date(2024, 6, 30)
    values = [
        scored(rule, weight, RuleInputs(planned_on=planned, finished_on=planned + datetime.timedelta(days=late)))
        for late in (days, days + 1)
    ]
    assert values[0] >= values[1]


@given(WEIGHTS, NUMBERS, NUMBERS)
def test_kinds_and_the_functions_of_checks_agree(weight: Decimal, target: Decimal, actual: Decimal) -> None:
    goal, done = (Operand(estimate=Estimate.exactly(value), text=str(value)) for value in (target, actual))
    points, given_ = Operand.points(weight), inputs(target, actual)
    for spec, function in (("at_least", at_least), ("at_most", at_most), ("exactly", exactly), ("by_deviation", by_deviation)):
        expected = function(points, goal, done)
        assert expected is not None
        assert abs(scored(load_rule({"kind": spec}), weight, given_) - expected.estimate.value) < Decimal("1e-20")
    ratio = Estimate.exactly(actual) / Estimate.exactly(target)
    by_function = by_rate(points, ratio).estimate.value
    assert abs(scored(load_rule({"kind": "by_rate"}), weight, rate(actual, target)) - by_function) < Decimal("1e-20")
    line = Decimal("0.6")
    passed = above_pass_line(points, ratio, line).estimate.value
    found = scored(load_rule({"kind": "pass_line", "parameters": {"line": "0.6"}}), weight, given_)
    assert abs(found - passed) < Decimal("1e-20")


@given(NUMBERS)
def test_a_target_never_reads_as_its_own_miss(value: Decimal) -> None:
    target = Target(figure=figure(value), raw=str(value), direction=Direction.AT_MOST)
    found = load_rule({"kind": "proportional"}).score(Decimal(10), RuleInputs(target=target))
    assert isinstance(found, Missing)
