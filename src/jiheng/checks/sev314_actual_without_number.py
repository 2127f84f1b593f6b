"""定量指标的完成值没有数字。

## 查什么
年度指标值是数字，实际完成值却填「完成」「已完成」「达标」「达成预期指标」之类的话。

## 为什么
没有完成数，就无法核对是否达标，也无法计算得分。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标按实际完成值与指标值的比例计分

## 示例
```yaml 不应报告
name: 培训人数
target: ≥80人
actual: 85人
===
name: 提升群众素质
target: 有效提升
actual: 达成预期指标
===
name: 项目完工时间
target: 12月底前
actual: 已按期完成
```
```yaml 应报告
name: 项目总成本
target: ≤30万元
actual: 完成
---
没有填完成数
```

## 怎么改
填实际完成的数值及单位。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV314", severity=Severity.MUST_FIX)
def actual_without_number(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Words where a number is due."""
    target, actual = row.indicator.target, row.indicator.actual
    if target is None or target.figure is None or actual is None or actual.words is None or not is_self_evaluation(row.form):
        return
    if any(char.isdigit() for char in actual.words):
        return
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"「{row.indicator.name}」指标值 {target.raw} 是数字，实际完成值却填「{actual.raw}」，没有填完成数。",
        advice="填实际完成的数值及单位。",
        stated=actual.raw,
        expected="实际完成的数值",
        paths=(row.at("actual"), row.at("target")),
        citations=standard.cite("overachievement_reason_limit"),
    )
