"""产出、效益的权重不足。

## 查什么
产出与效益（含满意度）指标权重之和应不低于 60 分。

## 为什么
评价以结果为导向，权重过多放在过程上，看不出花钱的效果。

## 依据
- mof-2020-10#产出、效益指标权重原则上不低于 60%

## 示例
```yaml 不应报告
lines: [{level1: 决策, level3: 甲, weight: "40"}, {level1: 产出, level3: 乙, weight: "40"}, {level1: 效益, level3: 丙, weight: "20"}]
```
```yaml 应报告
lines: [{level1: 决策, level3: 甲, weight: "50"}, {level1: 产出, level3: 乙, weight: "30"}, {level1: 效益, level3: 丙, weight: "20"}]
---
50
```

## 怎么改
调整权重，或说明理由。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, points, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    IndicatorCategory,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR112", severity=Severity.QUESTION)
def output_benefit_light(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The annex, else the frame."""
    least = standard.number("result_weight_least")
    number = annex(report)
    if number is None:
        number = next((n for n, _ in tables(report, "frame", "summary")), None)
    if number is None:
        return
    rows = leaves(lines_of(report, number))
    results = (IndicatorCategory.OUTPUT, IndicatorCategory.BENEFIT, IndicatorCategory.SATISFACTION)
    known = [row for row in rows if row.line.level1_key is not None]
    if len(known) != len(rows) or any(row.weight is None for row in rows) or not any(row.line.level1_key in results for row in rows):
        return
    result = [row for row in rows if row.line.level1_key in results]
    value = sum((row.weight.value for row in result if row.weight is not None), Decimal(0))
    paths = tuple(row.weight_path for row in result)
    yield Relation(
        expression=f"产出 + 效益权重 ≥ {points(least)}",
        stated=points(value),
        computed=points(least),
        outcome=Outcome.HOLDS if value >= least else Outcome.FAILS,
        paths=paths,
    )
    if value < least:
        yield Finding(
            message=f"产出、效益指标权重合计 {points(value)} 分，低于 {points(least)} 分。请核实权重设置的理由。",
            advice="调整权重，或说明理由。",
            stated=f"{points(value)} 分",
            expected=f"不低于 {points(least)} 分",
            paths=paths,
            citations=standard.cite("result_weight_least"),
        )
