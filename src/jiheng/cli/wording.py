"""Chinese words of the command line for the closed sets of the model."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from jiheng.assessment import DocumentAssessment
from jiheng.model import Severity
from jiheng.model.amounts import text

SEVERITIES = {Severity.MUST_FIX: "必须改", Severity.QUESTION: "存疑", Severity.NOTE: "提示"}
VERDICTS = {
    "must_fix": "有必须改的问题",
    "question": "有存疑之处，请核实",
    "clean": "未发现须改之处",
    "not_checkable": "没有可以核对的内容",
}
STATES = {"open": "待处理", "waived": "已豁免", "known": "基线中已有"}
DOCUMENT_TYPES = {
    "self_evaluation": "绩效自评表",
    "objective": "绩效目标申报表",
    "monitoring": "绩效运行监控表",
    "final_accounts": "部门决算公开",
    "evaluation_report": "绩效评价报告",
    "evaluation_case": "绩效评价案例",
    "frame": "指标体系",
    "rectification": "整改",
    "complaint_ledger": "投诉台账",
    "review_opinions": "审核意见",
    "results_summary": "结果汇总与排名",
    "findings_list": "问题清单",
    "working_paper": "核对底稿",
}


def percent(part: int, whole: int) -> str:
    """A share for people: one decimal, half up."""
    return f"{text(Decimal(part * 100) / whole, 1)}%" if whole else "—"


def verdict_counts(assessed: DocumentAssessment) -> str:
    """How many findings of each severity are open, and how many are waived or known."""
    counts = Counter(found.finding.severity for found in assessed.open_findings)
    silent = len(assessed.findings) - len(assessed.open_findings)
    words = "，".join(f"{name} {counts[severity]} 处" for severity, name in SEVERITIES.items())
    return words + (f"，另有 {silent} 处已豁免或在基线中" if silent else "")
