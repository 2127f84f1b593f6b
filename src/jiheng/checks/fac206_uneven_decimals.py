"""金额的小数位数不一。

## 查什么
正文金额多数保留两位小数，少数只有一位或没有；比率同样。整份只提示一次。

## 为什么
位数不一，读者不知道是四舍五入还是漏写。

## 依据
- practice#同一文件小数位数一致

## 示例
```yaml 不应报告
facts: [{label: 甲, figure: "1.00"}, {label: 乙, figure: "2.50"}, {label: 丙, figure: "3.25"}]
===
# 单位不同
facts: [{label: 甲, figure: "1.00"}, {label: 乙, figure: "2.50"}, {label: 丙, figure: "3.25"}, {label: 丁, figure: "3.25"}, {label: 设备单价, figure: 100元}]
===
# 太少，看不出习惯
facts: [{label: 甲, figure: "1.00"}, {label: 乙, figure: "2.5"}]
```
```yaml 应报告
facts: [{label: 甲, figure: "1.00"}, {label: 乙, figure: "2.50"}, {label: 丙, figure: "3.25"}, {label: 丁, figure: "4.75"}, {label: 戊, figure: "3.2"}]
---
3.2
```

## 怎么改
统一保留两位小数。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections import Counter
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import is_money
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

#: As many figures of one habit make a rule.
_HABIT = 4


@check("FAC206", severity=Severity.NOTE)
def uneven_decimals(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    money = [
        (i, fact.figure)
        for i, fact in enumerate(accounts.facts)
        if is_money(fact.figure) and fact.figure is not None and fact.figure.unit == accounts.money_unit and fact.figure.value
    ]
    usual, count = Counter(figure.decimals for _, figure in money).most_common(1)[0] if money else (0, 0)
    odd = [(i, figure) for i, figure in money if figure.decimals != usual and figure.value]
    if not usual or count < _HABIT or not odd or len(odd) * 3 > len(money):
        return
    yield Finding(
        message=f"金额多数保留 {usual} 位小数，{'、'.join(figure.text for _, figure in odd[:3])} 等 {len(odd)} 处位数不同。",
        advice=f"统一保留 {usual} 位小数。",
        stated=odd[0][1].text,
        expected=f"{usual} 位小数",
        paths=tuple(f"/facts/{i}/figure" for i, _ in odd),
        citations=standard.cite("account_tolerance"),
    )
