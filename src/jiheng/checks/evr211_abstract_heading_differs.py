"""摘要与正文的标题、经验、问题写法不一。

## 查什么
摘要里的小标题、经验做法、问题、建议的标题与正文相近而不相同（差一两个字）；同一目标摘要叫「年度目标」、正文叫「阶段性目标」。

## 为什么
摘要应照正文写。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
problems: [{title: 公示渠道不完善}]
abstract_problems: [{title: 公示渠道不完善。}]
```
```yaml 应报告
practices: [{title: 严格执行标准，激发企业加大科研投入积极性}]
abstract_practices: [{title: 严格执行标准，激发企业加大研发投入积极性}]
---
科研
===
headings: [{level: 2, title: 存在问题及原因分析}, {level: 2, title: 问题及原因分析}]
heading_parts: [abstract, body]
---
存在问题
```

## 怎么改
摘要改为与正文一致。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    ReportPart,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR211", severity=Severity.NOTE)
def abstract_heading_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Points of abstract and body in pairs; headings that are nearly alike."""
    for group in ("practices", "problems", "suggestions"):
        own, told = getattr(report, group), getattr(report, f"abstract_{group}")
        for index, (one, two) in enumerate(zip(told, own, strict=False)):
            same = plain(one.title).strip("。") == plain(two.title).strip("。")
            alike = SequenceMatcher(None, one.title, two.title, autojunk=False).ratio()
            yield Relation(
                expression=f"摘要与正文第 {index + 1} 条标题一致",
                stated=one.title,
                computed=two.title,
                outcome=Outcome.HOLDS if same else Outcome.FAILS,
                paths=(f"/abstract_{group}/{index}", f"/{group}/{index}"),
            )
            if not same and alike >= float(standard.number("same_name_likeness")):
                yield _finding(one.title, two.title, f"/abstract_{group}/{index}", f"/{group}/{index}")
    heads = list(enumerate(zip(report.headings, report.heading_parts, strict=False)))
    body = {plain(heading.title): i for i, (heading, part) in heads if part is ReportPart.BODY}
    for i, (heading, part) in heads:
        title = plain(heading.title)
        if part is not ReportPart.ABSTRACT or title in body or heading.level > 2:
            continue
        twin = next(
            (name for name in body if len(name) > 6 and (name in title or title in name) and abs(len(name) - len(title)) <= 2), None
        )
        if twin is not None:
            yield _finding(heading.title, report.headings[body[twin]].title, f"/headings/{i}", f"/headings/{body[twin]}")


def _finding(one: str, two: str, path: str, other: str) -> Finding:
    return Finding(
        message=f"摘要写「{one}」，正文写「{two}」，标题不一致。",
        advice="摘要改为与正文一致。",
        stated=one,
        expected=two,
        paths=(path, other),
    )
