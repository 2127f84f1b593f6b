"""What was read (读出的数据), as a workbook: one sheet a form with fields, funds, indicators, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

from jiheng.assessment import locate
from jiheng.documents import Document, Unreadable
from jiheng.extraction import Extraction, to_contract
from jiheng.reports.render.workbook import Column, Head, Sheet, write_workbook

Contract: TypeAlias = Mapping[str, Any]
_FORM_TYPES = {
    "self_evaluation_form": "绩效自评表",
    "objective_form": "绩效目标申报表",
    "monitoring_form": "绩效运行监控表",
    "rectification": "整改",
    "complaint_ledger": "投诉台账",
    "review_opinions": "审核意见",
    "results_summary": "结果汇总与排名",
}
_SCOPES = {"project": "项目", "department": "部门整体"}
_FIELDS = (
    ("title", "表名"),
    ("fiscal_year", "年度"),
    ("project", "项目名称"),
    ("project_code", "项目编码"),
    ("supervising_department", "主管部门"),
    ("implementing_agency", "实施单位"),
    ("money_unit", "金额单位"),
    ("expected_objective", "预期目标"),
    ("actual_objective", "实际完成情况"),
    ("period_objective", "实施期目标"),
    ("total_weight", "分值合计"),
    ("total_score", "总分"),
    ("grade", "等级"),
    ("conclusion", "自评结论"),
    ("problems", "存在问题"),
    ("improvement", "改进措施"),
)
_FUNDS = (
    ("label", "资金"),
    ("initial_budget", "年初预算数"),
    ("adjusted_budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("expected_execution", "预计执行数"),
    ("weight", "分值"),
    ("execution_rate", "执行率"),
    ("score", "得分"),
)
_INDICATORS = (
    ("category", "一级指标"),
    ("subcategory", "二级指标"),
    ("name", "三级指标"),
    ("target", "指标值"),
    ("actual", "完成值"),
    ("weight", "分值"),
    ("score", "得分"),
    ("deviation_reason", "偏差原因及改进措施"),
)
_ITEMS = (
    ("id", "编号"),
    ("problem", "问题"),
    ("amount", "涉及金额"),
    ("requirement", "整改要求"),
    ("due_on", "整改期限"),
    ("measure", "整改措施"),
    ("progress", "整改进度"),
    ("finished_on", "完成日期"),
    ("responsible", "责任人"),
)
_COMPLAINTS = (
    ("number", "编号"),
    ("received_on", "收到日期"),
    ("agency", "被投诉单位"),
    ("project", "项目"),
    ("summary", "诉求摘要"),
    ("finding", "查明情况"),
    ("measure", "处理措施"),
    ("replied_on", "答复日期"),
)
_OPINIONS = (
    ("number", "编号"),
    ("reviewer", "意见提出人"),
    ("indicator", "指标"),
    ("opinion", "意见"),
    ("decision", "是否采纳"),
    ("reason", "理由"),
    ("change", "修改情况"),
)
_GROUPS = (
    ("items", "整改事项", _ITEMS),
    ("complaints", "投诉", _COMPLAINTS),
    ("opinions", "意见", _OPINIONS),
    ("funds", "资金", _FUNDS),
    ("period_funds", "实施期资金", _FUNDS),
    ("tasks", "年度主要任务", _FUNDS),
    ("indicators", "绩效指标", _INDICATORS),
    ("period_indicators", "实施期绩效指标", _INDICATORS),
)
_OVERVIEW = (
    Column("文件", 36),
    Column("表", 6),
    Column("种类", 16),
    Column("年度", 7),
    Column("项目", 40),
    Column("单位", 28),
    Column("总分", 9),
    Column("指标数", 8),
    Column("说明", 50),
)
_WIDTHS = (22, 22, 34, 16, 16, 10, 12, 30, 40)
_TABLES = (Column("文件", 30), Column("表", 34), Column("行", 6), *(Column(f"第{number}列", 18) for number in range(1, 16)))
_UNREAD = (Column("文件", 30), Column("表", 34), Column("位置", 30), Column("原文", 60))


def write_extraction(read: Iterable[tuple[Document, Extraction]], unreadable: Sequence[Unreadable], target: Path) -> None:
    """Write the workbook of a run; ``unreadable`` is looked at after everything was read."""
    documents = [(to_contract(extraction, document), extraction) for document, extraction in read]
    contracts = [contract for contract, _ in documents]
    sheets = [Sheet("一览", _OVERVIEW, list(_overview(contracts, unreadable)))]
    columns = [Column("", width) for width in _WIDTHS]
    number = 0
    for contract, extraction in documents:
        for index, record in enumerate(contract["records"]):
            number += 1
            name = f"{number:02d} {record.get('project') or record.get('title') or '表'}"
            sheets.append(Sheet(name, columns, list(_form(record, extraction, index)), filtered=False))
    sheets.append(Sheet("其他表格", _TABLES, list(_tables(contracts))))
    sheets.append(Sheet("未读懂", _UNREAD, list(_unread(contracts))))
    write_workbook(target, sheets)


def _overview(contracts: Sequence[Contract], unreadable: Sequence[Unreadable]) -> Iterator[list[object]]:
    number = 0
    for contract in contracts:
        notices = "；".join(contract["notices"])
        if not contract["records"]:
            yield [contract["path"], "", "没有读出表", "", "", "", "", "", notices]
        for record in contract["records"]:
            number += 1
            yield [
                contract["path"],
                number,
                _SCOPES.get(record.get("scope") or "", "") + _FORM_TYPES.get(record["type"], record["type"]),
                record.get("fiscal_year") or "",
                record.get("project") or "",
                record.get("implementing_agency") or record.get("agency") or "",
                _value(record.get("total_score")),
                len(record.get("indicators") or ()),
                notices,
            ]
    for bad in unreadable:
        yield [bad.path, "", "读不出", "", "", "", "", "", bad.error]


def _form(record: Contract, extraction: Extraction, index: int) -> Iterator[Sequence[object]]:
    def where(path: str) -> str:
        return locate(path, extraction.records, index).words

    yield Head(("字段", "内容", "位置"))
    for key, title in _FIELDS:
        if record.get(key) not in (None, ""):
            yield [title, _value(record[key]), where(f"/{key}")]
    for key, value in record.get("fields", {}).items():
        yield [key, value, where(f"/fields/{key}")]
    for group, title, columns in _GROUPS:
        rows = record.get(group) or []
        if rows:
            yield []
            yield Head((*(name if number else title for number, (_, name) in enumerate(columns)), "位置"))
        for number, row in enumerate(rows):
            yield [*(_value(row.get(key)) for key, _ in columns), where(f"/{group}/{number}")]


def _value(value: object) -> object:
    """A figure as a number, a measure as printed, everything else as it is."""
    if isinstance(value, Mapping):
        return value.get("raw") or ""
    if isinstance(value, str):
        try:
            number = Decimal(value.replace(",", ""))
        except InvalidOperation:
            return value
        return number if number.is_finite() else value
    return "" if value is None else value


def _tables(contracts: Sequence[Contract]) -> Iterator[list[object]]:
    for contract in contracts:
        for table in contract["tables"]:
            for number, row in enumerate(table["rows"], 1):
                yield [contract["path"], table["title"], number, *row[:15]]


def _unread(contracts: Sequence[Contract]) -> Iterator[list[object]]:
    for contract in contracts:
        for place in contract["unread"]:
            parts = (
                f"工作表「{place['sheet']}」" if place["sheet"] else "",
                f"第{place['page']}页" if place["page"] else "",
                f"第{place['line']}行" if place["line"] else "",
                place["label"] or "",
            )
            yield [contract["path"], place["section"], "，".join(part for part in parts if part), place["quote"]]
