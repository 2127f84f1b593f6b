"""建议与问题对不上。

## 查什么
建议的条数少于问题，或某条建议与哪个问题都不相干。

## 为什么
建议要回应问题。

## 依据
- mof-2020-10#建议应有针对性

## 示例
```yaml 不应报告
problems: [{title: 公示渠道不完善, text: 未公示}]
suggestions: [{title: 拓宽公示渠道, text: 在网站公示}]
```
```yaml 应报告
problems: [{title: 公示渠道不完善, text: 未公示}, {title: 绩效目标不合理, text: 目标与方案不一致}]
suggestions: [{title: 拓宽公示渠道, text: 在网站公示}]
---
2 个问题
```

## 怎么改
逐条对应地提出建议。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import grams
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR202", severity=Severity.QUESTION)
def suggestion_without_problem(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Counts first, then topics."""
    problems, suggestions = report.problems, report.suggestions
    if not problems or not suggestions:
        return
    fewer = len(suggestions) < len(problems)
    yield Relation(
        expression="建议条数 ≥ 问题条数",
        stated=str(len(suggestions)),
        computed=str(len(problems)),
        outcome=Outcome.NOT_CHECKABLE if fewer else Outcome.HOLDS,
        paths=("/suggestions", "/problems"),
    )
    floor = float(standard.number("topic_overlap"))
    topics = [grams(point.title + point.text, standard) for point in problems]
    if fewer:
        yield Finding(
            message=f"写了 {len(problems)} 个问题，只有 {len(suggestions)} 条建议。请核实是否逐条回应。",
            advice="逐条对应地提出建议。",
            stated=f"{len(suggestions)} 条建议",
            expected=f"{len(problems)} 条",
            paths=("/suggestions/0", "/problems/0"),
        )
        return
    for index, point in enumerate(suggestions):
        words = grams(point.title + point.text, standard)
        if words and not any(topic and len(words & topic) / min(len(words), len(topic)) >= floor for topic in topics):
            yield Finding(
                message=f"建议「{point.title}」没有对应的问题。请核实。",
                advice="补写问题，或删去建议。",
                stated=point.title,
                expected="对应的问题",
                paths=(f"/suggestions/{index}",),
            )
