"""Chinese words that reports share: for the closed sets of the model, and for what is evaluated."""

from __future__ import annotations

from jiheng.model import Outcome, Scope, Severity, Subject

SEVERITIES = {Severity.MUST_FIX: "必须改", Severity.QUESTION: "存疑", Severity.NOTE: "提示"}
OUTCOMES = {
    Outcome.HOLDS: "成立",
    Outcome.ROUNDING: "尾差",
    Outcome.FAILS: "不成立",
    Outcome.NOT_CHECKABLE: "无从核对",
}
VERDICTS = {
    "must_fix": "有必须改的问题",
    "question": "有存疑之处，请核实",
    "clean": "未发现须改之处",
    "not_checkable": "没有可以核对的内容",
}
STATES = {"open": "待处理", "waived": "已豁免", "known": "基线中已有"}


def subject_words(subject: Subject) -> str:
    """What is evaluated, as titles name it."""
    ending = "部门整体支出" if subject.scope is Scope.DEPARTMENT else "项目"
    return subject.name if subject.name.endswith(ending) else subject.name + ending
