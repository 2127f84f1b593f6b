"""指标完成率与目标值、完成值不符。

## 查什么
「预期目标 7 家，实际完成 6 家，指标完成率 100%」：完成率应等于实际÷目标（越小越好的反过来）；完成率超过 100% 而取整的提示写到两位小数。

## 为什么
完成率直接折算得分。

## 依据
- 算术

## 示例
```yaml 不应报告
score_statements: [{subject: 奖补企业（家）, target: 7家, actual: 7家, completion: "100%"}]
===
score_statements: [{subject: 完成时间, target: 2023年12月, actual: 2023年12月, completion: "100%"}]
===
score_statements: [{subject: 单位成本, target: 小于等于5万元, actual: 4万元, completion: "125%"}]
```
```yaml 应报告
score_statements: [{subject: 奖补企业（家）, target: 7家, actual: 6家, completion: "100%"}]
---
85.71
===
score_statements: [{subject: 满意度, target: 大于等于95%, actual: 100%, completion: "105%"}]
---
105.26
```

## 怎么改
重算完成率。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import counted, fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Severity,
    amounts,
    read_actual,
    read_target,
)
from jiheng.regulation import Standard


@check("EVR121", severity=Severity.MUST_FIX)
def completion_rate_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Statements with a target, an actual value and a rate."""
    for index, said in enumerate(report.score_statements):
        if not (said.target and said.actual and said.completion is not None):
            continue
        path = f"/score_statements/{index}"
        target, actual = read_target(squeezed(said.target)), read_actual(squeezed(said.actual))
        if target.date is not None and actual.date is not None:
            late = (actual.date.year, actual.date.month) > (target.date.year, target.date.month)
            yield counted(f"「{said.subject}」{actual.raw} ≤ {target.raw}", int(late), (path,))
            continue
        if (
            target.figure is None
            or actual.figure is None
            or target.figure.value <= 0
            or actual.figure.value <= 0
            or target.upper is not None
        ):
            continue
        one, other = Estimate.printed(actual.figure), Estimate.printed(target.figure)
        computed = (one / other).times(100)
        backward = (other / one).times(100)
        rate = said.completion
        best = min((computed, backward), key=lambda item: abs(item.value - rate.value))
        capped = rate.value == 100 and computed.value > 100
        yield relate(
            f"「{said.subject}」完成率 = {actual.raw} ÷ {target.raw}", rate, best if not capped else Estimate.exactly(rate.value), (path,)
        )
        if not capped and fails(rate.interval, best):
            yield _finding(
                Severity.MUST_FIX,
                f"「{said.subject}」完成率写 {rate.text}，按 {actual.raw} ÷ {target.raw} 应为",
                path,
                rate,
                computed,
                said.text,
            )
        elif not capped and not rate.decimals and best.value != rate.value:
            yield _finding(Severity.NOTE, f"「{said.subject}」指标完成率 {rate.text} 是取整的，保留两位小数为", path, rate, best, said.text)


def _finding(severity: Severity, words: str, path: str, rate: Figure, computed: Estimate, text: str) -> Finding:
    shown = amounts.text(computed.value, 2) + "%"
    return Finding(
        severity=severity,
        message=f"{words} {shown}。",
        advice="重算完成率，全文保留同样的小数位数。",
        stated=rate.text,
        expected=shown,
        paths=(path,),
        quotes={path: f"完成率{rate.text}"} if f"完成率{rate.text}" in text else {},
    )
