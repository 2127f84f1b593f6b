"""满意度各处不一致。

## 查什么
调查报告的满意度、问卷份数应与附表、指标分析的实际完成值一致。

## 为什么
同一次调查只有一个结果。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
surveys: [{section: 调查报告, issued: "7", returned: "7", satisfaction: "100%"}]
score_statements: [{subject: 企业满意度（%）, actual: 100%}]
```
```yaml 应报告
surveys: [{section: 调查报告, issued: "7", returned: "7", satisfaction: "96%"}]
score_statements: [{subject: 企业满意度（%）, actual: 100%}]
---
96%
```

## 怎么改
以问卷统计为准改一致。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
    amounts,
    read_actual,
)
from jiheng.regulation import Standard


# long: two comparisons over the same places
@check("EVR150", severity=Severity.MUST_FIX)
def satisfaction_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """One survey's satisfaction and numbers against the other places."""
    rates = [
        (f"/surveys/{i}/satisfaction", survey.satisfaction) for i, survey in enumerate(report.surveys) if survey.satisfaction is not None
    ]
    for index, said in enumerate(report.score_statements):
        figure = read_actual(squeezed(said.actual or "")).figure
        if "满意" in said.subject and figure is not None and figure.unit == "%":
            rates.append((f"/score_statements/{index}/actual", figure))
    if (
        len({path.split("/")[2] for path, _ in rates if path.startswith("/surveys")}) > 1
        and len({figure.value for path, figure in rates if path.startswith("/surveys")}) > 1
    ):
        return
    for path, figure in rates[1:]:
        first = rates[0][1]
        decimals = min(first.decimals, figure.decimals)
        same = amounts.half_up(first.value, decimals) == amounts.half_up(figure.value, decimals)
        yield Relation(
            expression="满意度各处一致",
            stated=figure.text,
            computed=first.text,
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=(path, rates[0][0]),
        )
        if not same:
            yield Finding(
                message=f"满意度两处不一致：一处写 {figure.text}，调查结果写 {first.text}。",
                advice="以问卷统计为准改一致。",
                stated=figure.text,
                expected=first.text,
                paths=(path, rates[0][0]),
            )
    counts = [(i, survey.returned) for i, survey in enumerate(report.surveys) if survey.returned is not None]
    for i, returned in counts[1:]:
        same = returned.value == counts[0][1].value
        yield Relation(
            expression="问卷份数各处一致",
            stated=returned.text,
            computed=counts[0][1].text,
            outcome=Outcome.HOLDS if same else Outcome.NOT_CHECKABLE,
            paths=(f"/surveys/{i}/returned", f"/surveys/{counts[0][0]}/returned"),
        )
