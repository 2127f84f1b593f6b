"""部分大于整体：小微大于中小、财政拨款大于全部。

## 查什么
授予小微企业的金额不应大于中小企业，一般公共预算基本支出不应大于基本支出，财政拨款收入（支出）不应大于本年收入（支出），
一般公共预算支出不应大于财政拨款支出，本年收入（支出）不应大于总计。

## 为什么
前者是后者的一部分。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
facts:
  - {label: 授予中小企业合同金额, figure: "6.33"}
  - {label: 授予小微企业合同金额, figure: "3.29"}
===
facts: [{label: 基本支出, figure: "1,489.94"}, {label: 一般公共预算财政拨款基本支出, figure: "1,489.94"}]
===
facts: [{label: 一般公共预算财政拨款支出, figure: "3,381.51"}, {label: 年初预算数, figure: "3,000.00"}]
```
```yaml 应报告
facts:
  - {label: 授予中小企业合同金额, figure: "6.33"}
  - {label: 授予小微企业合同金额, figure: "7.29"}
---
授予小微企业合同金额 7.29 万元，大于授予中小企业合同金额 6.33 万元
```

## 怎么改
核对两处口径和数字，改正其中一个。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, label_of, shown
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard

_PAIRS = (
    ("small_contracts", "sme_contracts"),
    ("general_basic", "basic"),
    ("general_project", "project"),
    ("appropriation_income", "income"),
    ("appropriation_expenditure", "expenditure"),
    ("general_expenditure", "appropriation_expenditure"),
    ("general_income", "appropriation_income"),
    ("income", "total_income"),
    ("expenditure", "total_expenditure"),
    ("appropriation_total_income", "total_income"),
    ("vehicle_operation", "vehicles"),
    ("vehicle_purchase", "vehicles"),
)


@check("FAC121", severity=Severity.MUST_FIX)
def part_exceeds_whole(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    for part, whole in _PAIRS:
        if part not in found or whole not in found:
            continue
        one, other = found[part][0], found[whole][0]
        if one.fact.part_of == other.index or one.fact.figure is None or other.fact.figure is None:
            continue
        smaller, larger = in_unit(one.fact.figure, other.fact.figure.unit), Estimate.printed(other.fact.figure)
        if smaller is None:
            continue
        over = smaller.interval.low > larger.interval.high
        names = (label_of(part, standard), label_of(whole, standard))
        equal = smaller.interval.overlaps(larger.interval)
        paths = (one.path, other.path)
        yield Relation(
            expression=f"{names[0]} ≤ {names[1]}" + ("（相等）" if equal else "：超出额"),
            stated=one.fact.figure.text if equal else shown(smaller - larger) if over else "0",
            computed=other.fact.figure.text if equal else "0",
            outcome=Outcome.FAILS if over else Outcome.HOLDS,
            paths=paths,
        )
        if over:
            yield Finding(
                message=f"{names[0]} {one.fact.figure.with_unit}，大于{names[1]} {other.fact.figure.with_unit}，部分不能大于整体。",
                advice="核对两处口径和数字，改正其中一个。",
                stated=one.fact.figure.text,
                expected=f"≤{other.fact.figure.text}",
                paths=paths,
                citations=standard.cite("account_tolerance"),
            )
