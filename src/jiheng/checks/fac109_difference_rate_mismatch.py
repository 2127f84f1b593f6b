"""预决算差异率与预算数、决算数对不上。

## 查什么
预决算差异率应等于（决算数 − 预算数）÷ 预算数。以决算数为分母的，直接指出。尾数之差只提示。

## 为什么
差异率决定要不要说明原因，算错就漏了说明。

## 依据
- arithmetic#预决算差异率 =（决算 − 预算）÷ 预算

## 示例
```yaml 不应报告
label: 一般公共预算财政拨款支出
figure: "3,381.51"
initial: {base: "3,977.09", final: "3,381.51", rate: "-14.98%"}
===
# 有方向词，比率不带负号
label: 三公经费支出
figure: "9.07"
initial: {base: "20.00", rate: "54.65%", rate_direction: decrease}
===
label: 公务接待费
figure: "0.00"
adjusted: {base: "0.00", final: "0.00", rate: "0.00%"}
```
```yaml 应报告
label: 一般公共预算财政拨款支出
figure: "3,381.51"
initial: {base: "3,977.09", final: "3,381.51", rate: "-17.61%"}
---
差异率填 -17.61%，按（3381.51−3977.09）÷3977.09 应为 -14.98%；所填是除以决算数的结果
===
label: 公务接待费
figure: "3.00"
adjusted: {base: "4.00", final: "3.00", rate: "25.00%"}
---
应为 -25.00%
```

## 怎么改
分母用预算数重算；决算小于预算的，差异率为负。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import fails, percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_rate, derived_base, name_of, shown, value_in
from jiheng.checks.subjects import FactLine
from jiheng.model import ComparedWith, Estimate, Figure, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC109", severity=Severity.MUST_FIX)
def difference_rate_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if comparison.rate is None or comparison.amount is not None or comparison.base is None:
            continue
        base, value, rate = derived_base(fact, comparison), value_in(fact, comparison), change_rate(comparison)
        if base is None or value is None or rate is None:
            continue
        prior = comparison.compared_with is ComparedWith.PRIOR_YEAR
        name = f"{name_of(fact)}{'增减率' if prior else '预决算差异率'}"
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/rate", f"{path}/final" if comparison.final else line.at("figure"), f"{path}/base")
        stated = comparison.rate.model_copy(update={"value": rate.value})
        if not base.value:
            if not value.value and not rate.value:
                yield relate(f"{name}（均为 0）", stated, value, paths)
            continue
        try:
            computed = ((value - base) / base).times(100)
        except ZeroDivisionError:
            continue
        relation = relate(f"{name} =（{shown(value)} − {shown(base)}）÷ {shown(base)}", stated, computed, paths)
        yield relation
        if relation.outcome is Outcome.HOLDS:
            continue
        failed = relation.outcome is Outcome.FAILS
        expected = percent(computed.value / 100, max(stated.decimals, 2))
        said = f"{name}填 {stated.text}，按（{shown(value)}−{shown(base)}）÷{shown(base)} "
        yield Finding(
            severity=Severity.MUST_FIX if failed else Severity.NOTE,
            message=f"{said}应为 {expected}{_by_final(stated, value, base)}。"
            if failed
            else f"{said}为 {expected}，相差在尾数，四舍五入可以解释。",
            advice="分母用预算数重算；决算小于预算的，差异率为负。",
            stated=stated.text,
            expected=expected,
            paths=paths,
            citations=standard.cite("account_tolerance"),
            trace=f"({shown(value)} − {shown(base)}) ÷ {shown(base)} = {expected}",
        )


def _by_final(stated: Figure, value: Estimate, base: Estimate) -> str:
    """Said when the final accounts were taken as the denominator, or the sign was lost."""
    try:
        if not fails(stated.interval, ((value - base) / base).times(-100)):
            return "；数值相同，正负号写反了"
        if value.value and not fails(stated.interval, ((value - base) / value).times(100)):
            return "；所填是除以决算数的结果，分母应为预算数"
    except ZeroDivisionError:
        return ""
    return ""
