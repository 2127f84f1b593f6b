"""What if: entries changed by path, and the difference line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.sample.cases import case_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_changes import WrongChange, changed, differences
from jiheng.scoring.case_file import load_case

READ = load_case(case_text("project"), "案例.yaml")
BEFORE = score_case(READ.case, READ.frame, READ.standard)


def after(*changes: str):
    case, frame = changed(READ.case, READ.frame, changes)
    return score_case(case, frame, READ.standard)


def told(*changes: str) -> dict[str, tuple[str, str]]:
    return {item.name: (item.before, item.after) for item in differences(BEFORE, after(*changes))}


def test_changed_actual_value_changes_its_row_its_level_and_the_total_and_nothing_else() -> None:
    assert told("/indicators/12/actual=90") == {
        "3.1.2 举办技术培训场次": ("4.52", "4.8"),
        "产出": ("29.12", "29.4"),
        "总分": ("94.34", "94.62"),
    }


@pytest.mark.parametrize("name", ["12", "3.1.2", "举办技术培训场次"], ids=["place", "id", "name"])
def test_indicator_is_named_by_place_id_or_name(name: str) -> None:
    assert after(f"/indicators/{name}/actual=90").total == Decimal("94.62")


@pytest.mark.parametrize(
    ("change", "line", "score"),
    [
        ("/indicators/1.1.1/failed=[1, 5]", "1.1.1", "2.40"),
        ("/indicators/1.1.2/failed=[{point: 2, lost: 0.20}]", "1.1.2", "2.70"),
        ("/indicators/2.1.4/occurrences=4", "2.1.4", "2.00"),
        ("/indicators/3.3.1/finished_on=2025-01-02", "3.3.1", "0.00"),
        ("/values/实际支出资金=54万元", "2.1.2", "0.00"),
        ("/surveys/0/questions/0/answers/满意=100", "4.2.1", "10.00"),
        ("/indicators/5.1.1/counts={审计通报: 1}", "5.1.1", "-1.50"),
        ("/inputs/12/actual=45场", "3.1.2", "2.30"),
        ("/indicators/1.2.1/opinion=差", "1.2.1", "0.00"),
        ("/indicators/2.2.1/parts/验收及时/finished_on=2024-12-15", "2.2.1", "6.00"),
    ],
    ids=["failed", "steps", "count", "date", "figures", "survey", "bonus", "inputs", "opinion", "parts"],
)
def test_any_entry_of_a_case_can_be_changed(change: str, line: str, score: str) -> None:
    assert after(change).line(line).score == Decimal(score)


def test_weight_is_an_entry_of_the_frame() -> None:
    assert told("/indicators/1.1.1/weight=6")["1.1.1 立项依据充分性"] == ("4（分值 4）", "6（分值 6）")


def test_empty_value_takes_an_entry_away() -> None:
    assert told("/indicators/3.1.2/actual=")["3.1.2 举办技术培训场次"] == ("4.52", "不能计分")
    assert changed(READ.case, READ.frame, ["/indicators/3.1.2/actual="])[1] == READ.frame


def test_indicator_without_inputs_gets_some() -> None:
    case = READ.case.model_copy(update={"inputs": ()})
    made, _ = changed(case, READ.frame, ["/indicators/3.1.1/actual=27人"])
    assert made.inputs[0].indicator == "3.1.1"


def test_grade_and_bonus_are_told() -> None:
    found = told("/indicators/5.1.1/counts={审计通报: 2}", "/indicators/4.2.1/survey=", "/indicators/4.2.1/actual=50%")
    assert found["加减分"] == ("1", "-3")
    assert found["等级"] == ("优", "良")


def test_no_change_no_difference() -> None:
    assert differences(BEFORE, after()) == []


def test_row_and_level_that_were_not_there_are_told() -> None:
    smaller = READ.frame.model_copy(update={"indicators": READ.frame.indicators[:6]})
    before = score_case(READ.case, smaller, READ.standard)
    found = {item.name: item.before for item in differences(before, BEFORE)}
    assert found["2.1.1 资金到位率"] == "不能计分"
    assert found["过程"] == "0"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("indicators/3/actual", "应写成「路径=值」"),
        ("/indicators/99/actual=1", "没有指标「99」"),
        ("/indicators/3=1", "没有写明改哪一项"),
        ("/indicators/3/colour=1", "指标没有「colour」这一项"),
        ("/inputs/99/actual=1", "没有第 99 项，共"),
        ("/title/x=1", "下面没有「x」"),
        ("/indicators/3.1.2/occurrences=很多", "应是整数"),
        ("/indicators/1.1.1/failed=[1", "列表写得不对"),
        ("/nothing=1", "没有这一项"),
    ],
    ids=["no-value", "no-indicator", "no-field", "unknown-field", "beyond", "below-text", "wrong-value", "broken-list", "unknown"],
)
def test_change_that_cannot_be_made_says_why(change: str, said: str) -> None:
    with pytest.raises(WrongChange) as raised:
        changed(READ.case, READ.frame, [change])
    assert said in str(raised.value)
    assert change in str(raised.value)
