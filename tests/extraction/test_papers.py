"""Papers of the process as people write them: known by title and columns, read into their records, never taken for another paper."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest

from jiheng.assessment.assessing import Options, assess
from jiheng.documents import Document, read
from jiheng.extraction import Extraction, extract, to_contract
from jiheng.model import (
    ComplaintLedger,
    Decision,
    EvaluationReport,
    PaperRecord,
    Progress,
    Rectification,
    ResultsSummary,
    ReviewOpinions,
    SelfEvaluationForm,
)
from jiheng.regulation import load_labels

Rows = list[list[str]]


def page(*blocks: str | Rows) -> Document:
    """A page of paragraphs and tables."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>{block}</p>")
        else:
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in block)
            parts.append(f"<table border=1>{rows}</table>")
    return read("文件.html", data=f"<html><body>{''.join(parts)}</body></html>".encode())


def sheet(title: str, rows: Rows) -> Document:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    active.title = title
    for row in rows:
        active.append(row)
    data = io.BytesIO()
    book.save(data)
    return read("台账.xlsx", data=data.getvalue())


def read_from(document: Document) -> Extraction:
    return extract(document, load_labels("cn"))


REGISTER = [
    ["序号", "存在问题", "整改措施", "责任单位", "完成时限", "完成情况", "备注"],
    ["1", "护岸少建40米", "补建40米", "工程股", "2025年6月30日", "已完成", ""],
    ["2", "资料费超标准", "退回国库", "财务室", "2025年7月31日", "正在整改", "分期退回"],
]


def test_a_register_is_read_by_its_columns() -> None:
    found = read_from(page("澄岚县水利局2024年绩效评价问题整改台账", REGISTER))
    record = found.records[0].record
    assert isinstance(record, Rectification)
    assert (found.type, record.subject.fiscal_year) == ("rectification", 2024)
    assert [(item.problem, item.measure, item.responsible, item.progress) for item in record.items] == [
        ("护岸少建40米", "补建40米", "工程股", Progress.DONE),
        ("资料费超标准", "退回国库", "财务室", Progress.UNDER_WAY),
    ]
    assert record.items[0].due_on == datetime.date(2025, 6, 30)
    place = found.records[0].sources.find("/items/1/measure")
    assert place is not None
    assert (place.place.row, place.place.quote, place.label) == (2, "退回国库", "资料费超标准 / 整改措施")


def test_a_register_in_a_workbook_with_its_title_in_the_first_row() -> None:
    record = read_from(sheet("Sheet1", [["2024年度绩效评价整改台账"], *REGISTER])).records[0].record
    assert isinstance(record, Rectification)
    assert len(record.items) == 2


@pytest.mark.parametrize("join", ["\t", " | "])
def test_a_register_in_a_text_file_is_read_when_every_row_has_every_cell(join: str) -> None:
    rows = [[*row[:6], row[6] or "无"] for row in REGISTER]
    lines = ["2024年度绩效评价整改台账", "", *(join.join(row) for row in rows)]
    record = read_from(read("台账.txt", data="\n".join(lines).encode())).records[0].record
    assert isinstance(record, Rectification)
    assert [item.progress for item in record.items] == [Progress.DONE, Progress.UNDER_WAY]


def test_a_letter_without_a_list_has_its_problems_under_headings() -> None:
    found = read_from(
        page(
            "澄财绩〔2025〕9号",
            "关于2024年度喆溪河道整治项目绩效评价发现问题整改的通知",
            "澄岚县水利局：",
            "根据《喆溪河道整治项目绩效评价报告》，评价得分为82.50分，等级为良。现通知如下。",
            "一、存在的问题",
            "（一）护岸未按期完工。计划8月完工，实际11月完工。",
            "（二）资料费超标准。",
            "涉及金额2.40万元。",
            "二、整改要求",
            "（一）请于2025年7月31日前完成整改。",
            "澄岚县财政局",
            "2025年5月6日",
        )
    )
    record = found.records[0].record
    assert isinstance(record, Rectification)
    assert (record.subject.name, record.subject.fiscal_year, record.subject.agency) == ("喆溪河道整治项目", 2024, "澄岚县水利局")
    assert (record.issuer, record.document_number, record.score) == ("澄岚县财政局", "澄财绩〔2025〕9号", Decimal("82.50"))
    assert (record.issued_on, record.due_on) == (datetime.date(2025, 5, 6), datetime.date(2025, 7, 31))
    assert [(item.problem, item.text) for item in record.items] == [
        ("护岸未按期完工", "计划8月完工，实际11月完工。"),
        ("资料费超标准", ""),
    ]
    assert record.items[1].amount is not None
    assert record.items[1].amount.value == Decimal("2.40")


def test_opinions_with_columns_of_their_own() -> None:
    found = read_from(
        page(
            "喆溪河道整治项目绩效评价报告征求意见采纳情况表",
            "（2024年度）",
            [
                ["序号", "反馈单位", "反馈意见", "采纳情况", "未采纳理由"],
                ["1", "水利局", "建议补充验收资料", "采纳", ""],
                ["2", "工程队", "建议不扣分", "不采纳", "评分规则没有免扣规定"],
            ],
        )
    )
    record = found.records[0].record
    assert isinstance(record, ReviewOpinions)
    assert [(one.reviewer, one.opinion, one.decision, one.reason) for one in record.opinions] == [
        ("水利局", "建议补充验收资料", Decision.ACCEPTED, ""),
        ("工程队", "建议不扣分", Decision.REJECTED, "评分规则没有免扣规定"),
    ]


LEDGER = [
    ["序号", "投诉日期", "投诉方式", "投诉人", "被投诉单位", "投诉内容", "是否受理", "办理结果", "答复日期"],
    ["1", "2025-03-04", "来信", "匿名", "水利局", "护岸长度不实", "已受理", "责成更正", "2025-03-20"],
    ["2", "2025-04-01", "来访", "何某", "教育局", "公开网页打不开", "不予受理", "", ""],
]


def test_a_ledger_with_a_field_a_column() -> None:
    record = read_from(page("澄岚县财政局2025年投诉登记台账", LEDGER)).records[0].record
    assert isinstance(record, ComplaintLedger)
    first, second = record.complaints
    assert (first.received_on, first.anonymous, first.accepted, first.measure) == (datetime.date(2025, 3, 4), True, True, "责成更正")
    assert (second.complainant, second.accepted, second.refusal_reason) == ("何某", False, "")


def test_a_complaint_that_a_ledger_could_not_keep_is_named_as_unread() -> None:
    rows = [LEDGER[0], ["1", "2025-03-04", "托人带话", "匿名", "水利局", "护岸长度不实", "已受理", "", ""], LEDGER[2]]
    found = read_from(page("2025年投诉台账", rows))
    record = found.records[0].record
    assert isinstance(record, ComplaintLedger)
    assert [one.number for one in record.complaints] == ["2"]
    assert "托人带话" in [source.place.quote for source in found.unread]


def test_a_ranking_names_its_rows() -> None:
    found = read_from(
        page(
            "澄岚县2024年度绩效自评结果通报",
            "共汇总项目2个。",
            [
                ["名次", "项目名称", "主管部门", "自评得分", "等级"],
                ["1", "甲", "水利局", "95.00", "优"],
                ["2", "乙", "教育局", "90.00", "优"],
            ],
        )
    )
    record = found.records[0].record
    assert isinstance(record, ResultsSummary)
    assert [(row.name, row.department) for row in record.tables[0].rows] == [("甲", "水利局"), ("乙", "教育局")]


def test_faults_of_a_paper_are_found_at_their_places() -> None:
    rows = [[*REGISTER[0][:6], "完成日期"], [*REGISTER[2][:6], "2025年7月1日"]]
    (found,) = assess(page("2024年绩效评价问题整改台账", rows), Options()).findings
    assert (found.finding.code, found.location.place.row) == ("RCT103", 1)
    assert "done" not in found.finding.message


def test_the_words_of_a_paper_are_compared_with_its_list() -> None:
    told = "一、整改总体情况", "通知所列问题3个，已完成1个，正在整改1个。"
    found = assess(page("2024年喆溪河道整治项目绩效评价发现问题整改情况的报告", "澄岚县财政局：", *told, REGISTER), Options())
    assert [one.finding.code for one in found.findings if one.finding.code.startswith("PRC")] == ["PRC101"]
    assert {relation.relation.expression for relation in found.relations} >= {"「已完成」= 清单中的个数", "「正在整改」= 清单中的个数"}


OPINIONS = [["序号", "意见", "采纳情况"], ["1", "补充资料", "采纳"]]
SLIP = ["附件3 意见采纳情况表", OPINIONS]


@pytest.mark.parametrize(
    ("title", "blocks"),
    [
        ("喆溪河道整治项目绩效评价报告", SLIP),
        ("2024年度项目支出绩效自评报告", ["三、整改情况", REGISTER]),
        ("2024年度部门决算", ["问题整改台账", REGISTER]),
        # The title alone makes no paper, nor does a list without it.
        ("关于做好绩效评价问题整改的通知", ["各单位：", "请认真整改。"]),
        ("会议纪要", [REGISTER]),
    ],
)
def test_other_papers_are_not_taken_for_one(title: str, blocks: list[str | Rows]) -> None:
    found = read_from(page(title, *blocks))
    assert not any(isinstance(one.record, PaperRecord) or getattr(one.record, "kind", "") == "process" for one in found.records)
    assert found.type not in ("rectification", "review_opinions", "complaint_ledger", "results_summary")


def test_a_form_attached_to_a_reply_is_still_read() -> None:
    form = [
        ["项目支出绩效自评表"],
        ["项目名称", "喆溪河道整治"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "护岸长度", "≥1900米", "1860米", "50", "45"],
    ]
    found = read_from(page("2024年绩效评价问题整改情况的报告", REGISTER, "附件2", form))
    assert [type(one.record) for one in found.records] == [Rectification, EvaluationReport, SelfEvaluationForm]


def test_our_own_result_lists_are_no_forms() -> None:
    rows = [["序号", "文件", "位置", "级别", "问题", "表中所填", "应为"], ["1", "a.docx", "得分", "必须改", "总分不符", "90", "91"]]
    found = read_from(page("核对发现问题清单", rows))
    assert (found.type, found.records, len(found.tables)) == ("findings_list", (), 1)


def test_the_contract_shows_days_and_points_as_text() -> None:
    document = page("2024年绩效评价问题整改台账", REGISTER)
    shown = to_contract(read_from(document), document)["records"][0]
    assert (shown["type"], shown["items"][0]["due_on"], shown["items"][0]["progress"]) == ("rectification", "2025-06-30", "done")
