"""Finding the forms of a document: many in one file, one cut into several tables, and tables that are no forms."""

from __future__ import annotations

from sketches import form, money, only, read, row, table

from jiheng.documents.content import Cell, Document, FileKind, Table
from jiheng.extraction import extract
from jiheng.model import Place
from jiheng.regulation.labels import load_labels

HEAD = """
| 项目名称 | {name} | < | < | < | < | < | < |
| 主管部门 | 清河县财政局 | < | < | 实施单位 | 清河县财政局 | < | < |
| 项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | < | 10 | 10 | 10 | 10 | 100% | 10 |
"""
GOALS = """
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | 完成任务 | < | < | 已完成 | < | < | < |
"""
INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标 | 数量指标 | 举办活动 | ≥5次 | 5次 | 50 | 50 | |
| 满意度指标 | 满意度指标 | 满意度 | ≥90% | 95% | 40 | 40 | |
"""
TOTAL = "| 总分 | < | < | < | < | 100 | 100 | |"


def whole(name: str) -> str:
    return "\n".join(part.strip() for part in (HEAD.format(name=name), GOALS, INDICATORS, TOTAL))


def test_many_forms_in_one_disclosure() -> None:
    extraction = read(
        "清河县财政局2023年度部门决算公开说明", "# 第一部分 部门概况", "# 第二部分 2023年度部门决算情况说明", "# 第三部分 部门决算报表",
        "# 部门整体支出绩效自评表", "（2023年度）", whole("整体").replace("项目名称", "部门名称"),
        "# 项目支出绩效自评表", "（2023年度）", whole("甲项目"), "# 项目支出绩效自评表", "（2023年度）", whole("乙项目"),
    )  # fmt: skip
    *forms, accounts = extraction.records
    assert [(item.record.scope.value, item.record.project) for item in forms] == [
        ("department", None), ("project", "甲项目"), ("project", "乙项目"),
    ]  # fmt: skip
    assert accounts.record.type == "final_accounts"
    assert extraction.unread == ()
    assert (extraction.type, extraction.agency, extraction.fiscal_year) == ("final_accounts", "清河县财政局", 2023)
    assert all(item.record.fiscal_year == 2023 for item in extraction.records)


def test_several_forms_one_under_another_in_one_table() -> None:
    title = "| 项目支出绩效自评表 | < | < | < | < | < | < | < |\n| （2022年度） | < | < | < | < | < | < | < |"
    extraction = read("\n".join([title, whole("甲项目"), "| | | | | | | | |", title, whole("乙项目"), whole("丙项目")]), sheet="自评表")
    assert [item.record.project for item in extraction.records] == ["甲项目", "乙项目", "丙项目"]
    assert [len(item.record.indicators) for item in extraction.records] == [2, 2, 2]
    assert extraction.records[1].record.fiscal_year == 2022


def test_a_form_cut_into_three_tables() -> None:
    record = form("项目支出绩效自评表", HEAD.format(name="甲项目"), "", GOALS, INDICATORS + TOTAL)
    assert record.project == "甲项目" and record.expected_objective == "完成任务" and len(record.indicators) == 2
    assert record.total_score and record.total_score.text == "100"


def test_a_form_whose_table_goes_on_without_its_header() -> None:
    rest = "| | 质量指标 | 合格率 | 100% | 100% | 20 | 20 | |\n" + TOTAL
    record = form("项目支出绩效自评表", HEAD.format(name="甲项目") + GOALS.strip() + "\n" + INDICATORS.strip(), "- 2 -", rest)
    assert row(record, 2) == "满意度指标/质量指标/合格率/100%/100%/20/20/"


def test_one_form_per_sheet_takes_its_title_from_the_sheet() -> None:
    record = form(whole("甲项目"), sheet="2021年项目支出绩效自评表")
    assert (record.title, record.fiscal_year) == ("2021年项目支出绩效自评表", 2021)


def test_a_scoring_table_of_a_report_is_no_form() -> None:
    extraction = read(
        "某专项资金绩效评价报告", "# 附件1 绩效评价指标体系评分表",
        """
        | 一级指标 | 二级指标 | 三级指标 | 权重 | 指标解释 | 标杆值 | 评分标准 | 得分 | 得分率 |
        | 决策 | 项目立项 | 立项依据充分性 | 3 | 反映依据 | 充分 | 缺一扣1分 | 3 | 100% |
        """,
        "# 得分情况",
        """
        | 一级指标 | 权重 | 得分率 | 实际得分 |
        | 决策 | 20 | 95% | 19 |
        """,
    )  # fmt: skip
    assert [item.record.type for item in extraction.records] == ["evaluation_report"] and extraction.unread == ()
    assert [table.title for table in extraction.tables] == ["绩效评价指标体系评分表", "得分情况"]
    assert extraction.type == "evaluation_report"


def test_a_summary_of_self_evaluations_and_budget_tables_are_no_forms() -> None:
    extraction = read(
        "项目支出绩效自评结果汇总表", "单位：万元",
        """
        | 序号 | 项目名称 | 主管部门 | 全年预算数 | 全年执行数 | 执行率 | 得分 |
        | 1 | 甲项目 | 财政局 | 10 | 10 | 100% | 98 |
        """,
        "收入支出决算总表",
        """
        | 收入 | < | 支出 | < |
        | 项目 | 决算数 | 项目 | 决算数 |
        | 一般公共预算财政拨款收入 | 100 | 一般公共服务支出 | 100 |
        """,
    )  # fmt: skip
    assert [item.record.type for item in extraction.records] == ["final_accounts"]
    assert [table.title for table in extraction.records[0].record.tables] == ["收入支出决算总表"]
    assert [(table.title, table.unit) for table in extraction.tables] == [("项目支出绩效自评结果汇总表", "万元")]


def test_an_evaluation_report_as_one_large_form_is_no_self_evaluation() -> None:
    extraction = read(
        "项目支出绩效评价报告",
        """
        | 项目名称 | 甲项目 | 主管部门 | 财政局 |
        | 资金（万元） | 计划 | 到位 | 支出 |
        | ^ | 10 | 10 | 9 |
        | 绩效评价结论 | 良好 | < | < |
        """,
    )
    assert [item.record.type for item in extraction.records] == ["evaluation_report"]


def test_what_became_no_field_is_reported_with_its_place() -> None:
    odd = whole("甲项目").replace("| 95% | 40 | 40 | |", "| 95% | 40 | 40 | |\n| 神秘栏 | 某值 | < | < | < | < | < | < |")
    extraction = read("项目支出绩效自评表", odd.replace("| 完成任务 |", "| 完成任务 |"))
    record = only(extraction)
    assert len(record.indicators) in (2, 3)
    strange = whole("甲项目").replace("| 主管部门 |", "| 神秘栏 | 某值 | < | < | 另一值 | < | < | < |\n| 主管部门 |")
    extraction = read("项目支出绩效自评表", strange)
    assert [source.label for source in extraction.unread] == ["神秘栏", "某值", "另一值"]
    assert extraction.unread[0].place.row == 1 and extraction.unread[0].section == "项目支出绩效自评表：甲项目"


def test_every_field_knows_its_cell() -> None:
    extraction = read("项目支出绩效自评表", whole("甲项目"))
    sources = extraction.records[0].sources
    score = sources.find("/indicators/1/score")
    assert score and (score.place.row, score.place.column, score.label) == (8, 6, "满意度 / 得分")
    assert score.section == "项目支出绩效自评表：甲项目" and score.row_text.startswith("满意度指标\t满意度指标\t满意度")
    executed = sources.find("/funds/0/executed")
    assert executed and executed.label == "年度资金总额 / 全年执行数" and executed.place.column == 4
    assert sources.find("/indicators/0/completion_rate") == sources.find("/indicators/0")


def test_blank_dash_and_zero_stay_three_things() -> None:
    record = form("项目支出绩效自评表", whole("甲项目").replace("| 10 | 10 | 10 | 10 | 100% | 10 |", "|  | 0 | — | 10 | / | 无 |"))
    funds = record.funds[0]
    assert funds.initial_budget is None and "initial_budget" not in funds.marks
    assert funds.adjusted_budget and funds.adjusted_budget.value == 0
    assert funds.marks == {"executed": "—", "execution_rate": "/", "score": "无"}
    assert money(record, 0) == "年度资金总额//0//10//"


def test_rows_that_only_carry_points_are_kept_and_empty_rows_are_not() -> None:
    extra = "| | 质量指标 | | | | 10 | 10 | |\n| | 时效指标 | | | | | | |"
    record = form("项目支出绩效自评表", whole("甲项目").replace("| 总分 |", extra + "\n| 总分 |"))
    assert [i.name for i in record.indicators] == ["举办活动", "满意度", ""]
    assert record.indicators[2].weight and record.indicators[2].subcategory == "质量指标"


def test_a_row_cut_by_a_page_keeps_its_texts_together() -> None:
    cut = "| | | 举办讲座 | ≥5场 | 4场 | 10 | 8 | 因场馆检修，第二 |\n| | | | | | | | 季度未能举办。 |"
    record = form("项目支出绩效自评表", whole("甲项目").replace("| 总分 |", cut + "\n| 总分 |"))
    assert len(record.indicators) == 3 and record.indicators[2].deviation_reason == "因场馆检修，第二季度未能举办。"
    merged = "| | | 举办讲座 | ≥5场 | 4场 | 10 | 8 | 因场馆检修，第二 |\n| | | ^ | ^ | ^ | ^ | ^ | 季度未能举办。 |"
    assert form("项目支出绩效自评表", whole("甲项目").replace("| 总分 |", merged + "\n| 总分 |")).indicators == record.indicators


def test_a_form_nested_in_a_cell_takes_the_title_printed_above_it() -> None:
    inner = table(whole("甲项目"), 0)
    outer = Cell(row=0, column=0, text="项目支出绩效自评表\n（2024年度）", place=Place(block=0, row=0, column=0), tables=(inner,))
    page = Table(cells=(outer,), rows=1, columns=1, place=Place(block=0))
    document = Document(path="a.docx", kind=FileKind.DOCX, digest="sha256:0", blocks=(page,))
    extraction = extract(document, load_labels("cn"))
    assert (only(extraction).title, only(extraction).fiscal_year, extraction.tables) == ("项目支出绩效自评表", 2024, ())


def test_an_extra_column_is_kept_beside_the_row() -> None:
    lines = whole("甲项目").replace("实际完成值 |", "实际完成值 | 财政复核值 |").splitlines()
    wider = [line if "财政复核值" in line else _with_cell(line) for line in lines]
    extraction = read("项目支出绩效自评表", "\n".join(wider))
    assert [row(only(extraction), n) for n in (0, 1)] == [
        "产出指标/数量指标/举办活动/≥5次/5次/50/50/",
        "满意度指标/满意度指标/满意度/≥90%/95%/40/40/",
    ]
    assert [source.label for source in extraction.unread] == ["财政复核值", "复核", "复核"]


def _with_cell(line: str) -> str:
    cells = line.strip().strip("|").split("|")
    return "|" + "|".join([*cells[:5], " 复核 " if "指标 |" in line and "一级" not in line else " < ", *cells[5:]]) + "|"
