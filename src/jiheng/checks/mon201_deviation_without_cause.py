"""监控发现偏差，却没有原因。

## 查什么
绩效运行监控表中，指标「完成目标可能性」填「可能性较大」以下或「完全不可能」，或全年预计完成值达不到年度指标值，
而五类偏差原因都没有勾选、原因说明也是空的。

## 为什么
监控就是为了找出偏差的原因并及时纠正。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）附监控情况表

## 示例
```yaml 不应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
actual: 40人
expected: 80人
likelihood: certain
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
actual: 20人
likelihood: impossible
causes: {funding: true}
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
actual: 20人
expected: 60人
note: 因雪灾停办两场。
```
```yaml 应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
actual: 20人
likelihood: impossible
---
没有勾选
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
actual: 20人
expected: 60人
---
没有勾选
```

## 怎么改
勾选偏差原因并写明具体情况和纠偏措施。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import is_empty
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON201", severity=Severity.MUST_FIX)
def deviation_without_cause(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """An expected shortfall without a cause."""
    indicator = row.indicator
    if not isinstance(row.form, MonitoringForm):
        return
    causes = indicator.causes
    ticked = causes is not None and any((causes.funding, causes.system, causes.staff, causes.hardware, causes.other))
    if ticked or not is_empty(indicator.note) or not is_empty(indicator.deviation_reason):
        return
    forecast = deviation(indicator.model_copy(update={"actual": indicator.expected}), standard) if indicator.expected else None
    short = forecast is not None and forecast.is_met is False
    if not short and indicator.likelihood != "impossible":
        return
    printed = indicator.target.raw if indicator.target else ""
    what = f"全年预计 {indicator.expected.raw}，达不到 {printed}" if short and indicator.expected else "完成目标可能性为「完全不可能」"
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"「{indicator.name}」{what}，偏差原因没有勾选，也没有说明。",
        advice="勾选偏差原因并写明具体情况和纠偏措施。",
        stated="偏差原因为空",
        expected="偏差原因及纠偏措施",
        paths=(row.at("causes"), row.at("target"), row.at("note")),
        citations=standard.cite("monitoring_causes"),
    )
