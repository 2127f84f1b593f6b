"""The choices of ``report``, apart so that the command line starts without the writers."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """What ``report`` writes; see ``KINDS``."""

    PACKAGE = "package"
    FORMS = "forms"
    DISCLOSURE = "disclosure"
    DEPARTMENT_FORM = "department_form"
    NOTICE = "notice"
    REPLY = "reply"
    COMPLAINTS = "complaints"
    OPINIONS = "opinions"
    FINDINGS = "findings"
    SUMMARY = "summary"
    COUNTY = "county"


#: What a kind becomes, for the help of ``--kind``.
KINDS = {
    ReportKind.PACKAGE: "案例的评价报告（项目或部门）",
    ReportKind.DEPARTMENT_FORM: "部门的报告写成一张表",
    ReportKind.FORMS: "把读到的表写成官方格式",
    ReportKind.DISCLOSURE: "由决算报表起草部门决算公开说明",
    ReportKind.NOTICE: "整改通知书（整改记录或案例）",
    ReportKind.REPLY: "整改情况报告",
    ReportKind.COMPLAINTS: "投诉台账",
    ReportKind.OPINIONS: "审核意见书",
    ReportKind.FINDINGS: "问题清单（案例或待核对的文件）",
    ReportKind.SUMMARY: "排名和汇总报告",
    ReportKind.COUNTY: "示例县全年的成套文件",
}


KINDS_HELP = "；".join(f"{kind.value} {words}" for kind, words in KINDS.items()) + "。"


class ChartShape(StrEnum):
    """How the scores by level are drawn."""

    BARS = "bars"
    RADAR = "radar"


class ReportFormat(StrEnum):
    """File formats of ``report``."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
