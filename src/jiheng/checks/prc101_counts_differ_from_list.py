"""文书里说的个数与所附清单不符。

## 查什么
整改通知和整改情况报告说的问题个数、已完成和正在整改的个数，应等于所附清单的行数；审核意见说的意见条数和采纳条数、投诉台账说的件数、汇总报告说的项目数、部门数、
各等级个数，也应等于表中的行数。

## 为什么
清点。个数不对，要么漏了问题，要么文字没有随清单更新。

## 依据
- 清点

## 示例
```yaml 不应报告
- type: rectification
  subject: {name: 村道养护, fiscal_year: 2024}
  items: [{id: "1", problem: 甲, progress: done}, {id: "2", problem: 乙, progress: under_way}]
- {type: evaluation_report, kind: process, facts: [{label: 通知所列问题, figure: 2个}, {label: 已完成, figure: 1个}, {label: 尚未完成, figure: 1个}]}
===
# 说的是别的个数
- {type: rectification, subject: {name: 村道养护, fiscal_year: 2024}, items: [{id: "1", problem: 甲}]}
- {type: evaluation_report, kind: process, facts: [{label: 抽查, figure: 6个}, {label: 已完成, figure: 3个}]}
===
- type: review_opinions
  subject: {name: 村道养护, fiscal_year: 2024}
  opinions: [{number: "1", opinion: 甲, decision: accepted}, {number: "2", opinion: 乙, decision: rejected}]
- {type: evaluation_report, kind: process, facts: [{label: 共收到意见, figure: 2条}, {label: 采纳, figure: 1条}, {label: 不采纳, figure: 1条}]}
===
- {type: results_summary, tables: [{kind: projects, rows: [{name: 甲, score: "95.00", grade: 优}, {name: 乙}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 共汇总项目, figure: 2个}, {label: 有自评得分的项目, figure: 1个}, {label: 优, figure: 1个}]}
```
```yaml 应报告
- {type: rectification, subject: {name: 村道养护, fiscal_year: 2024}, items: [{id: "1", problem: 甲}, {id: "2", problem: 乙}]}
- {type: evaluation_report, kind: process, facts: [{label: 发现需要整改的问题, figure: 3个}]}
---
清单列了 2 个
===
- type: review_opinions
  subject: {name: 村道养护, fiscal_year: 2024}
  opinions: [{number: "1", opinion: 甲, decision: accepted}, {number: "2", opinion: 乙, decision: rejected}]
- {type: evaluation_report, kind: process, facts: [{label: 采纳, figure: 2条}]}
---
清单列了 1 条
===
- {type: complaint_ledger, fiscal_year: 2025, complaints: [{number: "1", received_on: "2025-03-01", channel: web, summary: 甲}]}
- {type: evaluation_report, kind: process, facts: [{label: 绩效投诉, figure: 2件}]}
---
清单列了 1 件
===
- {type: results_summary, tables: [{kind: projects, rows: [{name: 甲, grade: 良, score: "85.00"}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 优, figure: 1个}]}
---
清单列了 0 个
===
- {type: results_summary, tables: [{kind: departments, rows: [{name: 甲局, own_score: "98.00"}, {name: 乙局}]}]}
- {type: evaluation_report, kind: process, facts: [{label: 有部门整体自评得分的部门, figure: 2个}]}
---
清单列了 1 个
```

## 怎么改
核对清单，改正文字里的个数，或者补全清单。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.papers import PaperWithWords, Stated, papers
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import (
    ComplaintLedger,
    Decision,
    Finding,
    Outcome,
    Progress,
    Rectification,
    Relation,
    ResultsSummary,
    ReviewOpinions,
    Satisfaction,
    Severity,
)
from jiheng.regulation import Standard

_UNITS = ("个", "项", "条", "件")
_PROBLEMS = re.compile(r"(?:需要|应当?|须)整改的?问题|(?:通知)?所列(?:的)?(?:问题)?$|^(?:发现|反馈)(?:主要|的)?问题$")
_PROGRESS = (
    (re.compile(r"(?:已|已经)?(?:完成整改|整改完成|整改到位)|已完成"), (Progress.DONE,)),
    (re.compile(r"正在(?:整改|推进)|整改中"), (Progress.UNDER_WAY,)),
    (re.compile(r"尚未整改|未整改"), (Progress.NOT_STARTED,)),
    (re.compile(r"无法整改"), (Progress.IMPOSSIBLE,)),
    (re.compile(r"对?(?:尚)?未完成(?:整改)?(?:的)?(?:问题)?"), (Progress.UNDER_WAY, Progress.NOT_STARTED, Progress.IMPOSSIBLE)),
)
_OPINIONS = re.compile(r"(?:共|合计)?(?:收到|提出|征集)(?:的)?(?:审核|反馈|修改|专家)?意见(?:和建议)?")
_DECISIONS = {"采纳": Decision.ACCEPTED, "部分采纳": Decision.PARTLY_ACCEPTED, "不采纳": Decision.REJECTED, "未采纳": Decision.REJECTED}
_COMPLAINTS = re.compile(r"(?:共)?(?:登记|收到|受理)?(?:绩效)?投诉(?:（信访）)?")
_ANSWERS = {"满意": Satisfaction.SATISFIED, "基本满意": Satisfaction.FAIRLY_SATISFIED, "不满意": Satisfaction.DISSATISFIED}


@check("PRC101", severity=Severity.QUESTION)
def counts_differ_from_list(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for paper in papers(dossier):
        for stated in paper.stated():
            if stated.figure.unit not in _UNITS or stated.figure.decimals:
                continue
            found = _count(paper, stated.label, standard)
            if found is not None:
                yield from _compared(paper, stated, *found)


def _compared(paper: PaperWithWords, stated: Stated, group: str, count: int) -> Iterator[Said]:
    same = stated.figure.value == count
    paths = (stated.path, paper.paper.at(group))
    yield Relation(
        expression=f"「{stated.label}」= 清单中的个数",
        stated=stated.figure.text,
        computed=str(count),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=paths,
    )
    if not same:
        unit = stated.figure.unit
        yield Finding(
            message=f"文中写「{stated.label}」{stated.figure.text} {unit}，所附清单列了 {count} {unit}，请核实。",
            advice="核对清单，改正文字里的个数，或者补全清单。",
            stated=f"{stated.figure.text} {unit}",
            expected=f"{count} {unit}",
            paths=paths,
        )


def _count(paper: PaperWithWords, label: str, standard: Standard) -> tuple[str, int] | None:
    """Which list the label counts, and how many entries of it; None when it counts something else."""
    record = paper.record
    if isinstance(record, Rectification):
        return _problems(record, label)
    if isinstance(record, ReviewOpinions):
        if _OPINIONS.fullmatch(label):
            return "/opinions", len(record.opinions)
        decision = _DECISIONS.get(label)
        return ("/opinions", sum(one.decision is decision for one in record.opinions)) if decision else None
    if isinstance(record, ComplaintLedger):
        if _COMPLAINTS.fullmatch(label):
            return "/complaints", len(record.complaints)
        answer = _ANSWERS.get(label)
        return ("/complaints", sum(one.satisfaction is answer for one in record.complaints)) if answer else None
    return _results(record, label, standard)


def _problems(record: Rectification, label: str) -> tuple[str, int] | None:
    if _PROBLEMS.search(label):
        return "/items", len(record.items)
    states = [item.progress for item in record.items]
    if None in states:
        return None
    wanted = next((wanted for pattern, wanted in _PROGRESS if pattern.fullmatch(label)), None)
    return ("/items", sum(state in wanted for state in states)) if wanted is not None else None


def _results(record: ResultsSummary, label: str, standard: Standard) -> tuple[str, int] | None:
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    grades = {word for key, words in names.items() for word in (key, *words)}
    for number, table in enumerate(record.tables):
        rows = [row for row in table.rows if not row.is_total]
        group = f"/tables/{number}/rows"
        if table.kind == "projects" and record.lists_all:
            if re.fullmatch(r"(?:共)?汇总项目", label):
                return group, len(rows)
            if re.fullmatch(r"有(?:自评)?得分的项目", label):
                return group, sum(row.score is not None for row in rows)
            if re.fullmatch(r"没有得分、?(?:未参加排名的)?项目|未参加排名的?项目", label):
                return group, sum(row.score is None for row in rows)
            if label in grades:
                return group, sum(row.grade == label for row in rows)
        if table.kind == "departments" and label == "涉及部门":
            return group, sum(row.count is None or row.count.value > 0 for row in rows)
        if table.kind == "departments" and re.fullmatch(r"有部门整体(?:支出)?自评得分的部门", label):
            return group, sum(row.own_score is not None for row in rows)
        if table.kind == "evaluations" and re.fullmatch(r"完成(?:重点)?绩效评价", label):
            return group, sum(row.score is not None for row in rows)
    return None
