"""文字里的算术不成立。

## 查什么
文字自己给出的算式：每天（周、月、季）的数乘以全年的天（周、月、季）数，「合计」与分项，「其中」各项与总数，起止日期与天数。
闰年按 365 天计算的只提示。

## 为什么
算不通的数，至少有一个是错的。

## 依据
- 算术

## 示例
```yaml 不应报告
expected_objective: 每月制作2期，全年播出24期。
===
expected_objective: 网络费1200元/月，年度总费用1.44万元。
===
fiscal_year: 2023
expected_objective: 每天平均耗电186度，年度耗电67890度。
===
expected_objective: 投入资金90万元。其中：30万元用于设计，30万元用于审计，20万元用于测绘。
===
actual_objective: 8月25日至31日（学制7天）赴外地培训。
===
expected_objective: 每周巡查1次，全年培训80人。
```
```yaml 应报告
expected_objective: 每周正播一次，复播一次，累计全年播出48次。
---
104
===
actual_objective: 共完成预算资金89.97万元。其中：30万元用于预算编制；30万元用于审计；29.99万元用于测绘。
---
89.99
===
fiscal_year: 2024
expected_objective: 每天平均耗电186度，年度耗电67890度。
---
闰年
```

## 怎么改
重算后改正其中一个数。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.computations import Computation, computations
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Outcome, Relation, Severity, amounts
from jiheng.regulation import Standard


@check("DOC115", severity=Severity.QUESTION)
def prose_arithmetic(form: Form, standard: Standard) -> Iterator[Said]:
    """Sums and products that a text itself states."""
    for field in ("expected_objective", "actual_objective"):
        for computation in computations(getattr(form, field, None) or "", form.fiscal_year, standard):
            computed = amounts.text(computation.computed, None)
            yield Relation(
                expression=f"{computation.expression} = 「{computation.stated.clause}」",
                stated=computation.stated.figure.text,
                computed=computed,
                outcome=Outcome.HOLDS if computation.holds else Outcome.FAILS,
                paths=(f"/{field}",),
            )
            if not computation.holds or computation.is_leap_slip:
                yield _finding(computation, computed, f"/{field}", form.fiscal_year)


def _finding(computation: Computation, computed: str, path: str, year: int | None) -> Finding:
    stated = computation.stated
    if computation.is_leap_slip:
        base = computation.computed / 365
        computed = amounts.text(base * 366, None)
        message = f"「{stated.clause}」按 365 天计算（{computation.expression}），{year} 年是闰年，366 天应为 {computed}。"
    else:
        message = f"「{stated.clause}」写 {stated.text}，按 {computation.expression} 应为 {computed}。请核实。"
    return Finding(
        severity=Severity.NOTE if computation.is_leap_slip else Severity.QUESTION,
        message=message,
        advice="重算后改正其中一个数。",
        stated=stated.text,
        expected=computed,
        paths=(path,),
        quotes={path: stated.clause},
        trace=f"{computation.expression} = {computed}",
    )
