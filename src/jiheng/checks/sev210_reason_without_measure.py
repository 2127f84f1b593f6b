"""未完成的指标只写了原因，没有改进措施。

## 查什么
未达到指标值的指标写了原因，却没有下一步、整改、加强、督促之类的措施。每张表只报一次。

## 为什么
自评表该栏的名称就是「偏差原因分析及改进措施」，两者缺一不可。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）附自评表的栏名

## 示例
```yaml 不应报告
indicators:
  - {name: 参赛企业数量, target: ≥135家, actual: 99家, deviation_reason: 报名企业减少，下一步将提前宣传动员。}
  - {name: 培训人数, target: ≥80人, actual: 85人, deviation_reason: 报名踊跃。}
```
```yaml 应报告
indicators:
  - {name: 参赛企业数量, target: ≥135家, actual: 99家, deviation_reason: 由于报名注册企业数量减少，导致参赛减少。}
  - {name: 推荐企业数量, target: ≥20家, actual: 14家, deviation_reason: 由于参赛企业减少，推荐相应减少。}
---
没有改进措施
```

## 怎么改
在原因之后补写下一步措施、责任人和时限。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, says_nothing
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import said
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV210", severity=Severity.NOTE)
def reason_without_measure(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """Unmet rows with a cause but no cure; once per form."""
    rows = [
        index
        for index, indicator in enumerate(form.indicators)
        if has_reason(indicator, standard)
        and (found := deviation(indicator, standard)) is not None
        and found.is_met is False
        and not said(standard, "measure_words", indicator.deviation_reason)
        and not says_nothing(indicator, standard)
    ]
    if not rows or said(standard, "measure_words", form.improvement):
        return
    names = "」「".join(form.indicators[index].name for index in rows)
    reason = form.indicators[rows[0]].deviation_reason or ""
    yield Finding(
        severity=Severity.NOTE,
        message=f"未完成的「{names}」共 {len(rows)} 项只写了原因（如「{reason[:30]}」），没有改进措施。",
        advice="在原因之后补写下一步措施、责任人和时限。",
        stated=reason,
        expected="原因分析及改进措施",
        paths=tuple(f"/indicators/{index}/deviation_reason" for index in rows),
        citations=standard.cite("overachievement_reason_limit"),
    )
