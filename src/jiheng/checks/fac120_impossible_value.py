"""不可能的数：负的支出、超过 100% 的占比或降幅。

## 查什么
收入、支出、人数、辆数为负；占比为负或超过 100%；下降率超过 100%。

## 为什么
这些数在定义上不可能，多半是小数点、符号或单位写错。

## 依据
- arithmetic#占比在 0 与 100% 之间；下降至多 100%

## 示例
```yaml 不应报告
label: 项目支出
figure: "2,065.98"
share: "100.00%"
prior: 增加2,000.00万元，增长3,031.22%
===
# 差异率可以为负
label: 三公经费支出
figure: "15.54"
adjusted: {base: "15.55", final: "15.54", rate: "-0.06%"}
===
# 结余可以为负
label: 年末结转和结余
figure: "-0.30"
```
```yaml 应报告
label: 项目支出
figure: "20.00"
share: "107.50%"
---
占比 107.50%，不可能超过 100%
===
label: 公务接待费
figure: "-0.50"
---
公务接待费为 -0.50
===
label: 公务接待费
figure: "0.50"
prior: 减少1.00万元，下降150.00%
---
下降 150.00%，至多下降 100%
```

## 怎么改
核对小数点、正负号和单位。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import name_of
from jiheng.checks.subjects import FactLine
from jiheng.model import Change, ComparedWith, Figure, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_FULL = Decimal(100)
_MAY_BE_NEGATIVE = re.compile(r"结余|差异|增减|调整|变动|净|盈亏|收支差额|增长|弥补|核减")


@check("FAC120", severity=Severity.MUST_FIX)
def impossible_value(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    name = name_of(fact)
    if not isinstance(line.record, FinalAccounts):
        return
    if fact.figure is not None and fact.figure.unit != "%" and fact.figure.value < 0 and not _MAY_BE_NEGATIVE.search(fact.label):
        yield _finding(f"{name}为 {fact.figure.with_unit}，不可能为负", fact.figure, "≥0", line.at("figure"), standard)
    if fact.share is not None:
        wrong = fact.share.value < 0 or fact.share.value > _FULL
        yield counted(f"{name}占比在 0 与 100% 之间", int(wrong), (line.at("share"),))
        if wrong:
            bound = "不可能为负" if fact.share.value < 0 else "不可能超过 100%"
            yield _finding(f"{name}占比 {fact.share.text}，{bound}", fact.share, "0～100%", line.at("share"), standard)
    for number, comparison in enumerate(fact.comparisons):
        rate = comparison.rate
        falls = (comparison.rate_direction or comparison.direction) is Change.DECREASE
        if rate is not None and falls and rate.value > _FULL and comparison.compared_with is not ComparedWith.OTHER:
            path = line.at(f"comparisons/{number}/rate")
            yield _finding(f"{name}下降 {rate.text}，至多下降 100%", rate, "≤100%", path, standard)


def _finding(message: str, figure: Figure, expected: str, path: str, standard: Standard) -> Finding:
    return Finding(
        message=f"{message}。",
        advice="核对小数点、正负号和单位。",
        stated=figure.text,
        expected=expected,
        paths=(path,),
        citations=standard.cite("account_tolerance"),
    )
