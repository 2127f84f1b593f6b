"""收入总计与支出总计不相等。

## 查什么
收入总计应等于支出总计；财政拨款收入总计应等于财政拨款支出总计。

## 为什么
收支总计是平衡关系，不等说明有一方漏列。

## 依据
- accounts-disclosure#收入支出决算总表：收入总计 = 支出总计

## 示例
```yaml 不应报告
facts: [{label: 2024年度收入总计, figure: "3,628.92"}, {label: 支出总计, figure: "3,628.92"}]
===
# 本年收入与本年支出不必相等
facts: [{label: 本年收入合计, figure: "3,416.86"}, {label: 本年支出合计, figure: "3,555.92"}]
===
# 换算尾差
facts: [{label: 收入总计, figure: "434.72"}, {label: 支出总计, figure: 4347159.30元}]
```
```yaml 应报告
facts: [{label: 收入总计, figure: "3,628.92"}, {label: 支出总计, figure: "3,682.92"}]
---
收入总计 3628.92 万元，支出总计 3682.92 万元，相差 54.00
```

## 怎么改
对照《收入支出决算总表》核对两边总计及年初、年末结转和结余。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, label_of, shown
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard

_PAIRS = (("total_income", "total_expenditure"), ("appropriation_total_income", "appropriation_total_expenditure"))


@check("FAC113", severity=Severity.MUST_FIX)
def totals_unbalanced(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    for one, other in _PAIRS:
        if one not in found or other not in found:
            continue
        income, spending = found[one][0], found[other][0]
        assert income.fact.figure is not None and spending.fact.figure is not None
        computed = in_unit(spending.fact.figure, income.fact.figure.unit)
        if computed is None:
            continue
        paths = (income.path, spending.path)
        relation = relate(f"{label_of(one, standard)} = {label_of(other, standard)}", income.fact.figure, computed, paths)
        yield relation
        if relation.outcome is Outcome.FAILS:
            difference = Estimate.exactly(abs(computed.value - income.fact.figure.value))
            yield Finding(
                message=f"{label_of(one, standard)} {income.fact.figure.with_unit}，"
                f"{label_of(other, standard)} {spending.fact.figure.with_unit}，相差 {shown(difference)}，应当相等。",
                advice="对照《收入支出决算总表》核对两边总计及年初、年末结转和结余。",
                stated=income.fact.figure.text,
                expected=spending.fact.figure.text,
                paths=paths,
                citations=standard.cite("required_sections"),
            )
