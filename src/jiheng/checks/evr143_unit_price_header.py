"""单价栏的单位没有写「每」。

## 查什么
支付明细表的补助标准栏注「万元」，而成本指标的单位是「万元/家」。

## 为什么
单价与总额的单位不同，读者分不清。

## 依据
- 通行做法

## 示例
```yaml 不应报告
score_statements: [{subject: 单位补助（万元/家）, target: 5万元/家}]
paragraphs: [补助标准 (万元/家)]
payments: [{standard: "5万元/家", amount: "5"}]
```
```yaml 应报告
score_statements: [{subject: 单位补助（万元/家）, target: 5万元/家}]
payments: [{standard: "5万元", amount: "5"}]
---
万元/家
```

## 怎么改
栏名改为「补助标准（万元/家）」。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR143", severity=Severity.QUESTION)
def unit_price_header(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The unit of the column of standards against the unit of the cost indicator."""
    priced = [i for i, row in enumerate(report.payments) if row.standard is not None]
    names = [said.subject for said in report.score_statements] + [item.name for listed in report.target_lists for item in listed.indicators]
    each = next((match[1] for name in names if (match := re.search(r"[(（]\s*(万?元\s*/\s*[\u4e00-\u9fff]{1,2})\s*[)）]", name))), None)
    if not priced or each is None:
        return
    first = report.payments[priced[0]].standard
    if first is None or not first.unit or "/" in first.unit:
        return
    yield Finding(
        message=f"支付明细的标准栏单位是「{first.unit}」，单价指标的单位是「{each}」。请核实栏名的单位。",
        advice=f"栏名改为「标准（{each}）」。",
        stated=f"标准({first.unit})",
        expected=f"标准（{each}）",
        paths=(f"/payments/{priced[0]}/standard",),
    )
