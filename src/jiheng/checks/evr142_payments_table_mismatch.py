"""支付明细与合计、产出数量、补助标准不符。

## 查什么
支付明细：各笔相加等于合计；笔数（不同收款单位的个数）等于产出数量指标；每笔金额不超过成本指标的标准。

## 为什么
算术；明细是产出的证据。

## 依据
- 算术

## 示例
```yaml 不应报告
payments: [{payee: 甲公司, amount: "5", standard: "5"}, {payee: 乙公司, amount: "5", standard: "5"}, {amount: "10", is_total: true}]
```
```yaml 应报告
payments: [{payee: 甲公司, amount: "5"}, {payee: 乙公司, amount: "5"}, {amount: "15", is_total: true}]
---
10
===
payments: [{payee: 甲公司, amount: "5"}, {payee: 甲公司, amount: "5"}]
score_statements: [{subject: 奖补企业数（家）, actual: 2家}]
---
1 家
```

## 怎么改
核对明细、合计与产出数量。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import points
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Finding,
    Outcome,
    Payment,
    Relation,
    Severity,
    read_actual,
    summed,
)
from jiheng.regulation import Standard


@check("EVR142", severity=Severity.MUST_FIX)
def payments_table_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Sum, standard of each row, number of payees."""
    rows = [(i, row) for i, row in enumerate(report.payments) if not row.is_total and row.amount is not None]
    if not rows:
        return
    paths = tuple(f"/payments/{i}/amount" for i, _ in rows)
    for index, total in enumerate(report.payments):
        if total.is_total and total.amount is not None:
            computed = summed(Estimate.printed(row.amount) for _, row in rows if row.amount is not None)
            yield relate("支付明细Σ金额 = 合计", total.amount, computed, (f"/payments/{index}/amount", *paths))
            if fails(total.amount.interval, computed):
                yield _finding(
                    f"支付明细合计写 {total.amount.text}，{len(rows)} 笔相加为 {points(computed.value)}。",
                    total.amount.text,
                    points(computed.value),
                    f"/payments/{index}/amount",
                )
    for i, row in rows:
        if row.standard is not None and row.amount is not None and row.standard.value:
            times = row.amount.value / row.standard.value
            whole = times == times.to_integral_value()
            yield Relation(
                expression=f"支付第 {i + 1} 笔金额 = 标准 × {points(times) if whole else '整数'}",
                stated=row.amount.text,
                computed=row.standard.text if times == 1 else points(row.standard.value * times.to_integral_value()),
                outcome=Outcome.HOLDS if whole else Outcome.NOT_CHECKABLE,
                paths=(f"/payments/{i}/amount", f"/payments/{i}/standard"),
            )
    yield from _payees(report, rows)


def _payees(report: EvaluationReport, rows: list[tuple[int, Payment]]) -> Iterator[Said]:
    payees = {squeezed(row.payee) for _, row in rows if row.payee}
    if len(payees) != len({i for i, row in rows if row.payee}) and not payees:
        return
    for index, said in enumerate(report.score_statements):
        actual = read_actual(squeezed(said.actual or ""))
        counts_firms = (
            re.search(r"(?:企业|单位|机构|合作社|公司)(?:数量?|个数|家数)?(?:[(（]家[)）])?$", squeezed(said.subject))
            and "率" not in said.subject
        )
        if (
            not counts_firms
            or actual.figure is None
            or actual.figure.unit not in ("家", "个", "")
            or "满意" in said.subject
            or len(payees) < 1
        ):
            continue
        same = actual.figure.value == len(payees)
        paths = (f"/score_statements/{index}/actual", *(f"/payments/{i}/payee" for i, _ in rows))
        yield Relation(
            expression=f"「{said.subject}」= 支付明细中不同的收款单位数",
            stated=actual.figure.text,
            computed=str(len(payees)),
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=paths,
        )
        if not same:
            told = f"「{said.subject}」实际完成 {squeezed(said.actual)}，支付明细只有 {len(payees)} 家收款单位。"
            found = _finding(told, actual.figure.text, f"{len(payees)} 家", paths[0])
            yield found.model_copy(update={"severity": Severity.QUESTION})


def _finding(message: str, stated: str, expected: str, path: str) -> Finding:
    return Finding(message=message, advice="核对明细、合计与产出数量。", stated=stated, expected=expected, paths=(path,))
