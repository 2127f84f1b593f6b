"""Sentences as other provinces write them: two lists of one whole, budgets beside accounts, changes told after the amounts."""

from __future__ import annotations

from jiheng.documents.content import Paragraph
from jiheng.extraction.prose import ProseFacts, read_facts
from jiheng.model import Fact, Place

YEAR = 2023


def facts(*texts: str) -> ProseFacts:
    return read_facts([Paragraph(text=text, place=Place(block=number)) for number, text in enumerate(texts)], year=YEAR)


def parts(read: ProseFacts, label: str) -> list[tuple[str, int]]:
    """The parts of the only fact with this label that has any, each with the number of its list."""
    whole = next(i for i, fact in enumerate(read.facts) if fact.label == label and any(f.part_of == i for f in read.facts))
    return [(fact.label, fact.listing) for fact in read.facts if fact.part_of == whole]


def last(read: ProseFacts, label: str) -> Fact:
    return next(fact for fact in reversed(read.facts) if fact.label == label)


def test_parts_after_a_budget_and_a_final_amount_belong_to_the_one_they_make() -> None:
    read = facts(
        "2023年会议费支出预算为9.00万元，2023年实际支出会议费决算为6.00万元。其中一类会议费4.00万元，占66.67%；二类会议费2.00万元，占33.33%。"
    )
    assert parts(read, "实际支出会议费决算") == [("一类会议费", 0), ("二类会议费", 0)]


def test_a_share_behind_a_bracket_of_parts_is_of_what_stands_before_it() -> None:
    read = facts("收入合计50.00万元；包括财政拨款收入40.00万元（其中：一般公共预算30.00万元，政府性基金预算10.00万元），占收入合计80.00%。")
    assert last(read, "财政拨款收入").share is not None and last(read, "政府性基金预算").share is None


def test_two_breakdowns_of_one_whole_are_two_lists() -> None:
    read = facts(
        "“三公”经费支出决算8.00万元（其中：一般公共预算支出8.00万元；政府性基金预算支出0.00万元）。",
        "“三公”经费支出决算中，公务用车运行维护费支出5.00万元，占62.50%；公务接待费支出3.00万元，占37.50%。",
    )
    assert parts(read, "“三公”经费支出决算") == [
        ("一般公共预算支出", 0), ("政府性基金预算支出", 0), ("公务用车运行维护费支出", 1), ("公务接待费支出", 1),
    ]  # fmt: skip


def test_the_other_side_of_the_accounts_is_no_part_of_the_first() -> None:
    read = facts(
        "（一）收入决算总计90.00万元。包括：",
        "1．本年收入决算合计80.00万元。",
        "2．年初结转和结余10.00万元。",
        "（二）支出决算总计90.00万元。",
    )
    assert last(read, "支出决算总计").part_of is None and len(parts(read, "收入决算总计")) == 2


def test_changes_told_after_the_amounts_are_changes_not_parts() -> None:
    read = facts(
        "2023年度支出合计100.00万元。其中：基本支出60.00万元，占总支出的60.00%；项目支出40.00万元，占总支出的40.00%。",
        "与上年相比，支出合计增加5.00万元，增长5.26%。其中：基本支出增加2.00万元，增长3.45%；项目支出增加3.00万元，增长8.11%。",
    )
    assert parts(read, "支出合计") == [("基本支出", 0), ("项目支出", 0), ("基本支出", -1), ("项目支出", -1)]
    changed = [(f.label, f.comparisons[0].amount.text) for f in read.facts if f.comparisons and f.comparisons[0].amount]
    assert changed == [("支出合计", "5.00"), ("基本支出", "2.00"), ("项目支出", "3.00")]


def test_a_change_in_a_paragraph_of_another_year_does_not_borrow_the_amount() -> None:
    read = facts("2023年培训费预算12.00万元。", "2022年培训费决算7.00万元。", "2023年度培训费较2022年度增加5.00万元，增长71.43%。")
    compared = next(fact for fact in read.facts if fact.comparisons and fact.comparisons[0].amount)
    assert compared.figure is None or compared.figure.text == "12.00"


def test_income_and_spending_each_list_their_parts_beside_the_total_of_both() -> None:
    read = facts(
        "2023年收支总预算30.00万元。收入包括：一般公共预算拨款20.00万元、上年结转10.00万元。支出包括：教育支出25.00万元、住房保障支出5.00万元。"
    )
    assert parts(read, "收支总预算") == [("一般公共预算拨款", 0), ("上年结转", 0), ("教育支出", 1), ("住房保障支出", 1)]


def test_a_reason_ends_where_another_comparison_begins() -> None:
    read = facts(
        "公务接待费支出预算为8万元，支出决算为6万元，完成预算的75%，主要原因是厉行节约，与上年相比减少1万元，减少14.29%，主要是批次减少。"
    )
    budget, prior = last(read, "公务接待费支出").comparisons
    assert budget.reason == "厉行节约" and prior.amount is not None and prior.reason == "批次减少"


def test_a_comparable_basis_is_no_subject() -> None:
    read = facts("“三公”经费决算支出数为50.00万元，按同口径同比减少5.00万元，下降9.09%。")
    assert last(read, "“三公”经费决算支出数").comparisons[0].rate is not None


def test_the_same_year_before_is_last_year() -> None:
    read = facts("收入:70.00万元。同比上年度增加20.00万元，增加40%。")
    assert read.facts[0].comparisons[0].base_label == "上年度" and read.facts[0].label == "收入"


def test_a_reason_alone_in_its_sentence_is_for_the_paragraph() -> None:
    read = facts("2023年收入总计90.00万元，与2022年相比增加30.00万元，增长50.00%。收入变动较大的主要原因是新增校舍修缮项目。")
    assert last(read, "收入总计").comparisons[0].reason == "新增校舍修缮项目"


def test_a_budget_named_inside_its_completion_is_the_base() -> None:
    (fact,) = facts("培训费支出决算为5.30万元，完成全年预算数6.00万元的88.33%，比上年减少0.70万元，下降11.67%。").facts
    budget, prior = fact.comparisons
    assert budget.base is not None and budget.completion is not None and (budget.base.text, budget.completion.text) == ("6.00", "88.33%")
    assert prior.rate is not None and fact.figure is not None and fact.figure.text == "5.30"


def test_a_year_between_the_name_and_its_amount_does_not_cut_the_name() -> None:
    read = facts("公务用车购置费2023年决算数0.00万元，与2023年年初预算数0.00万元持平。公务用车运行维护费2023年决算数5.81万元。")
    assert [fact.label for fact in read.facts] == ["公务用车购置费决算数", "公务用车运行维护费决算数"]


def test_a_list_opened_by_a_sentence_is_filled_by_the_headings_below() -> None:
    read = facts(
        "九、“三公”经费决算情况",
        "2023年“三公”经费决算数9.00万元。其中：",
        "1、公务接待费。2023年决算数4.00万元，与2023年年初预算数4.00万元持平。2023年公务接待10批次。",
        "2、公务用车运行维护费。2023年决算数5.00万元，比2023年年初预算数6.00万元减少1.00万元。",
    )
    assert [name for name, _ in parts(read, "“三公”经费决算数")] == ["公务接待费", "公务用车运行维护费"]


def test_spending_beside_the_income_of_one_kind_of_money_is_of_that_kind() -> None:
    read = facts("政府性基金预算财政拨款本年收入3.00万元，与上年持平；本年支出2.00万元，减少1.00万元，降低33.33%。")
    spent = last(read, "政府性基金预算财政拨款本年支出")
    assert spent.figure is not None and spent.comparisons[0].amount is not None


def test_points_are_not_added_to_the_points_they_are_out_of() -> None:
    read = facts("综合得分88.00分，其中：决策指标满分15分，得分14.00分；过程指标20分，得18.00分；产出和效益指标65分，得56.00分。")
    assert [name for name, _ in parts(read, "综合得分")] == ["决策指标得分", "过程指标得分", "产出和效益指标得分"]


def test_a_completion_is_of_the_plan_told_before() -> None:
    read = facts("计划培训20场，实际培训18场，完成率90%。")
    base = last(read, "实际培训").comparisons[0].base
    assert base is not None and base.text == "20"


def test_figures_told_before_their_total_are_its_parts_when_they_make_it() -> None:
    read = facts("培训费支出3.00万元；会议费支出2.00万元。", "2023年两项经费支出总额为5.00万元，比上年增加1.00万元。")
    assert parts(read, "两项经费支出总额") == [("培训费支出", 0), ("会议费支出", 0)]
    other = facts("培训费支出3.00万元；会议费支出2.00万元。", "2023年经费支出总额为9.00万元。")
    assert all(fact.part_of is None for fact in other.facts)


def test_a_sum_without_a_name_is_a_whole_of_its_own() -> None:
    read = facts("按每生1000元安排，共计90万元，其中上级资金60万元，本级30万元。")
    assert parts(read, "合计") == [("上级资金", 0), ("本级", 0)]


def test_a_list_by_another_kind_is_another_list_of_the_same_whole() -> None:
    read = facts(
        "2023年度财政拨款支出90.00万元。其中：按功能分类科目，教育支出70.00万元，卫生健康支出20.00万元按经济分类科目，"
        "工资福利支出60.00万元，商品和服务支出30.00万元。"
    )
    assert parts(read, "财政拨款支出") == [("教育支出", 0), ("卫生健康支出", 0), ("工资福利支出", 1), ("商品和服务支出", 1)]


def test_a_paragraph_by_another_kind_goes_back_to_the_whole() -> None:
    read = facts(
        "2023年政府采购预算90.00万元。其中：集中采购预算50.00万元，分散采购预算40.00万元。",
        "按政府采购项目类型，分为货物类采购和服务类采购。其中：货物类采购60.00万元，服务类采购30.00万元。",
    )
    assert [name for name, _ in parts(read, "政府采购预算")] == ["集中采购预算", "分散采购预算", "货物类采购", "服务类采购"]


def test_a_guessed_whole_that_the_parts_do_not_make_is_none() -> None:
    read = facts(
        "住房公积金10.00万元，其中：基本支出10.00万元，项目支出0.00万元。",
        "按支出结构分类划分，分为两类。基本支出预算80.00万元，比上年减少2.00万元；项目支出预算5.00万元。",
    )
    assert last(read, "基本支出预算").part_of is None


def test_levels_of_indicators_hold_each_other() -> None:
    read = facts("该项目共设置12个绩效指标，其中一级指标3个，二级指标9个，三级指标12个。")
    assert all(fact.part_of is None for fact in read.facts)


def test_the_difference_of_two_figures_is_a_change_against_the_first() -> None:
    read = facts("公务接待费支出2.00万元，年初预算为3.00万元，差值为1.00万元。")
    (budget,) = last(read, "公务接待费支出").comparisons
    assert (budget.base, budget.amount, budget.direction) != (None, None, None)
    assert budget.direction is not None and budget.direction.value == "decrease" and len(read.facts) == 1


def test_a_sentence_without_a_subject_speaks_of_the_whole_of_the_list_before() -> None:
    read = facts(
        "2023年“三公”经费预算为20.00万元。其中，因公出国（境）费5.00万元，公务接待费15.00万元。同口径比2022年减少5.00万元，下降20%。"
    )
    assert last(read, "“三公”经费预算").comparisons and not last(read, "公务接待费").comparisons


def test_a_change_belongs_to_the_fact_for_which_amount_and_rate_agree() -> None:
    read = facts("运行经费总预算安排50.00万元，其中：基本支出预算10.00万元，项目支出预算40.00万元，同比增加10.00万元，增长25.00%。")
    assert last(read, "运行经费总预算安排").comparisons and not last(read, "项目支出预算").comparisons


def test_words_set_apart_by_justified_lines_are_words() -> None:
    read = facts("2 0 2 3年 政 府 采 购 预 算 50.00万元 ， 同 比 增 加 10.00 万元，增长 25.00%。".replace("2 0 2 3", "2023"))
    (fact,) = read.facts
    assert fact.label == "政府采购预算" and fact.comparisons[0].amount is not None


def test_a_year_told_after_is_the_base_of_the_comparison() -> None:
    (fact,) = facts("2023年机关运行经费支出14.00万元，2022年为10.00万元，较2022年增加4.00万元，增长40%。").facts
    assert fact.comparisons[0].base is not None and fact.comparisons[0].base.text == "10.00"


def test_months_are_no_part_of_a_name_and_the_budget_before_is_the_base() -> None:
    (fact,) = facts("2023年项目支出预算20.00万元，1-6月实际支出5.00万元，预算执行率为25.00%。").facts
    assert fact.label == "项目支出" and fact.comparisons[0].base is not None


def test_money_given_and_spent_in_one_sentence_make_the_rate() -> None:
    read = facts("项目资金共200.00万元，截至2023年12月8日，已完成拨付194.00万元，执行率97%。")
    base = last(read, "已完成拨付").comparisons[0].base
    assert base is not None and base.text == "200.00"


def test_a_ratio_of_execution_is_a_completion() -> None:
    (fact,) = facts("2023年“三公”经费支出88.00万元，预算执行比例为88.00%。").facts
    assert fact.share is None and fact.comparisons[0].completion is not None


def test_a_change_after_budget_and_final_is_against_the_budget_it_makes() -> None:
    (fact,) = facts("2023年预算数30.00万元，调整数45.00万元，决算数45.00万元，增加15.00万元。").facts
    assert [item.compared_with.value for item in fact.comparisons if item.amount is not None] == ["budget"]


def told(read: ProseFacts) -> list[tuple[str, str]]:
    return [(fact.label, fact.figure.text if fact.figure else "") for fact in read.facts]


def test_two_sides_told_together_are_two_facts_with_their_changes() -> None:
    read = facts(
        "2023年度收、支总计各是90.50,95.00万元。与2022年相比，收、支总计各减少9.50,5.00万元，各下降9.50%、5.00%。主要原因是项目完工。"
    )
    assert told(read) == [("收入总计", "90.50"), ("支出总计", "95.00")]
    changes = [fact.comparisons[0] for fact in read.facts]
    assert [(c.amount and c.amount.text, c.rate and c.rate.text) for c in changes] == [("9.50", "9.50%"), ("5.00", "5.00%")]
    assert {c.reason for c in changes} == {"项目完工"} and read.unread == ()


def test_what_was_laid_out_anew_keeps_its_printed_words_and_places() -> None:
    sentence = "2023年度收入、支出总计分别为100.00万元和90.00万元。"
    read = facts(sentence)
    place = read.sources.find("/facts/1/figure")
    assert place is not None and (place.place.start, place.place.end) == (sentence.index("90.00"), sentence.index("万元。") + 2)
    assert [fact.text for fact in read.facts] == ["2023年度收入、支出总计分别为100.00万元", sentence.removesuffix("。")]


def test_names_and_figures_in_the_same_order_belong_together() -> None:
    read = facts("支出合计100.00万元，其中：基本支出、项目支出分别为60.00万元和40.00万元，分别占60%、40%，较上年增长20%、下降10%。")
    assert parts(read, "支出合计") == [("基本支出", 0), ("项目支出", 0)]
    assert [fact.share and fact.share.text for fact in read.facts[1:]] == ["60%", "40%"]
    assert [fact.comparisons[0].rate_direction for fact in read.facts[1:]] == ["increase", "decrease"]


def test_one_amount_of_both_sides_stays_one_and_lists_without_names_stay_unread() -> None:
    read = facts("2023年度收、支总计均为100.00万元。与2022年相比，收、支总计各增加20.00万元，增长25.00%。")
    assert told(read) == [("收、支总计", "100.00")] and read.facts[0].comparisons[0].rate is not None
    assert len(facts("全年召开会议3次，参会人数分别为10人、20人、30人。").unread) == 1


def test_a_sum_takes_what_is_added_to_the_sentence_before() -> None:
    read = facts(
        "2023年全区政府性基金预算收入完成30.2亿元。其中：土地出让收入完成25.6亿元。加上转移性收入3.8亿元，收入合计34.0亿元。",
    )
    assert [label for label, _ in parts(read, "收入合计")] == ["全区政府性基金预算收入完成", "加上转移性收入"]


def test_lists_by_where_one_looks_from_are_lists_of_what_the_sentence_began_with() -> None:
    read = facts(
        "2023年一般公共预算收入完成100.00万元，同比增长25.00%，从征收部门来看：税务部门完成60.00万元，财政部门完成40.00万元。"
        "从收入分类来看，税收收入完成30.00万元，非税收入完成70.00万元。"
    )
    assert parts(read, "一般公共预算收入完成") == [
        ("税务部门完成", 0), ("财政部门完成", 0), ("税收收入完成", 1), ("非税收入完成", 1),
    ]  # fmt: skip


def test_parts_are_of_this_year_when_last_year_is_told_between() -> None:
    read = facts(
        "2024年实际支出100.00万元，较2023年增加20.00万元，增长25.00%，2023年实际支出80.00万元。其中：助餐60.00万元，助医30.00万元。"
    )
    assert [(fact.label, fact.part_of) for fact in read.facts] == [("实际支出", None), ("实际支出", None), ("助餐", 0), ("助医", 0)]


def test_what_has_parts_and_is_more_than_the_whole_is_none_of_its_parts() -> None:
    read = facts("核定编制60人，其中行政编制20人，事业编制50人；年末在职人员70人，其中行政人员20人，事业人员50人。")
    assert parts(read, "核定编制") == [("行政编制", 0), ("事业编制", 0)]
    assert parts(read, "年末在职人员") == [("行政人员", 0), ("事业人员", 0)]


def test_the_amount_behind_more_or_less_than_the_budget_is_a_change() -> None:
    read = facts(
        "教育支出年初预算为90.00万元，支出决算为100.00万元，完成年初预算的111.11%，决算数大于年初预算数10.00万元，主要是人员增加。"
    )
    (change,) = read.facts[0].comparisons
    assert len(read.facts) == 1 and (change.amount and change.amount.text, change.direction) == ("10.00", "increase")
    assert change.base is not None and change.base.text == "90.00"
    other = facts("公务接待费支出决算为8.00万元，决算数低于预算数1.00万元，预算数为9.00万元。").facts[0].comparisons[0]
    assert (other.amount and other.amount.text, other.direction, other.base and other.base.text) == ("1.00", "decrease", "9.00")


def test_a_whole_told_with_its_amount_before_the_share_is_a_quantity_of_its_own() -> None:
    read = facts("项目总投资156.00万元，占计划总投资160.00万元的97.50%，其中：中央资金60.00万元，县级资金96.00万元。")
    assert told(read) == [("项目总投资", "156.00"), ("计划总投资", "160.00"), ("中央资金", "60.00"), ("县级资金", "96.00")]
    first = read.facts[0]
    assert (first.share and first.share.text, first.share_of) == ("97.50%", "计划总投资") and read.unread == ()
    assert parts(read, "项目总投资") == [("中央资金", 0), ("县级资金", 0)]


def test_shares_told_behind_the_parts_are_theirs_in_order() -> None:
    read = facts("项目总投资100.00万元，其中中央资金60.00万元，省级资金30.00万元，县级资金10.00万元，分别占60%、30%和10%。")
    assert [fact.share and fact.share.text for fact in read.facts] == [None, "60%", "30%", "10%"] and read.unread == ()
    assert len(facts("项目总投资100.00万元，其中中央资金60.00万元，省级资金40.00万元，分别占60%、30%和10%。").unread) == 1


def test_a_bracket_behind_a_figure_lists_its_parts_without_a_word() -> None:
    read = facts("年末在职职工86人（行政编制42人、事业编制44人），离退休人员35人，遗属2人。")
    assert parts(read, "年末在职职工") == [("行政编制", 0), ("事业编制", 0)]
    assert read.facts[3].part_of is None
    far = facts("参加培训200人（计划180人、实际200人）。培训教师86人（骨干20人、班主任11人）。")
    assert all(fact.part_of is None for fact in far.facts)
