"""合计行没有列出权重合计。

## 查什么
附表各行都有权重、得分，合计行却只有得分，没有权重合计。

## 为什么
读者无法核对满分。

## 依据
- 通行做法

## 示例
```yaml 不应报告
lines: [{level3: 甲, weight: "60", score: "50"}, {level3: 乙, weight: "40", score: "40"}, {level: 0, weight: "100", score: "90"}]
```
```yaml 应报告
lines: [{level3: 甲, weight: "60", score: "50"}, {level3: 乙, weight: "40", score: "40"}, {level: 0, score: "90"}]
---
权重合计
```

## 怎么改
补上权重合计。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import leaves, lines_of, points, table_name, tables, totals
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Finding,
    Severity,
    summed,
)
from jiheng.regulation import Standard


@check("EVR111", severity=Severity.NOTE)
def total_row_incomplete(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Total rows with a score but no weight."""
    for number, table in tables(report, "annex", "summary", "group"):
        lines = lines_of(report, number)
        rows, sums = leaves(lines), totals(lines)
        if len(sums) != 1 or not rows or any(row.line.weight is None for row in rows):
            continue
        missing = sums[0].line.score is not None and sums[0].line.weight is None
        yield counted(f"{table_name(table)}合计行列出权重", int(missing), (sums[0].at("score"),))
        if missing and sums[0].line.score is not None:
            total = summed(Estimate.printed(row.line.weight) for row in rows if row.line.weight is not None)
            yield Finding(
                message=f"{table_name(table)}合计行只有得分 {sums[0].line.score.text}，没有权重合计（应为 {points(total.value)}）。",
                advice="补上权重合计。",
                stated=f"合计得分 {sums[0].line.score.text}",
                expected=f"权重合计 {points(total.value)}",
                paths=(sums[0].at("score"),),
            )
