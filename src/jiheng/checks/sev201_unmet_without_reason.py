"""未完成的指标没有说明偏差原因。

## 查什么
实际完成值没有达到年度指标值，而偏差原因栏为空、划线，或只写「无」「无偏差」。

## 为什么
未完成须分析原因并提出改进措施；不写原因，审核人无法判断应扣多少分、下年目标应如何调整。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）附自评表的填报要求

## 示例
```yaml 不应报告
name: 开展培训场次
target: ≥10场
actual: 8场
deviation_reason: 因场地维修，两场培训推迟到下年举办，下一步将提前落实场地。
===
name: 开展培训场次
target: ≥10场
actual: 10场
deviation_reason: 无
===
name: 服务对象投诉率
target: ≤5%
actual: 0%
deviation_reason: ""
```
```yaml 应报告
name: 开展培训场次
target: ≥10场
actual: 8场
deviation_reason: 无
---
未达到指标值
===
name: 设备故障率
target: ≤3%
actual: 4.5%
deviation_reason: ""
---
未达到指标值
```

## 怎么改
在偏差原因栏写明未完成的具体原因和下一步措施；若已完成，改正实际完成值。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, has_reason_column, is_self_evaluation
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV201", severity=Severity.MUST_FIX)
def unmet_without_reason(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """An unmet indicator whose reason column explains nothing."""
    found = deviation(row.indicator, standard)
    if found is None or found.is_met is not False or not is_self_evaluation(row.form) or not has_reason_column(row.form):
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    explained = has_reason(row.indicator, standard)
    paths = (row.at("deviation_reason"), row.at("target"), row.at("actual"))
    yield counted(f"「{row.indicator.name}」未达到指标值，偏差原因栏已说明：不一致数", int(not explained), paths)
    if explained:
        return
    printed = (row.indicator.deviation_reason or "").strip()
    yield Finding(
        severity=Severity.MUST_FIX if target.direction else Severity.QUESTION,
        message=f"「{row.indicator.name}」实际完成 {actual.raw}，未达到指标值 {target.raw}，"
        f"偏差原因栏{f'只写「{printed}」' if printed else '为空'}。",
        advice="写明未完成的具体原因和下一步措施；若已完成，请改正实际完成值。",
        stated=printed or "（空）",
        expected="未完成原因及改进措施",
        paths=paths,
        citations=standard.cite("overachievement_reason_limit"),
    )
