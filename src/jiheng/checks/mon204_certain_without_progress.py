"""「确定能」完成，却还没有进展。

## 查什么
完成目标可能性填「确定能」，而监控期完成值为 0、资金也没有支出。

## 为什么
半年过去没有支出、没有产出，「确定能」缺少依据。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）

## 示例
```yaml 不应报告
form:
  type: monitoring_form
  funds: [{label: 年度资金总额, adjusted_budget: "50.00", executed: "20.00", execution_rate: "40.00%"}]
name: 培训人数
target: ≥80人
actual: 0人
likelihood: certain
===
form:
  type: monitoring_form
  funds: [{label: 年度资金总额, adjusted_budget: "50.00", executed: "0.00"}]
name: 安全事故次数
target: ≤1次
actual: 0次
likelihood: certain
```
```yaml 应报告
form:
  type: monitoring_form
  funds: [{label: 年度资金总额, adjusted_budget: "50.00", executed: "0.00"}]
name: 培训人数
target: ≥80人
actual: 0人
likelihood: certain
---
没有支出
```

## 怎么改
核实完成计划；没有把握的改填「有可能」，并写明推进措施。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Direction, Finding, FundsKind, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON204", severity=Severity.QUESTION)
def certain_without_progress(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Certain, though nothing was spent or done."""
    indicator, form = row.indicator, row.form
    if not isinstance(form, MonitoringForm) or indicator.likelihood != "certain" or not form.funds:
        return
    total, target, actual = form.funds[0], indicator.target, indicator.actual
    if total.kind is not FundsKind.TOTAL or total.executed is None or total.executed.value != 0:
        return
    if target is None or target.figure is None or target.direction is Direction.AT_MOST or not target.figure.value:
        return
    if actual is None or actual.figure is None or actual.figure.value != 0:
        return
    yield Finding(
        severity=Severity.QUESTION,
        message=f"「{indicator.name}」填「确定能」完成 {target.raw}，监控期完成值为 {actual.raw}，资金也没有支出。请核实。",
        advice="核实完成计划；没有把握的改填「有可能」，并写明推进措施。",
        stated="确定能",
        expected=f"完成 {actual.raw}、支出 {total.executed.text}",
        paths=(row.at("likelihood"), row.at("actual"), "/funds/0/executed"),
        citations=standard.cite("monitoring_causes"),
    )
