"""扣了分却没有说明原因。

## 查什么
得分低于分值（定性指标、或目标与完成值无法比较的指标），偏差原因栏为空、划线或「无」。（数值未达标的由 SEV201 报告。）

## 为什么
扣分必有原因；写「/」「无」，等于说没有偏差，与扣分矛盾。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）附自评表的填报要求

## 示例
```yaml 不应报告
name: 提升群众素质
target: 有效提升
actual: 基本达到
weight: "10"
score: "9"
deviation_reason: 宣传覆盖面不够，下一步加强。
===
name: 提升群众素质
target: 有效提升
actual: 达到
weight: "10"
score: "10"
deviation_reason: /
===
name: 培训人数
target: ≥80人
actual: 70人
weight: "10"
score: "8.75"
deviation_reason: /
===
# 达到目标而扣分，由得分的检查报告
name: 培训人数
target: ≥80人
actual: 80人
weight: "10"
score: "8"
deviation_reason: /
```
```yaml 应报告
name: 提升群众素质
target: 有效提升
actual: 基本达到
weight: "10"
score: "9"
deviation_reason: /
---
扣 1 分
```

## 怎么改
写明扣分原因和改进措施；没有偏差的，按满分计。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import Deviation, deviation, has_reason, has_reason_column, is_self_evaluation, lost_points
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity, amounts
from jiheng.regulation import Standard


@check("SEV215", severity=Severity.QUESTION)
def points_lost_unexplained(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Fewer points than there are, and nothing in the reason column."""
    indicator = row.indicator
    if not lost_points(indicator) or has_reason(indicator, standard) or not is_self_evaluation(row.form) or not has_reason_column(row.form):
        return
    found = deviation(indicator, standard)
    if (found is not None and found.is_met is False) or indicator.weight is None or indicator.score is None:
        return
    if found is not None and found.is_met and not _is_far_above(found, standard):
        return  # 达到目标而扣分，由 SEV113 报告
    printed = (indicator.deviation_reason or "").strip()
    lost = amounts.text(indicator.weight.value - indicator.score.value, None)
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」{indicator.weight.text} 分得 {indicator.score.text} 分，扣 {lost} 分，偏差原因栏"
        + (f"却填「{printed}」。" if printed else "为空。"),
        advice="写明扣分原因和改进措施；没有偏差的按满分计。",
        stated=printed or "（空）",
        expected="扣分原因",
        paths=(row.at("deviation_reason"), row.at("score"), row.at("weight")),
        citations=standard.cite("overachievement_reason_limit"),
    )


def _is_far_above(found: Deviation, standard: Standard) -> bool:
    """Exceeded so far that the rule allows to take points (目标明显偏低)."""
    return found.ratio is not None and abs(found.ratio - 1) >= standard.number("overachievement_limit")
