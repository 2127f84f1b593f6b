"""文字写的评价工作数量与附件、清单不符。

## 查什么
「评价工作组由 3 人组成」与成员表的人数，「收集佐证材料 13 份」与佐证材料目录的份数，「访谈 2 次」「问卷调查 1 次」与所附访谈记录、问卷分析，「分为 4 个等级」与列出的等级，「发现问题 3 个」与列出的问题，应一致。只附了一部分记录的不算。

## 为什么
工作做了多少，由附件证明。

## 依据
- 清点

## 示例
```yaml 不应报告
label: 评价工作组由
figure: 2人
record: {type: evaluation_report, team: [{name: 甲}, {name: 乙}]}
===
# 没有成员表
label: 评价工作组由
figure: 2人
record: {type: evaluation_report}
===
# 只附了一部分访谈记录
label: 开展访谈
figure: 12次
record: {type: evaluation_report, interviews: [{interviewee: 甲}, {interviewee: 乙}]}
===
# 不是评价发现的问题
label: 往年发现的问题
figure: 5个
record: {type: evaluation_report, problems: [甲, 乙]}
```
```yaml 应报告
label: 评价工作组由
figure: 3人
record: {type: evaluation_report, team: [{name: 甲}, {name: 乙}]}
---
写 3 人，成员表列 2 人
===
label: 收集、核对佐证材料
figure: 12份
record: {type: evaluation_report, evidence: [甲, 乙, 丙]}
---
佐证材料目录列 3 份
===
label: 开展访谈
figure: 1次
record: {type: evaluation_report, interviews: [{interviewee: 甲}, {interviewee: 乙}]}
---
附件有访谈记录 2 份
===
label: 发现需要整改的问题
figure: 3个
record: {type: evaluation_report, problems: [甲, 乙]}
---
所列问题 2 个
```

## 怎么改
核对附件，改正文字或补全附件。
"""  # noqa: E501 - a paragraph of the page stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FactLine
from jiheng.model import EvaluationReport, Fact, Finding, Outcome, Relation, ReportPart, Severity
from jiheng.regulation import Standard

_PROBLEMS = re.compile(r"(?:发现|查出|梳理出|存在|通知所列)(?:[^，。]{0,8})?问题$|^问题$")
_OTHER_PROBLEMS = re.compile(r"往年|上年|以前年度|历年|审计|巡察")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What the report shows: how many, where; ``partly`` when it need not show all."""

    number: int
    shown: str
    path: str
    partly: bool = False


@check("EVR172", severity=Severity.QUESTION)
def work_counts_differ(line: FactLine, standard: Standard) -> Iterator[Said]:
    """A stated count against what can be counted."""
    figure, report = line.fact.figure, line.record
    if figure is None or figure.decimals or not isinstance(report, EvaluationReport):
        return
    counted = _counted(report, line.fact, figure.unit)
    if counted is None or (counted.partly and figure.value > counted.number):
        return
    same = figure.value == counted.number
    yield Relation(
        expression=f"「{line.fact.label}」= {counted.shown}",
        stated=figure.text,
        computed=str(counted.number),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=(line.at("figure"), counted.path),
    )
    if not same:
        unit = "份" if counted.partly else figure.unit
        yield Finding(
            message=f"「{line.fact.label}」写 {figure.with_unit}，{counted.shown} {counted.number} {unit}，请核实。",
            advice="核对附件，改正文字或补全附件。",
            stated=figure.with_unit,
            expected=f"{counted.number} {figure.unit}",
            paths=(line.at("figure"), counted.path),
        )


def _counted(report: EvaluationReport, fact: Fact, unit: str) -> _Counted | None:
    label = fact.label
    if unit in ("人", "名") and re.search(r"(?:工作|评价|项目)(?:小)?组(?:由|共|成员)?$|评价人员$", label) and report.team:
        return _Counted(number=len(report.team), shown="成员表列", path="/team")
    if unit == "份" and re.search(r"(?:佐证|证明)(?:材料|资料)$", label) and report.evidence:
        return _Counted(number=len(report.evidence), shown="佐证材料目录列", path="/evidence")
    if unit in ("次", "场", "人次") and label.endswith("访谈") and report.interviews:
        return _Counted(number=len(report.interviews), shown="附件有访谈记录", path="/interviews", partly=True)
    surveys = [one for one in report.surveys if one.part is ReportPart.ANNEX]
    if unit == "次" and re.search(r"(?:问卷|满意度)(?:调查)?$", label) and surveys:
        return _Counted(number=len(surveys), shown="附件有问卷分析", path="/surveys", partly=True)
    if unit in ("个", "项", "条") and _PROBLEMS.search(label) and not _OTHER_PROBLEMS.search(label) and report.problems:
        return _Counted(number=len(report.problems), shown="所列问题", path="/problems")
    return _grades(report, fact, unit)


def _grades(report: EvaluationReport, fact: Fact, unit: str) -> _Counted | None:
    """分为4个等级 with the bands of the same place."""
    if unit not in ("个", "档", "级") or not fact.text:
        return None
    told = re.compile(re.escape(fact.text) + r"(?:评价)?(?:等级|等次|档次|档)")
    if not any(told.search(text) for text in report.paragraphs):
        return None
    bands = {band.grade for band in report.grade_bands}
    return _Counted(number=len(bands), shown="列出的等级", path="/grade_bands") if len(bands) > 1 else None
