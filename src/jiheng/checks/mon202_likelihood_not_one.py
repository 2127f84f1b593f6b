"""完成目标可能性勾选不唯一。

## 查什么
「确定能」「有可能」「完全不可能」三项同时勾选了两项以上。

## 为什么
三项只能选一项。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）附监控情况表

## 示例
```yaml 不应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
likelihood: possible
```
```yaml 应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
likelihood: several
---
只能选一项
```

## 怎么改
保留一项。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON202", severity=Severity.MUST_FIX)
def likelihood_not_one(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """More than one of three."""
    if isinstance(row.form, MonitoringForm) and row.indicator.likelihood == "several":
        yield Finding(
            severity=Severity.MUST_FIX,
            message=f"「{row.indicator.name}」的完成目标可能性勾选了两项以上，只能选一项。",
            advice="保留一项。",
            stated="两项以上",
            expected="一项",
            paths=(row.at("likelihood"), row.at("name")),
            citations=standard.cite("monitoring_causes"),
        )
