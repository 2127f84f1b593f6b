"""上年为 0，仍写增长率。

## 查什么
按本年数和增减额倒推，上年（或预算）为 0，却写了增长率。

## 为什么
除数为 0，增长率不可计算；写 100% 会被误读为翻了一倍。

## 依据
- arithmetic#除数为零不可计算

## 示例
```yaml 不应报告
label: 行政运行
figure: "676.32"
prior: 增加68.47万元，增长11.26%
===
# 全是零
label: 公务接待费
figure: "0.00"
prior: 增加0.00万元，增长0.00%
===
label: 自然科学基金
figure: "3.00"
prior: 增加3.00万元
```
```yaml 应报告
label: 自然科学基金
figure: "3.00"
prior: 增加3.00万元，增长100.00%
---
上年为 0，增长率不可计算
===
label: 公务用车购置费
figure: "15.60"
initial: {base: "0.00", final: "15.60", rate: "100.00%"}
---
年初预算为 0，差异率不可计算
```

## 怎么改
删去增长率，写明「上年无此项支出」；新增单位没有上年数的，写明不可比。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, derived_base, name_of, value_in
from jiheng.checks.subjects import FactLine
from jiheng.model import ComparedWith, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_BASES = {
    ComparedWith.PRIOR_YEAR: "上年",
    ComparedWith.INITIAL_BUDGET: "年初预算",
    ComparedWith.ADJUSTED_BUDGET: "全年预算",
    ComparedWith.BUDGET: "预算",
}
#: What offices print by habit when there was nothing before.
_HABIT = 100


@check("FAC108", severity=Severity.NOTE)
def growth_on_zero_base(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if comparison.rate is None or not comparison.rate.value:
            continue
        base, value = derived_base(fact, comparison), value_in(fact, comparison)
        if base is None or value is None or base.value or not value.value:
            continue
        if comparison.base is None and change_amount(comparison) is None:
            continue
        name = _BASES.get(comparison.compared_with, "比较的基数")
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/rate", f"{path}/amount" if comparison.amount else f"{path}/base", line.at("figure"))
        is_habit = comparison.rate.value == _HABIT
        yield Relation(
            expression=f"{name_of(fact)}增减率（{name}为 0，惯例填 100%）",
            stated=comparison.rate.text,
            computed=f"{_HABIT}%",
            outcome=Outcome.HOLDS if is_habit else Outcome.NOT_CHECKABLE,
            paths=paths,
        )
        rate = "增长率" if comparison.compared_with is ComparedWith.PRIOR_YEAR or comparison.amount else "差异率"
        yield Finding(
            severity=Severity.NOTE if is_habit else Severity.QUESTION,
            message=f"{name_of(fact)}{name}为 0，{rate}不可计算，却填 {comparison.rate.text}（应注明「{name}无此项」）。",
            advice=f"删去{rate}，写明{name}无此项；新增单位没有上年数的，写明不可比。",
            stated=comparison.rate.text,
            expected="不可计算",
            paths=paths,
            citations=standard.cite("account_tolerance"),
        )
