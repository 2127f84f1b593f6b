"""监控期全部指标已等于全年目标。

## 查什么
监控表（截至 10 月以前）三项以上定量指标的完成值全部等于年度指标值，而资金还没有支出完。

## 为什么
多半是照抄目标值；若属实，说明目标偏低。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）

## 示例
```yaml 不应报告
type: monitoring_form
cutoff_month: 7
indicators:
  - {name: 培训人数, target: ≥80人, actual: 40人}
  - {name: 培训场次, target: ≥3场, actual: 3场}
  - {name: 合格率, target: ≥95%, actual: 95%}
===
type: monitoring_form
cutoff_month: 12
indicators:
  - {name: 培训人数, target: ≥80人, actual: 80人}
  - {name: 培训场次, target: ≥3场, actual: 3场}
  - {name: 合格率, target: ≥95%, actual: 95%}
```
```yaml 应报告
type: monitoring_form
cutoff_month: 7
funds: [{label: 年度资金总额, adjusted_budget: "50.00", executed: "20.00"}]
indicators:
  - {name: 培训人数, target: ≥80人, actual: 80人}
  - {name: 培训场次, target: ≥3场, actual: 3场}
  - {name: 合格率, target: ≥95%, actual: 95%}
---
全部等于
===
type: monitoring_form
cutoff_month: 7
funds: [{label: 年度资金总额, initial_budget: "50.00", executed: "20.00"}]
indicators:
  - {name: 培训人数, target: ≥80人, actual: 80人}
  - {name: 培训场次, target: ≥3场, actual: 3场}
  - {name: 合格率, target: ≥95%, actual: 95%}
---
预算 50.00
```

## 怎么改
填监控期的实际完成值。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard

_LEAST, _LATE = 3, 10


@check("MON205", severity=Severity.QUESTION)
def year_target_reached_early(form: MonitoringForm, standard: Standard) -> Iterator[Said]:
    """Every target reached to the digit in the middle of the year."""
    month = form.cutoff_month
    compared = [found for indicator in form.indicators if (found := deviation(indicator, standard)) is not None]
    if month is None or month >= _LATE or len(compared) < _LEAST or not all(found.is_equal for found in compared):
        return
    total = form.funds[0] if form.funds else None
    budget = (total.adjusted_budget or total.initial_budget) if total is not None else None
    if total is None or budget is None or total.executed is None or total.executed.value >= budget.value:
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"截至 {month} 月，{len(compared)} 项定量指标的完成值全部等于年度指标值，"
        f"资金只支出 {total.executed.text}（预算 {budget.text}）。"
        "请核实是否照抄目标值。",
        advice="填监控期的实际完成值；若确已完成，说明目标是否偏低。",
        stated=f"{len(compared)} 项全部等于目标",
        expected="监控期实际完成值",
        paths=("/indicators/0/actual", "/funds/0/executed"),
        citations=standard.cite("monitoring_causes"),
    )
