"""Printed rules are read as the kind they state, whole or not at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.model import read_target
from jiheng.scoring.printed import Reading, understand
from jiheng.scoring.printed.points import listed
from jiheng.scoring.printed.wording import fraction, number_of, spelled
from jiheng.scoring.rules.kind import load_rule

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "printed_rules.yaml").read_text("utf-8"))
FIELDS = ("subject", "terms", "top", "lost_share", "at_target", "both_ways", "proportional", "floor", "due")
UNDERSTOOD = [case for case in CASES if case["kind"]]


def plain(value: Any) -> Any:
    """Decimals as text, tuples as lists, as the file writes them."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def shown(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"kind": None}
    found = {"kind": reading.kind} | ({"parameters": plain(reading.parameters)} if reading.parameters else {})
    return found | {name: plain(getattr(reading, name)) for name in FIELDS if getattr(reading, name)}


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['kind']}" for number, case in enumerate(CASES)])
def test_a_text_is_the_rule_it_states_or_none(case: dict[str, Any]) -> None:
    assert shown(understand(case["text"])) == {name: value for name, value in case.items() if name != "text"}


@pytest.mark.parametrize("case", UNDERSTOOD, ids=[f"{number}-{case['kind']}" for number, case in enumerate(UNDERSTOOD)])
def test_a_rule_that_is_read_is_a_rule_that_scores(case: dict[str, Any]) -> None:
    reading = understand(case["text"])
    assert reading is not None
    weight = reading.top or Decimal(10)
    spec = reading.spec(weight, read_target("≥50家" if reading.parameters.get("plain_numbers") else "≥90%"))
    if reading.proportional is not None or reading.floor is not None or reading.both_ways:
        assert spec is None, "no kind says this"
    else:
        assert spec is not None
        assert load_rule(spec).describe(weight)


def test_there_are_many_wordings() -> None:
    assert len(CASES) >= 150
    assert sum(case["kind"] is None for case in CASES) >= 35


@pytest.mark.parametrize("case", UNDERSTOOD, ids=[f"{number}-{case['kind']}" for number, case in enumerate(UNDERSTOOD)])
def test_room_for_judgement_makes_a_rule_unreadable(case: dict[str, Any]) -> None:
    assert understand(f"{case['text'].rstrip('。；;')}；其他情况由评价组酌情扣分。") is None


def test_full_marks_named_by_the_text_must_be_the_weight() -> None:
    reading = understand("达到95%得5分，每降低1个百分点扣0.5分")
    assert reading is not None
    assert reading.spec(Decimal(5)) is not None
    assert reading.spec(Decimal(4)) is None


def test_a_slide_from_the_target_needs_a_target_in_its_unit() -> None:
    percent, counted = understand("达到目标值得满分，每降低1个百分点扣1分"), understand("达到目标值得满分，每少1户扣0.5分")
    assert percent is not None
    assert counted is not None
    assert percent.spec(Decimal(5), None) is None
    of_rate = percent.spec(Decimal(5), read_target("≥90%"))
    assert of_rate is not None
    assert Decimal(of_rate.parameters["limit"]) == Decimal("0.9")
    of_count = percent.spec(Decimal(5), read_target("≥50家"))
    assert of_count is not None
    assert of_count.parameters["of"] == "completion"
    assert counted.spec(Decimal(5), read_target("≥90%")) is None
    assert percent.spec(Decimal(5), read_target("30-50家")) is None


def test_a_loss_as_a_share_needs_the_weight() -> None:
    reading = understand("缺1项扣20%权重分")
    assert reading is not None
    assert reading.spec(None) is None
    spec = reading.spec(Decimal(5))
    assert spec is not None
    assert Decimal(spec.parameters["lost"]) == 1


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("大于等于95％", "≥95%"),
        ("不高于5万元", "≤5万元"),
        ("未达到95%", "<95%"),
        ("80%～90%", "80%-90%"),
        ("分值×完成率÷2", "分值*完成率/2"),
        ("百分之八十", "80%"),
        ("四分之一", "1/4"),
        ("一个百分点", "1百分点"),
        ("“三公”经费", "三公经费"),
    ],
)
def test_texts_are_brought_to_one_spelling(printed: str, expected: str) -> None:
    assert spelled(printed) == expected


def test_numerals_and_shares() -> None:
    assert [number_of(text) for text in ("四", "十", "十二", "二十", "7", "两")] == [4, 10, 12, 20, 7, 2]
    assert fraction("1/0") == 0


def test_points_are_listed_in_any_numbering() -> None:
    for text in (
        "①甲；②乙。以上两项各占1/2",
        "1.甲；2.乙。以上两项各占1/2",
        "（1）甲；（2）乙。以上两项各占1/2",
        "一是甲；二是乙。以上两项各占1/2",
    ):
        points, head, tail = listed(spelled(text))
        assert points == ("甲", "乙")
        assert head == ""
        assert "各占1/2" in tail
    assert listed("甲、乙")[0] == ()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"①②③得扣分每%0189≥≤<>=。；，（）*/-", "满分", "不得分", "完成率", "目标值", "权重的20%", "以上三项", "按比例得分"]
        ),
        max_size=24,
    )
)
def test_no_text_breaks_the_reader(parts: list[str]) -> None:
    reading = understand("".join(parts))
    assert reading is None or reading.kind


@pytest.mark.parametrize(
    "text",
    [
        # bands of two things, in two units, in points and shares, with two stretches in proportion
        "资金到位率≥95%得满分，资金使用率80%-95%得80%，低于60%不得分",
        "≥10次得满分，80%-90%得50%，低于60%不得分",
        "≥95%得10分，80%-95%得80%，低于60%不得分",
        "≥90%得满分，60%-90%按比例得分，30%-60%按比例得分，<30%不得分",
        "达到目标值得满分，5-7次得50%，少于5次不得分",
        "≥95%得3-5分，80%-95%得2分，低于80%不得分",
        # slides twice, the wrong way, in another unit, with another floor
        "达到95%得满分，每低1个百分点扣0.5分，每高1个百分点扣0.1分",
        "≥95%得满分，每超过1个百分点扣0.5分",
        "≤10%得满分，每降低1个百分点扣0.5分",
        "达到95%得满分，达到90%得3分，每低1个百分点扣0.5分",
        "≥95%得满分，每少1户扣0.5分",
        "≥95%得满分，每低1个百分点扣0.5分，80%-90%不得分",
        "制度健全得满分，每低1个百分点扣1分",
        "不超过目标值得满分，每降低1个百分点扣1分",
        # proportions against themselves
        "实际值≤目标值得满分，超过的，得分=实际值/目标值×分值",
        "得分=分值×（完成率-60%）÷（1-50%）",
        "得分=分值×完成率×到位率",
        "得分=分值×5",
        "达到目标值得满分，按偏离度扣分，完成率低于60%不得分",
        "达到目标值得满分，达到目标值的得80%，未达到的按比例得分",
        "达到目标值且偏离度小于20%得满分，未达到的按比例得分",
        "得分=分值×完成率；得分=分值×到位率；得分=分值×执行率",
        # two counts, two items of one name, a bonus beside a deduction
        "每发现一处扣1分，每缺一项扣2分",
        "每获1项奖励加1分，每获1项奖励加2分",
        "每获1项奖励加1分，发现问题扣2分",
        # levels twice, points beside shares, days in twos
        "优得5分，优得4分，中得3分",
        "优得4-5分，良得60%，中得1分",
        "按期完成得满分，每逾期2天扣1分",
        "按期完成得满分，每逾期1天扣1分，逾期5天以上不得分",
        "达到3项标准得满分，否则得1-2分",
        "得满分",
        "①有制度（1分）；②有记录（1-2分）。",
        "①有制度（1分）；②完成率≥95%（2分）。",
        "①有制度；②有记录。以上两项各占30%，符合得分，不符合不得分。",
        "①有制度；②有记录。以上两项，一项不符合扣30%。",
        "①有制度；②有记录。以上两项中，①至②每项满分1分，每发现一处不符扣0.3分，扣完为止。",
        "①甲；②乙。以上两项中，②中每小点占20%的权重分。",
        "满" * 3000,
    ],
)
def test_rules_at_odds_with_themselves_are_not_read(text: str) -> None:
    assert understand(text) is None
