"""收入决算表与支出决算表的科目不同。

## 查什么
《收入决算表》有而《支出决算表》没有的项级科目，或相反；有年初、年末结转时可能正常，请核实。

## 为什么
收入与支出按同一功能科目列，科目不同要能用结转解释。

## 依据
- practice#收支科目对应

## 示例
```yaml 不应报告
tables:
  - {kind: income, rows: [{code: "2060101", name: 行政运行, total: "1.00"}]}
  - {kind: expenditure, rows: [{code: "2060101", name: 行政运行, total: "1.00"}]}
===
# 本年没有收入，用上年结转支出，正文写明了年初结转
facts: [{label: 年初结转和结余, figure: "2.00"}]
tables:
  - {kind: income, rows: [{code: "2060101", name: 行政运行, total: "1.00"}]}
  - {kind: expenditure, rows: [{code: "2060101", name: 行政运行, total: "1.00"}, {code: "2060203", name: 自然科学基金, total: "2.00"}]}
```
```yaml 应报告
facts: [{label: 年初结转和结余, figure: "0.00"}]
tables:
  - {kind: income, rows: [{code: "2060101", name: 行政运行, total: "1.00"}]}
  - {kind: expenditure, rows: [{code: "2060101", name: 行政运行, total: "1.00"}, {code: "2060203", name: 自然科学基金, total: "2.00"}]}
---
「自然科学基金」（2060203）有支出 2.00，收入决算表没有
```

## 怎么改
核对科目是否用错；用结转资金的，写明。
"""

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import Cell, Table, code_length, table
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import first_of
from jiheng.checks.table_values import values
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_ITEM = 7


@check("FAC219", severity=Severity.QUESTION)
def income_codes_differ(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    income, spending = (table(accounts, kind, standard) for kind in (AccountsTableKind.INCOME, AccountsTableKind.EXPENDITURE))
    told, known = first_of(accounts, "opening", standard), values(accounts, standard).get("opening")
    carried = known.figure if known is not None else told.fact.figure if told is not None else None
    if income is None or spending is None or carried is None or carried.value:
        return
    received = _codes(income)
    for code, (name, cell) in _codes(spending).items():
        if received and code not in received and cell.figure.value:
            yield Finding(
                message=f"「{name}」（{code}）有支出 {cell.figure.text}，收入决算表没有该科目，年初也没有结转，请核实。",
                advice="核对科目是否用错；用结转资金的，写明。",
                stated=cell.figure.text,
                expected="收入决算表有该科目",
                paths=(cell.path,),
                citations=standard.cite("account_tolerance"),
            )


def _codes(found: Table) -> dict[str, tuple[str, Cell]]:
    key = found.column("total")
    return {
        re.sub(r"\D", "", row.code or ""): (row.name.strip(), cell)
        for i, row in enumerate(found.rows())
        if code_length(row) == _ITEM and (cell := found.cell(i, key)) is not None
    }
