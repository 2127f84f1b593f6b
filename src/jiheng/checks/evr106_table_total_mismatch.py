"""得分表的合计行与各行之和不符。

## 查什么
得分表、指标体系表、附表的合计行：权重、得分、扣分都应等于所列各行之和；失分合计应等于满分减得分。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
lines: [{level1: 决策, level3: 甲, weight: "60", score: "50"}, {level1: 过程, level3: 乙, weight: "40", score: "40"}, {level: 0, weight: "100", score: "90"}]
```
```yaml 应报告
lines: [{level1: 决策, level3: 甲, weight: "60", score: "50"}, {level1: 过程, level3: 乙, weight: "40", score: "40"}, {level: 0, weight: "100", score: "92"}]
---
90
```

## 怎么改
重新加总；漏行的补齐。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import leaves, lines_of, points, table_name, tables, totals
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Severity,
    summed,
)
from jiheng.regulation import Standard


@check("EVR106", severity=Severity.MUST_FIX)
def table_total_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every total row of a table that has rows with figures."""
    for number, table in tables(report):
        rows, sums = leaves(lines_of(report, number)), totals(lines_of(report, number))
        if len(sums) != 1:
            continue
        for field, label in (("weight", "权重"), ("score", "得分"), ("lost", "扣分")):
            stated: Figure | None = getattr(sums[0].line, field)
            parts = [getattr(row.line, field) if field != "weight" else row.weight for row in rows]
            if stated is None or not parts or any(part is None or part.unit == "%" for part in parts):
                continue
            computed = summed(Estimate.printed(part) for part in parts if part is not None)
            paths = (sums[0].at(field), *(row.at(field) for row in rows))
            yield relate(f"{table_name(table)}Σ{label} = 合计", stated, computed, paths)
            if fails(stated.interval, computed):
                yield Finding(
                    message=f"{table_name(table)}合计行{label}写 {stated.text}，所列 {len(rows)} 行相加为 {points(computed.value)}。",
                    advice="重新加总；漏行的补齐。",
                    stated=stated.text,
                    expected=points(computed.value),
                    paths=paths[:1],
                )
