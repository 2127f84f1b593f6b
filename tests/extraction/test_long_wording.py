"""Wordings and layouts that the generated disclosures and reports brought to light."""

from sketches import document

from jiheng.documents import read
from jiheng.documents.content import Paragraph
from jiheng.extraction import extract
from jiheng.extraction.prose import ProseFacts, read_facts
from jiheng.model import EvaluationReport, FinalAccounts, ReportPart
from jiheng.regulation.labels import load_labels


def stated(text: str) -> ProseFacts:
    blocks = read("公开.txt", data=text.encode()).blocks
    return read_facts([block for block in blocks if isinstance(block, Paragraph)], year=2024)


def test_a_budget_item_is_known_by_its_codes_as_by_its_words() -> None:
    facts = stated(
        "1.农林水支出（213）水利（21303）行政运行（2130301）：支出决算为20.00万元。\n2.住房公积金（2210201）。支出决算为3.00万元。"
    ).facts
    assert [fact.functional for fact in facts] == [("农林水支出", "水利", "行政运行"), ("", "", "住房公积金")]
    assert [fact.figure.text for fact in facts if fact.figure] == ["20.00", "3.00"]


def test_a_class_with_its_code_takes_its_own_share() -> None:
    facts = stated(
        "一般公共预算支出100.00万元，主要用于：农林水支出（213类）80.00万元，占80.00%；教育支出（205类）20.00万元，占20.00%。"
    ).facts
    assert [(fact.functional, fact.share and fact.share.text) for fact in facts[1:]] == [
        (("农林水支出",), "80.00%"),
        (("教育支出",), "20.00%"),
    ]


def test_a_budget_named_after_the_final_figure_is_its_base() -> None:
    for words in (
        "公务接待费支出决算为3.20万元，完成预算的64.00%（预算数为5.00万元），原因是厉行节约。",
        "公务接待费支出决算数为3.20万元，预算数为5.00万元，完成预算的64.00%，原因是厉行节约。",
    ):
        (fact,) = stated(words).facts
        (comparison,) = fact.comparisons
        assert fact.figure is not None and fact.figure.text == "3.20"
        assert comparison.base is not None and comparison.base.text == "5.00"
        assert comparison.completion is not None and comparison.reason == "厉行节约"


def test_spending_compared_after_its_balance_is_still_the_spending() -> None:
    facts = stated("政府性基金本年支出20.00万元，年末结转和结余1.00万元。支出与上年相比，减少2.00万元，下降9.09%。").facts
    assert [len(fact.comparisons) for fact in facts] == [1, 0]


def test_a_quantity_named_again_in_a_paragraph_of_its_own_gets_its_reason() -> None:
    words = "接待费支出预算为5.00万元，支出决算为3.20万元。\n接待费支出较上年减少1.00万元（下降23.81%）。主要原因是来访减少。"
    reasons = [comparison.reason for fact in stated(words).facts for comparison in fact.comparisons]
    assert "来访减少" in reasons


TABLE = """
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| 合计 | < | 3.00 | 2.00 | 1.00 |
| 213 | 农林水支出 | 3.00 | 2.00 | 1.00 |
"""


def test_the_number_of_a_table_on_its_own_line_is_not_its_name() -> None:
    parts = (
        "某县某局2024年度部门决算",
        "第一部分 部门决算表",
        "一般公共预算财政拨款支出决算表",
        "公开05表",
        "部门：某局    单位：万元",
        TABLE,
    )
    record = extract(document(*parts), load_labels("cn")).records[0].record
    assert isinstance(record, FinalAccounts)
    assert [table.kind.value for table in record.tables] == ["general_expenditure"]


def test_a_group_printed_over_its_first_column_holds_for_the_others() -> None:
    rows = [
        "预算数\t\t\t决算数\t\t",
        "合计\t因公出国（境）费\t公务接待费\t合计\t因公出国（境）费\t公务接待费",
        "5.00\t2.00\t3.00\t4.00\t1.50\t2.50",
    ]
    text = "\n".join(["某县某局2024年度部门决算", "财政拨款“三公”经费支出决算表", *rows])
    record = extract(read("表.txt", data=text.encode()), load_labels("cn")).records[0].record
    assert isinstance(record, FinalAccounts)
    (table,) = record.tables
    assert {row.name: [figure.text for figure in row.figures.values()] for row in table.rows}["公务接待费"] == ["3.00", "2.50"]


def test_a_piped_row_that_begins_with_an_empty_cell_is_a_row_of_its_own() -> None:
    text = "甲 | 1.00 | 乙 | 2.00 |\n丙 | 1.00 | 丁 | 2.00 |\n | | 戊 | 3.00 |\n合计 | 2.00 | 合计 | 7.00 |\n"
    (table,) = [block for block in read("表.txt", data=text.encode()).blocks if not isinstance(block, Paragraph)]
    assert (table.rows, table.columns) == (4, 4)


def test_the_body_begins_after_an_abstract_without_chapters_of_its_own() -> None:
    opening = "桥梁维护项目由某县交通局实施，主要内容是维护桥梁十二座，资金由财政安排，项目按计划完成了各项任务。"
    parts = (
        "某县桥梁维护项目绩效评价报告",
        "摘  要",
        opening,
        "一、项目概况",
        opening,
        "二、存在的问题",
        "（一）进度偏慢。部分桥梁没有按期完成。",
    )
    record = extract(document(*parts), load_labels("cn")).records[0].record
    assert isinstance(record, EvaluationReport)
    kinds = {heading.title: part for heading, part in zip(record.headings, record.heading_parts, strict=True)}
    assert kinds["项目概况"] is ReportPart.BODY and [point.title for point in record.problems] == ["进度偏慢"]


def test_both_totals_told_at_once_are_what_each_of_them_changed() -> None:
    (fact,) = stated("2024年度收入总计、支出总计均为40.00万元。与2023年相比，收入总计、支出总计各增加2.00万元，上升5.3%。").facts
    assert fact.figure is not None and fact.figure.text == "40.00"
    (comparison,) = fact.comparisons
    assert comparison.amount is not None and comparison.rate is not None


def test_an_average_keeps_its_name() -> None:
    assert [fact.label for fact in stated("公务接待费人均为120元。").facts] == ["公务接待费人均"]


def test_a_rate_in_formula_code_is_a_rate() -> None:
    (fact,) = stated("公务接待费3.20万元，较上年减少1.00万元，下降 $23.81\\%$，满意度 $\\geq 90\\%$。").facts[:1]
    assert fact.comparisons[0].rate is not None and fact.comparisons[0].rate.text == "23.81%"


def test_the_year_compared_with_is_not_the_year_spoken_of() -> None:
    words = "收入总计40.00万元。\n支出总计40.00万元。\n收入支出总计与2023年度决算数38.00万元相比，增加2.00万元，增幅5.3%。"
    fact = stated(words).facts[-1]
    assert fact.year == 2024 and fact.figure is not None and fact.figure.text == "40.00"
    assert fact.comparisons[0].base is not None
