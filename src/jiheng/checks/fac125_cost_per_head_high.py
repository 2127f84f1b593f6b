"""人均、车均费用明显偏高。

## 查什么
公务接待费除以接待人次、公务用车运行维护费除以保有量、因公出国（境）费除以人次，超过提示线的。

## 为什么
单价异常的，可能是次数少填，也可能是费用超标。

## 依据
- practice#人均、车均费用提示线

## 示例
```yaml 不应报告
facts: [{label: 公务接待费支出, figure: "1.20"}, {label: 国内公务接待, figure: 90人次}]
===
facts: [{label: 公务用车运行维护费, figure: "10.64"}, {label: 公务用车保有量, figure: 5辆}]
```
```yaml 应报告
facts: [{label: 公务接待费支出, figure: "9.00"}, {label: 国内公务接待, figure: 30人次}]
---
每人次 0.30 万元
```

## 怎么改
核对次数是否漏计、费用是否混入其他支出。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, label_of
from jiheng.checks.three_public import COUNT_NAMES, counts
from jiheng.model import FinalAccounts, Finding, Severity, amounts
from jiheng.regulation import Standard

_RATIOS = (
    ("hospitality", "guests", "guest", "每人次"),
    ("vehicle_operation", "owned", "vehicle", "每辆"),
    ("overseas", "travellers", "traveller", "每人次"),
)


@check("FAC125", severity=Severity.NOTE, preview=True)
def cost_per_head_high(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    money, found, limits = by_concept(accounts, standard), counts(accounts), standard.parameter("cost_limits").value
    for concept, kind, limit, each in _RATIOS:
        if concept not in money or kind not in found:
            continue
        figure, count = money[concept][0].fact.figure, accounts.facts[found[kind][0]].figure
        value = in_unit(figure, "万元") if figure is not None else None
        if value is None or count is None or count.value <= 0:
            continue
        cost = value.value / count.value
        if cost > limits[limit]:
            yield Finding(
                message=f"{label_of(concept, standard)} {amounts.text(value.value)} 万元、{COUNT_NAMES[kind]} {count.text}，"
                f"{each} {amounts.text(cost)} 万元，高于提示线 {limits[limit]} 万元，请核实。",
                advice="核对次数是否漏计、费用是否混入其他支出。",
                stated=amounts.text(cost),
                expected=f"≤{limits[limit]}",
                paths=(money[concept][0].path, f"/facts/{found[kind][0]}/figure"),
                citations=standard.cite("cost_limits"),
            )
