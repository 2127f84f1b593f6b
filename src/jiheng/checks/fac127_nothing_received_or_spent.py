"""收入、支出总计都是 0。

## 查什么
一份决算公开的收入总计和支出总计都为 0。

## 为什么
有人员的单位不可能没有收支，多半是数据没有取到。

## 依据
- accounts-disclosure#收入支出决算总体情况

## 示例
```yaml 不应报告
facts: [{label: 收入总计, figure: "3,628.92"}, {label: 支出总计, figure: "3,628.92"}]
===
facts: [{label: 三公经费支出, figure: "0.00"}]
```
```yaml 应报告
facts: [{label: 收入总计, figure: "0.00"}, {label: 支出总计, figure: "0.00"}]
---
收入总计、支出总计都为 0
```

## 怎么改
核对是否取错报表；单位确无收支的，说明原因。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard


@check("FAC127", severity=Severity.MUST_FIX)
def nothing_received_or_spent(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    entries = [found[key][0] for key in ("total_income", "total_expenditure") if key in found]
    if len(entries) == 2 and not any(entry.fact.figure is None or entry.fact.figure.value for entry in entries):
        yield Finding(
            message="收入总计、支出总计都为 0，请核对是否取错报表。",
            advice="核对是否取错报表；单位确无收支的，说明原因。",
            stated="0.00",
            expected=">0",
            paths=tuple(entry.path for entry in entries),
            citations=standard.cite("required_sections"),
        )
