"""Whole sentences as other provinces write them, from the text to the findings: what is told once, what is no finding at all."""

from __future__ import annotations

from jiheng.assessment import DocumentAssessment, assess
from jiheng.documents import read


def assessed(*lines: str) -> DocumentAssessment:
    return assess(read("说明.txt", data="\n".join(lines).encode()))


def codes(*lines: str) -> list[str]:
    return sorted(found.finding.code for found in assessed(*lines).findings)


def test_a_change_against_another_budget_than_stated_is_told_once() -> None:
    told = codes(
        "溪口县档案馆2023年度部门决算公开",
        "一、“三公”经费支出决算情况说明",
        "2023年度“三公”经费支出年初预算合计20.00万元，其中：公务接待费预算8.00万元；公务用车运行维护费预算12.00万元。",
        "公务接待费支出5.20万元，与2023年度预算相比，减少0.10万元，下降0.006%，原因是来访减少。",
    )
    assert "FAC126" in told and "FAC105" not in told


def test_a_total_whose_items_give_their_reasons_needs_none_of_its_own() -> None:
    told = codes(
        "溪口县档案馆2023年度部门决算公开",
        "2023年度总收入90.00万元，其中本年收入80.00万元，较2022年度决算数减少20.00万元，下降20%。收入具体情况如下。",
        "1.一般公共预算财政拨款收入70.00万元，较2022年度决算数减少15.00万元，下降17.65%，主要原因是项目减少。",
        "2.其他收入10.00万元，较2022年度决算数减少5.00万元，下降33.33%，主要原因是利息减少。",
    )
    assert "FAC204" not in told and "FAC114" not in told


def test_an_item_without_a_reason_is_still_asked_for_one() -> None:
    lines = ("2023年事业收入20.00万元，与上年持平。", "2023年其他收入10.00万元，较2022年度决算数减少5.00万元，下降33.33%。")
    assert "FAC204" in codes("溪口县档案馆2023年度部门决算公开", *lines)


def test_both_breakdowns_of_one_amount_are_added_up_apart() -> None:
    found = assessed(
        "溪口县档案馆2023年度部门决算公开",
        "2023年“三公”经费支出决算8.00万元（其中：一般公共预算支出8.00万元；政府性基金预算支出0.00万元）。",
        "2023年“三公”经费支出决算中，公务用车运行维护费支出5.00万元，占62.50%；公务接待费支出3.00万元，占37.50%。",
    )
    sums = [item.relation.outcome for item in found.relations if item.relation.check == "FAC102"]
    assert len(sums) == 2 and set(sums) == {"holds"}


def test_spending_is_held_against_money_of_the_paragraph_before_when_it_agrees() -> None:
    found = assessed(
        "溪口县前期工作项目绩效评价报告",
        "一、项目资金情况",
        "1.资金到位情况",
        "2023年7月县财政局下达项目前期工作经费200.00万元。",
        "2.资金执行情况",
        "实际支出项目资金150.00万元，资金执行率75.00%。",
    )
    assert [item.relation.outcome for item in found.relations if item.relation.check == "EVR140"] == ["holds"]


def test_points_and_what_they_are_out_of_are_not_one_sum() -> None:
    told = codes(
        "溪口县图书馆2023年度部门整体支出绩效评价报告",
        "经综合评价，综合得分91.20分，评价等级为优。其中，投入指标15分，得14.20分；过程指标25分，得22.50分；产出指标30分，得28.00分；效果指标30分，得26.50分。",
    )
    assert "EVR105" not in told and "FAC102" not in told
