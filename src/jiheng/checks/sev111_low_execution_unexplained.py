"""预算执行率低而没有说明。

## 查什么
预算执行率低于规定的界限，表中没有任何一处说明原因（偏差原因、存在问题、其他说明栏）。

## 为什么
财预〔2020〕10号要求对执行率低的单独说明；不说明就看不出是预算编大了还是活没干。

## 依据
- mof-2020-10#自评结果：未完成的须说明原因和改进措施

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "100.00", executed: "95.00"}]
===
funds: [{label: 年度资金总额, adjusted_budget: "100.00", executed: "60.00"}]
problems: 合同约定验收后付款，尾款次年支付。
===
# 年度执行数没有填
funds: [{label: 年度资金总额, adjusted_budget: "100.00"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "239.00", executed: "87.06"}]
problems: 暂无问题
---
执行率 36.43%（87.06÷239.00），低于 90%，表中没有说明原因
```

## 怎么改
在偏差原因或存在问题栏写明未执行的金额、原因和下一步安排。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, estimate, total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.checks.texts import speaks_of
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV111", severity=Severity.QUESTION)
def low_execution_unexplained(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    index = total_index(form.funds)
    if index is None:
        return
    row, base, line = form.funds[index], budget(form.funds[index]), standard.number("low_execution_rate")
    if row.executed is None or base is None or not base[1].value or not row.executed.value:
        return
    places = decimals_of(form.funds)
    rate = estimate(row.executed, places) / estimate(base[1], places)
    if rate.interval.high >= line or speaks_of(form, "explains_low_execution", standard):
        return
    yield Finding(
        message=f"预算执行率 {percent(rate.value)}（{row.executed.text}÷{base[1].text}），低于 {percent(line, 0)}，"
        "表中没有说明原因，请补充。",
        advice="写明未执行的金额、原因和下一步安排；预算编大了的，说明以后怎样编准。",
        stated=percent(rate.value),
        expected="说明原因",
        paths=(f"/funds/{index}/execution_rate", f"/funds/{index}/executed", f"/funds/{index}/{base[0]}"),
        citations=standard.cite("low_execution_rate"),
    )
