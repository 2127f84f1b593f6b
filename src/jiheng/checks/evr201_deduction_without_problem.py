"""扣分与问题对不上。

## 查什么
附表有扣分而「存在的问题」没有写到；「存在的问题」写了而没有一个指标为此扣分。

## 为什么
问题、扣分、建议应当一一对应。

## 依据
- mof-2020-10#问题与评分依据对应

## 示例
```yaml 不应报告
lines: [{level3: 公示公开, weight: "3", score: "2", course: 单位未对奖补结果进行公示，扣1分，得2分。}]
problems: [{title: 公示渠道不完善, text: 单位未对奖补结果进行公示。}]
```
```yaml 应报告
lines: [{level3: 公示公开, weight: "3", score: "2", course: 单位未对奖补结果进行公示，扣1分，得2分。}]
problems: [{title: 档案管理薄弱, text: 项目资料归集装订滞后。}]
---
公示公开
```

## 怎么改
补写问题，或核实扣分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain, points
from jiheng.checks.wording import grams, squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    ScoreLine,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR201", severity=Severity.QUESTION)
def deduction_without_problem(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Rows that lose points against problems, both ways, by shared words."""
    number = annex(report)
    if number is None or not report.problems:
        return
    lost = [
        row
        for row in leaves(lines_of(report, number))
        if row.line.score is not None and row.weight is not None and row.line.score.value < row.weight.value
    ]
    floor = float(standard.number("topic_overlap"))
    told = [(index, grams(point.title + point.text, standard)) for index, point in enumerate(report.problems)]
    met: set[int] = set()
    for row in lost:
        words = grams(f"{plain(row.name)}{_bad(row.line)}", standard)
        alike = [index for index, other in told if words and other and len(words & other) / min(len(words), len(other)) >= floor]
        met.update(alike)
        yield counted(f"「{plain(row.name)}」扣分有对应的问题", int(not alike), (row.at("score"), "/problems"))
        if not alike and row.weight is not None and row.line.score is not None:
            loss = points(row.weight.value - row.line.score.value)
            yield Finding(
                message=f"「{plain(row.name)}」扣 {loss} 分，「存在的问题」没有写到。请核实。",
                advice="补写问题，或核实扣分。",
                stated=f"扣 {loss} 分",
                expected="在问题中说明",
                paths=(row.at("score"), "/problems"),
            )
    if not lost:
        return
    for index, point in enumerate(report.problems):
        if index not in met:
            yield Finding(
                severity=Severity.NOTE,
                message=f"问题「{point.title}」没有一个指标为此扣分。请核实。",
                advice="在相应指标扣分，或说明不扣分的理由。",
                stated=point.title,
                expected="对应的扣分",
                paths=(f"/problems/{index}",),
            )


def _bad(line: ScoreLine) -> str:
    """The clauses that say what is wrong."""
    text = squeezed(line.deduction_reason or line.course)
    return "".join(clause for clause in re.split(r"[。；，,]", text) if re.search(r"未|不|没有|缺|因|滞后|偏低|薄弱", clause)) or text
