"""增减率与增减额对不上。

## 查什么
增减率应等于增减额除以基数（基数 = 本年数 − 增减额，或句中写出的数）。误以本年数为分母的，直接指出。尾数之差只提示。

## 为什么
增减率是公开说明里引用最多的数，分母用错最常见。

## 依据
- arithmetic#增减率 = 增减额 ÷ 基数

## 示例
```yaml 不应报告
label: 收入支出总体
figure: "3,628.92"
prior: 减少2,273.63万元，下降38.52%
===
# 整数百分比
label: 公务用车运行维护费
figure: 251万元
prior: {base: 285万元, amount: 34万元, direction: decrease, rate: "12%", rate_direction: decrease}
===
# 上年为零，另有检查
label: 自然科学基金
figure: "3.00"
prior: 增加3.00万元，增长100.00%
===
label: 公务接待费
figure: "0.00"
prior: 增加0.00万元，增长0.00%
===
# 率与两个数相符，错的是增减额，另有检查
label: 公务接待费
figure: "9.90"
budget: {base: "12.90", final: "9.90", amount: "9.00", direction: decrease, rate: "-23.26%"}
```
```yaml 应报告
label: 三公经费支出
figure: "9.07"
prior: 减少0.71万元，下降7.83%
---
下降率填 7.83%，按 0.71÷9.78 应为 7.26%；所填是除以本年数 9.07 的结果
===
label: 三公经费支出
figure: "15.54"
prior: 减少2.35万元，下降13.13%
---
尾数
===
label: 公务接待费
figure: "5.21"
prior: 增加1.00万元，增长20.00%
---
应为 23.75%
```

## 怎么改
分母用上年数（或所比的预算数），重算增减率。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import fails, percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, change_rate, derived_base, fact_concept, in_unit, name_of, shown, value_in
from jiheng.checks.subjects import FactLine
from jiheng.checks.three_public_table import stated_budgets
from jiheng.model import ComparedWith, Comparison, Estimate, Fact, Figure, FinalAccounts, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_BUDGETS = (ComparedWith.BUDGET, ComparedWith.INITIAL_BUDGET, ComparedWith.ADJUSTED_BUDGET)


@check("FAC105", severity=Severity.MUST_FIX)
def change_rate_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if comparison.rate is None or comparison.amount is None:
            continue
        base, change, rate = derived_base(fact, comparison), change_amount(comparison), change_rate(comparison)
        if base is None or change is None or rate is None:
            continue
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/rate", f"{path}/amount", f"{path}/base" if comparison.base else line.at("figure"))
        stated = comparison.rate.model_copy(update={"value": rate.value})
        if not base.value:
            if not change.value and not rate.value:
                yield relate(f"{name_of(fact)}增减率（基数与增减额均为 0）", stated, change, paths)
            continue
        try:
            computed = (change / base).times(100)
        except ZeroDivisionError:
            continue
        if rate.value * computed.value < 0 and comparison.direction is not comparison.rate_direction:
            continue  # 方向词自相矛盾，另有检查
        if rate.value * computed.value < 0:  # 方向词与正负的矛盾另有检查
            computed, stated = _size(computed), comparison.rate.model_copy(update={"value": abs(rate.value)})
        relation = relate(f"{name_of(fact)}增减率 = 增减额 {shown(change)} ÷ 基数 {shown(base)}", stated, computed, paths)
        yield relation
        is_elsewhere = _amount_differs(fact, comparison, base, change, stated) or _budget_differs(line, comparison, base, standard)
        if relation.outcome is not Outcome.HOLDS and not is_elsewhere:
            yield _finding(line, comparison, relation, (change, base, computed), standard)


def _amount_differs(fact: Fact, comparison: Comparison, base: Estimate, change: Estimate, rate: Figure) -> bool:
    """Whether the rate is right by the two figures themselves: then the amount is wrong, and its check says so."""
    value = value_in(fact, comparison)
    if comparison.base is None or value is None:
        return False
    difference = value - base
    return not difference.interval.overlaps(change.interval) and not fails(rate.interval, (difference / base).times(100))


def _budget_differs(line: FactLine, comparison: Comparison, base: Estimate, standard: Standard) -> bool:
    """Whether the document states another budget than the change implies: then the change is wrong, and its check says so."""
    if not isinstance(line.record, FinalAccounts) or comparison.base is not None or comparison.compared_with not in _BUDGETS:
        return False
    concept = fact_concept(line.fact, standard, line.record.agency)
    stated = stated_budgets(line.record, standard).get(concept) if concept is not None else None
    unit = (comparison.amount or line.fact.figure or stated[1]).unit if stated is not None else ""
    budget = in_unit(stated[1], unit) if stated is not None else None
    return budget is not None and not budget.interval.overlaps(base.interval)


def _size(estimate: Estimate) -> Estimate:
    return Estimate.model_construct(value=abs(estimate.value), interval=abs(estimate.interval))


def _finding(
    line: FactLine, comparison: Comparison, relation: Relation, found: tuple[Estimate, Estimate, Estimate], standard: Standard
) -> Finding:
    change, base, computed = (_size(estimate) for estimate in found)
    assert comparison.rate is not None
    failed = relation.outcome is Outcome.FAILS
    word = "下降率" if found[0].value < 0 else "增长率"
    expected = percent(computed.value / 100, max(comparison.rate.decimals, 2))
    stated = comparison.rate.model_copy(update={"value": abs(comparison.rate.value)})
    said = f"{name_of(line.fact)}{word}填 {stated.text}，按 {shown(change)}÷{shown(base)} "
    value = value_in(line.fact, comparison)
    other = ""
    if failed and value is not None and value.value and stated.decimals:
        try:
            if not fails(stated.interval, (change / value).times(100)):
                other = f"；所填是除以本年数 {shown(value)} 的结果，分母应为比较的基数"
        except ZeroDivisionError:
            other = ""
    return Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}应为 {expected}{other}。" if failed else f"{said}为 {expected}，相差在尾数，四舍五入可以解释。",
        advice="分母用上年数（或所比的预算数），重算增减率。" if failed else "用元为单位的数核对后改正尾数。",
        stated=stated.text,
        expected=expected,
        paths=relation.paths,
        citations=standard.cite("account_tolerance"),
        trace=f"{shown(change)} ÷ {shown(base)} = {expected}",
    )
