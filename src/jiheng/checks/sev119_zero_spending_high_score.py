"""全年没有支出，自评得分却高。

## 查什么
全年执行数为零，总分达到较高分数。

## 为什么
一分钱没花而样样完成，说明该项工作不靠这笔预算，或者完成情况不实。

## 依据
- practice#目标完成进度与支出进度应相称

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.00"}]
total_score: "45"
===
# 预算也是零：全额收回
funds: [{label: 年度资金总额, adjusted_budget: "0.00", executed: "0.00"}]
total_score: "90"
===
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.01"}]
total_score: "90"
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.00"}]
total_score: "90"
---
全年预算 5.00 万元没有支出（执行 0.00 万元），总分却为 90 分
```

## 怎么改
核实完成情况的佐证；由其他资金完成的，写明来源并调整预算。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, money, total_index
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV119", severity=Severity.QUESTION)
def zero_spending_high_score(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total, score = total_index(form.funds), form.total_score
    if total is None or score is None:
        return
    row, base = form.funds[total], budget(form.funds[total])
    parts_spent = any(other.executed is not None and other.executed.value for other in form.funds)
    if row.executed is None or row.executed.value or base is None or not base[1].value or parts_spent:
        return
    if score.value >= standard.number("unspent_score"):
        yield Finding(
            message=f"全年预算 {money(base[1], form)}没有支出（执行 {money(row.executed, form)}），总分却为 {score.text} 分，请核实。",
            advice="核实完成情况的佐证；由其他资金完成的，写明来源并调整预算。",
            stated=score.text,
            expected="说明零支出而完成的原因",
            paths=("/total_score", f"/funds/{total}/executed"),
            citations=standard.cite("unspent_score"),
        )
