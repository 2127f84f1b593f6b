"""Prose is recomputed only where the sentence itself ties its numbers together."""

import pytest

from jiheng.checks.computations import Computation, computations
from jiheng.regulation import load_standard

STANDARD = load_standard("cn")


def found(text: str, year: int | None = 2024) -> list[Computation]:
    return list(computations(text, year, STANDARD))


@pytest.mark.parametrize(
    ("text", "expression", "computed", "holds", "is_sure"),
    [
        ("修剪行道树30株，补植行道树20株，合计50株。", "30+20", "50", True, True),
        ("投入资金100万元，其中：人工费60万元，材料费40万元。", "60+40", "100", True, False),
        ("投入资金100万元，其中：人工费80万元，材料费40万元。", "80+40", "120", False, True),
        ("投入资金100万元，其中：人工费60万元，材料费39.4万元。", "60+39.4", "99.4", False, False),
        ("3月1日至3月10日共10天。", "3月1日至3月10日（含首尾）", "10", True, False),
        ("3月1日至4月10日历时60天。", "3月1日至4月10日（含首尾）", "41", False, True),
    ],
)
def test_sums_parts_and_spans_are_recomputed(text: str, expression: str, computed: str, holds: bool, is_sure: bool) -> None:
    (only,) = found(text)
    assert (only.expression, str(only.computed), only.holds, only.is_sure) == (expression, computed, holds, is_sure)


@pytest.mark.parametrize(
    "text",
    [
        "修剪行道树30株，补植行道树20株，合计80株。",  # what stands before a total need not be its parts
        "修剪行道树30株，合计30株。",
        "投入资金100万元，其中：人工费60万元，材料费20万元。",  # parts that are not all told
        "投入资金100万元，其中：人工费60万元。",
        "投入资金100万元，其中：每人补助60万元，材料费40万元。",
        "2月1日至2月30日共30天。",
        "6月10日至6月1日共10天。",
    ],
)
def test_what_the_sentence_does_not_tie_together_is_left_alone(text: str) -> None:
    assert [computation for computation in found(text) if not computation.holds] == []
