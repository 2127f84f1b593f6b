"""A row may print its own rule; the usual rule printed is still the usual one."""

from decimal import Decimal

import pytest

from jiheng.checks.own_rules import is_usual, own_rule, row_of
from jiheng.model import Indicator
from jiheng.regulation import load_standard
from jiheng.testing import form

STANDARD = load_standard("cn")


def row(**fields: str) -> Indicator:
    return form({"indicators": [{"name": "养护里程", "weight": "10", "target": "≥50公里", "actual": "40公里", **fields}]}).indicators[0]


@pytest.mark.parametrize(
    ("rule", "target", "usual"),
    [
        ("达到目标值得满分，未达到的按完成比例得分", "≥50公里", True),
        ("达到目标值得10分，未达到的按完成比例得分", "≥50公里", True),
        ("完成率低于60%不得分，其余按完成比例得分", "≥50公里", False),
        ("每少1公里扣1分，扣完为止", "≥50公里", False),
    ],
)
def test_a_printed_rule_is_usual_or_the_rows_own(rule: str, target: str, usual: bool) -> None:
    indicator = row(scoring_standard=rule, target=target)
    found = own_rule(indicator)
    assert found is not None
    assert is_usual(found, indicator) is usual


def test_a_rule_whose_maximum_is_not_the_weight_is_not_usual() -> None:
    indicator = row(scoring_standard="达到目标值得8分，未达到的按完成比例得分")
    found = own_rule(indicator)
    assert found is not None
    assert found.top == Decimal(8)
    assert not is_usual(found, indicator)


def test_a_row_without_rule_or_weight_has_none() -> None:
    assert own_rule(row()) is None
    assert row_of(row(weight=""), STANDARD) is None


def test_the_row_brings_what_its_cells_say() -> None:
    found = row_of(row(deviation_reason="雨季停工"), STANDARD)
    assert found is not None
    assert (found.weight, found.texts, found.less_may_be_better) == (Decimal(10), ("雨季停工",), False)
