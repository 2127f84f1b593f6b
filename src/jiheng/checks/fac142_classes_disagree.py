"""各功能类在总表与明细表里不等。

## 查什么
《收入支出决算总表》的每个功能类等于《支出决算表》同名类；《财政拨款收入支出决算总表》一般公共预算列的每个功能类，
等于《一般公共预算财政拨款支出决算表》同名类。

## 为什么
同一类支出在两张表里应是同一个数。

## 依据
- accounts-disclosure#决算报表表间勾稽

## 示例
```yaml 不应报告
tables:
  - {kind: overall, right: [{name: 六、科学技术支出, amount: "3555.92"}]}
  - kind: expenditure
    columns: {total: 本年支出合计}
    rows: [{code: "206", name: 科学技术支出, total: "3555.92"}, {code: "20601", name: 科学技术管理事务, total: "3555.92"}]
===
tables:
  - {kind: overall, right: [{name: 六、科学技术支出, amount: "3555.92"}]}
  - {kind: expenditure, columns: {total: 本年支出合计}, rows: [{code: "221", name: 住房保障支出, total: "20.00"}]}
```
```yaml 应报告
tables:
  - {kind: overall, right: [{name: 六、科学技术支出, amount: "3555.92"}]}
  - {kind: expenditure, columns: {total: 本年支出合计}, rows: [{code: "206", name: 科学技术支出, total: "3554.92"}]}
---
应为 3554.92
```

## 怎么改
以决算系统最终导出的一套表替换。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import Table, code_length, table
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity, normal
from jiheng.regulation import Standard

_T = AccountsTableKind
_PAIRS = ((_T.OVERALL, _T.EXPENDITURE, None), (_T.APPROPRIATION_OVERALL, _T.GENERAL_EXPENDITURE, "general"))
_CLASS = 3


@check("FAC142", severity=Severity.MUST_FIX)
def classes_disagree(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for first, second, column in _PAIRS:
        one, other = table(accounts, first, standard), table(accounts, second, standard)
        if one is None or other is None:
            continue
        key = one.column(column) if column else one.amount_key()
        details = _classes(other)
        for index, row in enumerate(one.rows(right=True)):
            name = _plain(row.name)
            whole = one.cell(index, key, right=True)
            part = other.cell(details[name], other.column("total")) if name in details else None
            if whole is not None and part is not None:
                rule = f"{name} = {other.title}{name}"
                yield from verify(
                    Identity(where=one.title, rule=rule, whole=whole, plus=[part]), standard, "以决算系统最终导出的一套表替换。"
                )


def _plain(name: str) -> str:
    return re.sub(r"^\(?[一二三四五六七八九十\d]+\)?[、.．]|\s", "", normal(name))


def _classes(found: Table) -> dict[str, int]:
    return {_plain(row.name): i for i, row in enumerate(found.rows()) if code_length(row) == _CLASS}
