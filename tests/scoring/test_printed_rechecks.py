"""A row's score is recomputed from its own rule and its own words; where they do not say enough, nothing is claimed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jiheng.model import Interval, read_actual, read_target
from jiheng.scoring.printed import Rechecked, Row, recheck, understand
from jiheng.scoring.printed.inputs import occurrences, opinion, was_late


def row(weight: str, **more: Any) -> Row:
    fields = dict(more)
    if "target" in fields:
        fields["target"] = read_target(fields["target"])
    if "actual" in fields:
        fields["actual"] = read_actual(fields["actual"])
    if "text" in fields:
        fields["texts"] = (fields.pop("text"),)
    return Row(**{"name": "某指标", "weight": Decimal(weight), **fields})


def rechecked(text: str, given: Row) -> Rechecked | None:
    reading = understand(text)
    assert reading is not None, "the rule must be understood"
    return recheck(reading, given)


def points(text: str, given: Row) -> list[str] | None:
    found = rechecked(text, given)
    if found is None:
        return None
    return [format(value.normalize(), "f") for value in dict.fromkeys(one.estimate.value for one in found.points)]


SLIDE = "达到95%得满分，每降低1个百分点扣0.5分，低于60%不得分"
BANDS = "满意度90%（含）以上得10分，80%（含）至90%得8分，60%（含）至80%得6分，60%以下不得分"
RATE_BANDS = "资金到位率=实际到位资金/预算资金×100%。资金到位率≥95%得满分，80%（含）-95%得80%，低于60%不得分"
PART = "达到目标值得满分，未达到的按完成比例得分"


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        # by completion
        (PART, row("20", target="≥8亿元", actual="6亿元"), ["15"]),
        (PART, row("5", target="≤6小时", actual="8小时"), ["3.75"]),
        (PART, row("5", target="15人", actual="14人"), ["4.666666666666666666666666667", "4.65", "4.6665"]),
        (PART, row("5", target="15人", text="经统计，实际完成14人。"), ["4.666666666666666666666666667", "4.65", "4.6665"]),
        (PART, row("5", target="5万元", actual="4万元", less_may_be_better=True), None),
        (PART, row("5", target="5万元", actual="5万元", less_may_be_better=True), ["5"]),
        (PART, row("5", target="30-50家", actual="20家"), None),
        (PART, row("5", target="显著提升", actual="提升"), None),
        ("未完成的按完成比例得分，完成率低于60%的不得分", row("10", target="≥100人", actual="50人"), ["0"]),
        ("得分=实际完成值÷目标值×分值", row("10", target="≤5万元", actual="4万元"), None),
        ("得分=目标值÷实际值×分值", row("10", target="≥5个", actual="5个"), ["10"]),
        ("得分=目标值÷实际值×分值", row("10", target="≥5个", actual="8个"), None),
        ("得分=分值×（1-偏离度）", row("8", target="100人", actual="130人"), ["5.6"]),
        # by a rate
        ("得分=预算执行率×分值", row("5", name="预算执行率", text="全年支出27万元，预算执行率为90%。"), ["4.5"]),
        ("得分=预算执行率×分值", row("5", name="预算执行率", text="上半年预算执行率为40%，全年预算执行率为90%。"), None),
        ("得分=预算执行率×分值，执行率低于60%不得分", row("5", name="预算执行率", text="执行率仅为14.2%。"), ["0"]),
        (
            "资金到位率=实际到位资金/预算资金×100%。得分=资金到位率×分值",
            row("4", name="资金到位", text="预算资金40万元，实际到位资金30万元。"),
            ["3"],
        ),
        ("得分=满意人数÷有效问卷数×10", row("10", text="有效问卷数50份，满意人数45份。"), ["9"]),
        ("得分=满意人数÷有效问卷数×10", row("10", target="≥90%", actual="88%"), ["8.8"]),
        ("得分=实际培训人数÷计划培训人数×分值", row("10", target="50人", actual="40人"), ["8"]),
        ("得分=实际培训人数÷计划培训人数×分值", row("10", text="培训工作按计划开展。"), None),
        # bands
        (BANDS, row("10", name="群众满意度", actual="86%"), ["8"]),
        (BANDS, row("10", name="群众满意度", text="发放问卷50份，群众满意度为86%。"), ["8"]),
        (BANDS, row("8", name="群众满意度", actual="86%"), None),
        (BANDS, row("10", name="群众满意度", actual="86人"), None),
        ("80%以上得满分，60%-80%得50%，60%以下不得分", row("4", actual="80%"), ["4", "2"]),
        ("80%（含）以上得满分，60%（含）-79%得50%，60%以下不得分", row("4", actual="79.5%"), None),
        ("投诉次数≤2次得满分，3-5次得50%，大于5次不得分", row("4", name="投诉次数", actual="4次"), ["2"]),
        ("完成率≥90%，得满分；60%≤完成率<90%，按比例得分；<60%，0分。", row("10", target="≥100户", actual="72户"), ["7.2", "8"]),
        ("完成率≥90%，得满分；60%≤完成率<90%，按比例得分；<60%，0分。", row("10", target="≥100户", actual="95户"), ["10"]),
        # slides: parts of a step in every way papers count them
        (SLIDE, row("5", actual="93%"), ["4"]),
        (SLIDE, row("5", actual="93.5%"), ["4.25", "4.5", "4"]),
        (SLIDE, row("5", actual="99%"), ["5"]),
        (SLIDE, row("5", actual="59%"), ["0"]),
        ("政府采购执行率等于100%的，得5分，每超过（降低）5%扣2分", row("5", name="政府采购执行率", actual="110%"), ["1"]),
        ("达到目标值得满分，每降低1个百分点扣1分", row("5", target="≥50家", actual="49家"), ["3", "3"][:1]),
        ("达到目标值得满分，每降低1个百分点扣1分", row("5", target="≤50家", actual="49家"), None),
        ("达到目标值得满分，每少1户扣0.5分", row("5", target="≥50户", actual="48户"), ["4"]),
        (SLIDE, row("5", target="≥95%", actual="0.93"), ["4"]),
        (SLIDE, row("5", actual="0.93"), None),
        (SLIDE, row("5", text="工作已完成。"), None),
        (RATE_BANDS, row("5", name="资金管理", text="资金到位率为90%。"), ["4"]),
        (RATE_BANDS, row("5", name="资金管理", text="资金到位率应不低于90%。"), None),
        (RATE_BANDS, row("5", name="资金管理", text="预算资金40万元，实际到位资金36万元。"), ["4"]),
        (RATE_BANDS, row("5", name="资金管理", text="预算资金0万元，实际到位资金36万元。"), None),
        # how often
        ("每发现一处扣1分，扣完为止", row("5", text="抽查中发现3处不规范。"), ["2"]),
        ("每发现一处扣1分，扣完为止", row("5", text="抽查中发现9处不规范。"), ["0"]),
        # dates
        ("按期完成得满分，逾期不得分", row("5", target="2024年10月", text="项目于2024年12月完成验收。"), ["0"]),
        ("按期完成得满分，逾期不得分", row("5", target="2024年10月", actual="2024年10月20日"), ["5"]),
        ("按期完成得满分，逾期不得分", row("5", target="2024年10月15日", actual="2024年10月"), None),
        ("2024年6月底前完成得满分，逾期不得分", row("5", text="项目于2024年7月2日完成。"), ["0"]),
        ("按期完成得满分，每逾期一天扣0.5分", row("5", target="2024年10月15日", actual="2024年10月18日"), ["3.5"]),
        ("按期完成得满分，每逾期一天扣0.5分", row("5", target="2024年10月15日", actual="2024年11月"), None),
        ("按期完成得满分，每逾期一天扣0.5分", row("5", text="项目逾期4天完成。"), ["3"]),
        ("按期完成得满分，每逾期一天扣0.5分", row("5", text="项目已验收。"), None),
        # met or not
        ("达到目标值得满分，否则不得分", row("5", target="≥100户", actual="80户"), ["0"]),
        ("达到目标值得满分，否则不得分", row("5", target="100户", actual="120户"), ["5"]),
        ("控制在预算以内得满分，超预算不得分", row("5", target="35万元", actual="36万元"), ["0"]),
        # opinions
        ("规范得满分，较规范得80%，不规范不得分", row("5", actual="较规范"), ["4"]),
        ("优得5分，良得4分，中得3分，差得0分", row("5", text="经评价，结果为良。"), ["4"]),
    ],
)
def test_points_of_a_row_by_its_own_rule(text: str, given: Row, expected: list[str] | None) -> None:
    assert points(text, given) == expected


@pytest.mark.parametrize(
    ("text", "given", "right", "wrong"),
    [
        ("每发现一处扣1分，扣完为止", row("5"), ["5", "3", "0"], ["4.5"]),
        ("每发现一处扣2分，最多扣4分", row("5", text="部分手续不全。"), ["5", "3", "1"], ["0"]),
        ("①甲；②乙；③丙。以上三项各占1/3，符合得分，不符合不得分。", row("5"), ["5", "3.33", "1.67", "0"], ["3"]),
        ("①甲（1分）；②乙（2分）。", row("3"), ["3", "2", "1", "0"], ["1.5"]),
        ("①甲；②乙；③丙。每缺一项扣0.5分，扣完为止。", row("3"), ["3", "2.5", "2", "1.5"], ["1"]),
        ("①甲；②乙。以上两项中，①至②每项满分1分，每发现一处不符扣0.5分，扣完为止。", row("2"), ["2", "1.5", "0"], ["1.2"]),
        ("①甲；②乙。以上两项中，若①不符合，则此指标不得分；若①符合，则②占100%的权重分。", row("2"), ["2", "0"], ["1"]),
        ("优得5分，良得4分，中得3分，差得0分", row("5"), ["5", "4", "3", "0"], ["4.5"]),
        ("达成得100%-80%（含）分值；部分达成得80%-60%（含）；未达成得60%-0%", row("10"), ["9.3", "7", "0"], ["11"]),
        ("规范得满分，较规范得80%，不规范不得分", row("5", actual="规范，个别较规范"), ["5", "4", "0"], ["3"]),
        ("建立制度得满分，未建立不得分", row("2"), ["2", "0"], ["1"]),
        ("达到目标值得满分，否则不得分", row("2", target="≥5个"), ["2", "0"], ["1"]),
        ("达到目标值得满分，否则不得分", row("2", target="5万元", actual="4万元", less_may_be_better=True), ["2", "0"], ["1"]),
        ("按期完成得满分，逾期完成得50%的分值", row("4", text="未按时完成。"), ["4", "2"], ["3"]),
    ],
)
def test_only_scores_the_rule_can_give_are_possible(text: str, given: Row, right: list[str], wrong: list[str]) -> None:
    found = rechecked(text, given)
    assert found is not None
    assert not found.is_exact
    for value in right:
        assert found.agrees(Interval.between(Decimal(value) - Decimal("0.005"), Decimal(value) + Decimal("0.005"))), value
    for value in wrong:
        assert not found.agrees(Interval.point(Decimal(value))), value


def test_a_trace_tells_the_rule_and_the_numbers() -> None:
    found = rechecked("预算调整率≤10%得满分，每超过1个百分点扣0.1分", row("4", name="预算调整率", text="预算调整率为15%。"))
    assert found is not None
    assert found.points[0].trace.sentence == "预算调整率 实际 15%，超过 10% 达 5 个百分点，每 1 个百分点扣 0.1 分，共扣 0.5 分，得 3.5"


def test_in_time_by_words_is_full_marks() -> None:
    assert points("按期完成得满分，逾期不得分", row("5", text="各项任务均按期完成。")) == ["5"]


def test_a_weight_of_nothing_and_bonus_items_are_left_alone() -> None:
    assert rechecked("每发现一处扣1分", row("0")) is None
    assert rechecked("每获得一项国家级奖励加2分", row("5", text="获奖3项。")) is None


def test_too_many_points_are_not_tried() -> None:
    marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭"
    text = "；".join(f"{mark}甲{number}（{2**number}分）" for number, mark in enumerate(marks)) + "。"
    reading = understand(text)
    assert reading is not None
    assert recheck(reading, row(str(2 ** len(marks) - 1))) is None


def test_texts_that_say_two_things_say_nothing() -> None:
    assert occurrences(row("5", text="发现2处问题，另发现5项不符。")) is None
    assert occurrences(row("5", text="未发现违规问题。")) == 0
    assert was_late(row("5", text="一期按期完成，二期逾期。")) is None
    assert opinion(row("5", actual="较好"), ("好", "较好", "差")) == "较好"
