"""Facts read out of fiscal sentences, in the wordings of several provinces."""

from __future__ import annotations

from typing import Final

import pytest

from jiheng.documents.content import Paragraph
from jiheng.extraction.prose import ProseFacts, read_facts
from jiheng.model import Comparison, Fact, Figure, Place

YEAR: Final = 2023


def facts(*texts: str) -> ProseFacts:
    return read_facts([Paragraph(text=text, place=Place(block=number)) for number, text in enumerate(texts)], year=YEAR)


def one(read: ProseFacts, label: str) -> Fact:
    found = [fact for fact in read.facts if fact.label == label]
    assert len(found) == 1, [fact.label for fact in read.facts]
    return found[0]


def shown(figure: Figure | None) -> str:
    return "" if figure is None else figure.text if figure.unit == "%" else f"{figure.text}{figure.unit}"


def change(comparison: Comparison) -> tuple[str, ...]:
    direction, rate = comparison.direction, comparison.rate_direction
    return (
        comparison.compared_with.value, shown(comparison.amount), direction.value if direction else "", shown(comparison.rate), rate.value if rate else "",
    )  # fmt: skip


def test_parts_follow_their_whole_with_their_shares() -> None:
    read = facts(
        "本年收入合计1,190.50万元，其中：财政拨款收入1,180.00万元，占99.12%；事业收入 10.50 万元，占0.88%；其他收入0.00万元，占0.00%。"
    )
    assert [(fact.label, shown(fact.figure), fact.part_of, shown(fact.share)) for fact in read.facts] == [
        ("本年收入合计", "1190.50万元", None, ""), ("财政拨款收入", "1180.00万元", 0, "99.12%"),
        ("事业收入", "10.50万元", 0, "0.88%"), ("其他收入", "0.00万元", 0, "0.00%"),
    ]  # fmt: skip
    assert read.facts[0].complete and read.unread == ()


def test_a_change_names_what_it_is_compared_with() -> None:
    read = facts("会议费支出3.20万元，较上年决算数增加0.20万元，增长6.67%，主要原因是会议增多；比年初预算数减少0.80万元，降低20.00%。")
    compared = one(read, "会议费支出").comparisons
    assert change(compared[0]) == ("prior_year", "0.20万元", "increase", "6.67%", "increase") and compared[0].reason == "会议增多"
    assert change(compared[1]) == ("initial_budget", "0.80万元", "decrease", "20.00%", "decrease")


def test_income_and_spending_together_take_the_total_of_their_section() -> None:
    read = facts("2023年度收入总计204.50万元，支出总计204.50万元。收支较上年决算数减少30.25万元，下降12.9%，主要原因是人员调出。")
    both = one(read, "收支")
    assert shown(both.figure) == "204.50万元" and change(both.comparisons[0]) == (
        "prior_year",
        "30.25万元",
        "decrease",
        "12.9%",
        "decrease",
    )


def test_each_of_both_totals_changes_after_the_comparison_is_named() -> None:
    read = facts("2023年度财政拨款收、支总计520.30万元。与2022年相比，财政拨款收、支总计各增加20.30万元，增长4.06%。")
    assert [fact.label for fact in read.facts] == ["财政拨款收、支总计"]
    assert change(read.facts[0].comparisons[0]) == ("prior_year", "20.30万元", "increase", "4.06%", "increase")


def test_budget_and_final_figure_make_one_fact() -> None:
    read = facts("教育支出（类）进修及培训（款）培训支出（项）年初预算为10.00万元，支出决算为8.00万元，完成年初预算的80.00%。")
    (fact,) = read.facts
    assert fact.functional == ("教育支出", "进修及培训", "培训支出") and shown(fact.figure) == "8.00万元"
    (compared,) = fact.comparisons
    assert (shown(compared.base), shown(compared.final), shown(compared.completion)) == ("10.00万元", "8.00万元", "80.00%")
    assert compared.compared_with == "initial_budget"


def test_an_item_named_in_the_line_above_is_the_subject() -> None:
    read = facts(
        "2.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。",
        "年初预算为20.00万元，支出决算为21.00万元，完成年初预算的105.00%。",
    )
    (fact,) = read.facts
    assert fact.functional[-1] == "行政单位医疗" and shown(fact.comparisons[0].completion) == "105.00%"


def test_difference_rates_carry_their_sign() -> None:
    read = facts(
        "“三公”经费支出全年预算数15.50万元，决算数15.40万元，预决算差异率-0.65%，主要原因是节约。其中：公务接待费全年预算数2.00万元，决算数2.00万元，预决算差异率0.00%。"
    )
    whole, part = read.facts
    assert shown(whole.comparisons[0].rate) == "-0.65%" and whole.comparisons[0].compared_with == "adjusted_budget"
    assert part.part_of == 0 and shown(part.comparisons[0].base) == "2.00万元"


def test_flat_is_a_comparison_without_amount() -> None:
    read = facts("公务用车购置费0万元，与2022年决算数持平。公务接待费1万元，比预算无增减变化，比去年增加0.5万元，增长100%。")
    assert change(one(read, "公务用车购置费").comparisons[0]) == ("prior_year", "", "flat", "", "")
    assert [change(item)[:3] for item in one(read, "公务接待费").comparisons] == [
        ("budget", "", "flat"),
        ("prior_year", "0.5万元", "increase"),
    ]


def test_last_year_may_be_stated_with_its_figure() -> None:
    read = facts("公务用车运行费25万元，比上年累计支出28万元下降3万元，下降10.7%。差旅费由上年的5.30万元减少到4.90万元，下降7.55%。")
    first, second = (fact.comparisons[0] for fact in read.facts)
    assert (shown(first.base), *change(first)[1:4]) == ("28万元", "3万元", "decrease", "10.7%")
    assert shown(second.base) == "5.30万元" and shown(read.facts[1].figure) == "4.90万元"


def test_lists_of_parts_nest_and_end_at_a_semicolon() -> None:
    read = facts("“三公”经费支出10万元，其中：因公出国（境）费1万元；公务用车费6万元，其中：购置费2万元，运行费4万元；公务接待费3万元。")
    assert [(fact.label, fact.part_of) for fact in read.facts] == [
        ("“三公”经费支出", None), ("因公出国（境）费", 0), ("公务用车费", 0), ("购置费", 2), ("运行费", 2), ("公务接待费", 0),
    ]  # fmt: skip


def test_parts_may_stand_in_numbered_lines_below() -> None:
    read = facts(
        "公益金用于群众体育支出40万元，占总数的100%。其中：", "（一）用于场地建设18.5万元", "（二）用于全民健身活动21.5万元。", "特此公告。"
    )
    assert [fact.part_of for fact in read.facts] == [None, 0, 0] and read.facts[0].share_of == "总数"


def test_a_part_in_brackets_belongs_to_the_count_before_it() -> None:
    read = facts("国内公务接待30批次（其中外事接待2批次），260人次（其中外事接待12人次）。")
    assert [(shown(fact.figure), fact.part_of, fact.complete) for fact in read.facts] == [
        ("30批次", None, False), ("2批次", 0, True), ("260人次", None, False), ("12人次", 2, True),
    ]  # fmt: skip


def test_names_behind_a_count_are_its_items() -> None:
    read = facts(
        "本单位下设4个科室，分别是：办公室、财务科、业务科和督查科。下属两家事业单位——清河县信息中心（县局派出机构）和清河县档案和方志馆。"
    )
    assert read.facts[0].items == ("办公室", "财务科", "业务科", "督查科")
    assert len(read.facts[1].items) == 2 and shown(read.facts[1].figure) == "2家"


def test_units_listed_in_lines_below_are_items() -> None:
    read = facts("纳入本部门决算编制范围的单位包括：", "1.清河县财政局（本级）", "2.清河县国库支付中心", "二、收入情况")
    assert read.facts[0].items == ("清河县财政局（本级）", "清河县国库支付中心") and read.facts[0].figure is None


def test_nothing_is_said_of_a_table_that_is_empty() -> None:
    read = facts("本部门没有政府性基金预算财政拨款收入，政府性基金预算财政拨款收入支出决算表为空表。")
    assert [(fact.label, fact.says_empty) for fact in read.facts] == [("政府性基金预算财政拨款收入支出决算表", True)]


def test_numbers_of_documents_lists_and_dates_are_no_figures() -> None:
    read = facts("（三）根据清财办〔2023〕15号文件，2023年5月20日起施行第3条规定，联系电话0900-7000001。")
    assert read.facts == () and read.unread == ()


def test_a_figure_without_a_name_is_counted_as_unread() -> None:
    read = facts("另有12.50万元。")
    assert read.facts == () and [source.place.quote for source in read.unread] == ["另有12.50万元"]


def test_lines_broken_in_mid_sentence_are_read_as_one() -> None:
    lines = [
        "2023年度一般公共预算财政拨款安排的公务接待费支", "出决算总额为5.48万元，比预算增加0万元，比去年增加",
        "1.55万元，增长39.44%，增加原因主要是公务用车购置", "次数增加，导致公务接待费支出增加。会议费支出为2.5万",
        "元，比去年减少0.5万元，下降16.67%。",
    ]  # fmt: skip
    read = facts(*lines)
    assert [shown(fact.figure) for fact in read.facts] == ["5.48万元", "2.5万元"]
    assert change(read.facts[0].comparisons[1]) == ("prior_year", "1.55万元", "increase", "39.44%", "increase")


def test_the_older_script_reads_alike() -> None:
    read = facts("2023年度“三公”經費支出預算為49.9萬元，支出決算為7.69萬元，完成預算的15.41%。")
    (fact,) = read.facts
    assert shown(fact.figure) == "7.69万元" and shown(fact.comparisons[0].completion) == "15.41%"


def test_each_figure_is_found_again_on_paper() -> None:
    text = "1.收入情况。2023年度收入合计 1,190.50 万元，比上年增加 12.00 万元，增长 1.02%。"
    read = facts(text)
    for path, quote in (
        ("/facts/0/figure", "1,190.50 万元"),
        ("/facts/0/comparisons/0/amount", "12.00 万元"),
        ("/facts/0/comparisons/0/rate", "1.02%"),
    ):
        source = read.sources.by_path[path]
        assert source.place.quote == quote and text[source.place.start : source.place.end] == quote
        assert source.section == "1、收入情况"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("下属单位1个，为县科技信息服务中心。", ("县科技信息服务中心",)),
        ("下属单位2个，为县科技信息服务中心、县种子站。", ("县科技信息服务中心", "县种子站")),
        ("争取项目3个，为企业、农户解决困难。", ()),
        ("开展活动1次，为全县首次。", ()),
    ],
)
def test_names_behind_a_mere_word_are_a_list_only_when_they_are_bodies(text: str, items: tuple[str, ...]) -> None:
    (fact,) = facts(text).facts
    assert fact.items == items
