"""分次支付相加与执行数不符。

## 查什么
「11 月支付 30 万元，12 月支付 5 万元，执行资金 35 万元」：各次相加应等于执行数；与支付明细表同月的合计也应一致。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
paragraphs: [2023年11月支付奖补资金30万元，2023年12月支付奖补资金5万元，该项目执行资金35万元。]
payments: [{date: 2023年11月, amount: "30"}, {date: 2023年12月, amount: "5"}]
```
```yaml 应报告
paragraphs: [2023年11月支付奖补资金30万元，2023年12月支付奖补资金3万元，该项目执行资金35万元。]
---
33
```

## 怎么改
核对支付明细。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import points
from jiheng.checks.report_texts import texts
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Severity,
    read_figure,
    summed,
)
from jiheng.regulation import Standard


@check("EVR141", severity=Severity.MUST_FIX)
def monthly_payments_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Payments told in one sentence."""
    pattern = r"(?:((?:19|20)\d{2})年)?(\d{1,2})\s*月(?:\d{1,2}日)?支付[^，。；\d]{0,30}?(\d+(?:\.\d+)?)\s*万元"
    for path, text in texts(report):
        parts = list(re.finditer(pattern, text))
        if not parts:
            continue
        total = re.compile(r"[^。；\n]{0,16}(?:执行资金|共(?:计)?支付|累计支付|合计支付|支出资金)(?:为)?\s*(\d+(?:\.\d+)?)\s*万元").search(
            text, parts[-1].end()
        )
        figures = [Figure(value=Decimal(part[3]), decimals=len(part[3].partition(".")[2]), unit="万元") for part in parts]
        if total is not None and len(parts) > 1:
            stated = read_figure(f"{total[1]}万元")
            computed = summed(Estimate.printed(figure) for figure in figures)
            if stated is not None:
                expression = " + ".join(f"{part[2]}月 {part[3]}" for part in parts)
                yield relate(f"{expression} = 执行数", stated, computed, (path,))
                if fails(stated.interval, computed):
                    yield Finding(
                        message=f"执行数写 {stated.with_unit}，所列 {expression} 相加为 {points(computed.value)} 万元。",
                        advice="核对支付明细。",
                        stated=stated.with_unit,
                        expected=f"{points(computed.value)} 万元",
                        paths=(path,),
                        quotes={path: total[0].strip("，, ")},
                    )
        yield from _months(report, path, parts)


def _months(report: EvaluationReport, path: str, parts: list[re.Match[str]]) -> Iterator[Said]:
    rows = [(i, row) for i, row in enumerate(report.payments) if not row.is_total and row.amount is not None and row.date is not None]
    if not rows or len(rows) != sum(1 for row in report.payments if not row.is_total):
        return
    for part in parts:
        own = [
            (i, row) for i, row in rows if row.date and row.date.month == int(part[2]) and (not part[1] or row.date.year == int(part[1]))
        ]
        stated = read_figure(f"{part[3]}万元")
        if own and stated is not None:
            computed = summed(Estimate.printed(row.amount) for _, row in own if row.amount is not None)
            paths = (path, *(f"/payments/{i}/amount" for i, _ in own))
            yield relate(f"{part[2]}月支付 = 支付表 {part[2]}月小计", stated, computed, paths)
            if fails(stated.interval, computed):
                yield Finding(
                    message=f"{part[2]} 月支付写 {stated.with_unit}，支付明细表该月合计 {points(computed.value)} 万元。",
                    advice="核对支付明细。",
                    stated=stated.with_unit,
                    expected=f"{points(computed.value)} 万元",
                    paths=paths,
                    quotes={path: part[0]},
                )
