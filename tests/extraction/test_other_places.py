"""Layouts of places that the sample generator does not draw: tables of counts, tables under the agency's line, lists of sentences."""

from __future__ import annotations

from sketches import read

from jiheng.documents import read as read_file
from jiheng.extraction import extract
from jiheng.extraction.results import DocumentType
from jiheng.model import EvaluationReport, FinalAccounts, SelfEvaluationForm
from jiheng.regulation.labels import load_labels

_PUBLICATION = (
    "青禾县水务局2022年度部门决算", "# 第二部分 2022年度部门决算情况说明", "一、收入支出决算总体情况说明", "2022年度收、支总计均为100.00万元。",
    "# 第四部分 附件", "附件1 项目支出绩效自评表（略）", "# 第五部分 附表",
)  # fmt: skip


def report(*parts: str) -> EvaluationReport:
    record = read("青禾县2022年农田建设项目绩效评价报告", "一、基本情况", *parts).records[0].record
    assert isinstance(record, EvaluationReport)
    return record


def accounts(*parts: str) -> FinalAccounts:
    record = read(*_PUBLICATION, *parts).records[-1].record
    assert isinstance(record, FinalAccounts)
    return record


def test_a_table_of_areas_is_read_with_the_columns_that_no_list_of_labels_knows() -> None:
    (table,) = report(
        "表1 各乡镇建设任务及完成情况表",
        """
        | 序号 | 乡镇 | 任务面积 | 完成面积 | 面积完成率 | 备注 |
        | 1 | 东坪镇 | 0.50 | 0.40 | 80.00% | |
        | 2 | 西港镇 | 0.60 | 0.54 | 90.00% | |
        | 合计 | < | 1.10 | 0.94 | 85.45% | |
        """,
    ).money_tables
    assert (table.kind, table.columns) == ("counts", {"other": "任务面积", "other_2": "完成面积", "other_rate": "面积完成率"})
    assert [(row.name, row.level, row.figures["other_2"].text) for row in table.rows] == [
        ("东坪镇", 1, "0.40"),
        ("西港镇", 1, "0.54"),
        ("合计", 0, "0.94"),
    ]


def test_a_table_of_words_and_numbers_that_do_not_add_up_is_no_table_of_counts() -> None:
    tables = report("表1 设备清单", "| 名称 | 型号 | 使用年限 |\n| 水泵 | 150 | 8 |\n| 闸门 | 200 | 10 |\n| 阀门 | 80 | 6 |").money_tables
    assert tables == ()


def test_amounts_beside_their_labels_in_a_report_that_is_one_form_are_one_row() -> None:
    found = read(
        "2023年度财政支出项目绩效评价报告表",
        """
        | 项目名称 | 青禾县公交运营补贴 | < | < | < |
        | 资金情况（万元） | 计划投入 | 1560.00 | 实际到位 | 1560.00 |
        | ^ | 实际支出 | 1498.00 | 结余 | 62.00 |
        | ^ | 预算执行率 | 96.03% | | |
        | 评价结论 | 综合得分88.6分，评价等级为“良”，线路开通、票价和客运量都达到了年初设定的绩效目标。 | < | < | < |
        | 主要问题 | 1.补贴核定依据不充分，成本核定办法没有细化到线路和车型，逐年都按上年数安排。 | < | < | < |
        | 建议 | 1.完善成本核定办法，把线路和车型作为核定补贴的依据。 | < | < | < |
        """,
    ).records[0].record  # fmt: skip
    assert isinstance(found, EvaluationReport)
    (row,) = found.money_tables[0].rows
    assert {key: figure.text for key, figure in row.figures.items()} == {
        "initial_budget": "1560.00", "in_place": "1560.00", "executed": "1498.00", "surplus": "62.00", "execution_rate": "96.03%",
    }  # fmt: skip


def test_the_last_sentence_of_a_list_is_a_suggestion_like_those_before_it() -> None:
    found = report("五、改进建议", "1.细化预算编制。", "2.规范资产管理。", "3.提高服务质量。", "附表：指标评分表，共计十六项指标。")
    assert [point.title for point in found.suggestions] == ["细化预算编制", "规范资产管理", "提高服务质量"]


def test_a_title_broken_before_its_last_words_is_a_report() -> None:
    found = read("2020年度青禾县村卫生室标准化建设项目支出绩效", "评价报告", "一、基本情况", "项目预算资金100万元。")
    assert found.type is DocumentType.EVALUATION_REPORT


def test_the_agency_below_the_title_does_not_name_a_table_nor_does_an_annex_that_is_left_out() -> None:
    (table,) = accounts(
        "支出决算表", "公开03表", "部门：青禾县水务局", "单位：万元",
        """
        | 科目代码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
        | 栏次 | < | 1 | 2 | 3 |
        | 合计 | < | 100.00 | 60.00 | 40.00 |
        | 213 | 农林水支出 | 100.00 | 60.00 | 40.00 |
        """,
    ).tables  # fmt: skip
    assert (table.kind, table.title, table.unit) == ("expenditure", "支出决算表", "万元")


def test_three_public_items_over_rows_of_budget_and_final_figures() -> None:
    (table,) = accounts(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "单位：万元",
        """
        | 项目 | “三公”经费 | < | < | < | < | < | 会议费 |
        | ^ | 小计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置及运行维护费 | < | < | ^ |
        | ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ |
        | 栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
        | 预算数 | 12.50 | 0.00 | 4.50 | 8.00 | 0.00 | 8.00 | 2.00 |
        | 决算数 | 10.75 | 0.00 | 3.12 | 7.63 | 0.00 | 7.63 | 1.20 |
        """,
    ).tables  # fmt: skip
    assert table.kind == "three_public"
    read_rows = {row.name: [row.figures[side].text for side in ("budget", "final")] for row in table.rows}
    assert read_rows["公务接待费"] == ["4.50", "3.12"] and ["12.50", "10.75"] in read_rows.values()


def test_a_row_of_column_numbers_below_a_header_lends_no_label_to_its_neighbours() -> None:
    (table,) = accounts(
        "财政拨款“三公”经费支出决算表", "单位：万元",
        """
        | 预算数 | | | | | | 决算数 | | | | | |
        | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 |
        | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | | | | 小计 | 公务用车购置费 | 公务用车运行维护费 | |
        | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
        | 12.50 | 0.00 | 8.00 | 0.00 | 8.00 | 4.50 | 10.75 | 0.00 | 7.63 | 0.00 | 7.63 | 3.12 |
        """,
    ).tables  # fmt: skip
    assert {row.name: row.figures["final"].text for row in table.rows}["公务接待费"] == "3.12"


def test_money_of_cities_and_counties_is_a_part_of_the_total_in_a_text_file_too() -> None:
    lines = (
        "转移支付区域（项目）绩效自评表", "项目名称\t青禾县污水治理", "资金情况（万元）\t\t全年预算数（A）\t全年执行数（B）\t执行率（B/A）\t分值\t得分",
        "\t年度资金总额：\t54\t48.6\t90%\t10\t9", "\t其中：中央财政资金\t12\t12\t100%\t\t", "\t市县财政资金\t42\t36.6\t87.14%\t\t",
        "绩效指标\t一级指标\t三级指标\t指标值\t全年完成值\t分值\t得分", "\t产出指标\t铺设管网长度\t126公里\t126公里\t90\t90", "总分\t\t\t\t\t100\t99",
    )  # fmt: skip
    found = extract(read_file("form.txt", data="\n".join(lines).encode()), load_labels("cn"))
    (item,) = found.records
    assert isinstance(item.record, SelfEvaluationForm)
    assert [row.label for row in item.record.funds] == ["年度资金总额", "其中：中央财政资金", "市县财政资金"]
