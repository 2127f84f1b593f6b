"""政府性基金、国有资本经营表与财政拨款总表对不上。

## 查什么
《财政拨款收入支出决算总表》中政府性基金、国有资本经营预算的本年收入、本年支出，应等于各自表的合计行。

## 为什么
同一笔钱在两张表里。

## 依据
- accounts-disclosure#决算报表表间勾稽

## 示例
```yaml 不应报告
tables:
  - kind: appropriation_overall
    columns: {total: 合计, general: 一般公共预算财政拨款, fund: 政府性基金预算财政拨款}
    right: [{name: 本年支出合计, total: "35.00", general: "10.00", fund: "25.00"}]
  - kind: government_fund
    columns: {income: 本年收入, expenditure: 本年支出/小计}
    rows: [{name: 合计, income: "25.00", expenditure: "25.00"}]
===
tables:
  - {kind: government_fund, columns: {expenditure: 本年支出/小计}, rows: [{name: 合计, expenditure: "25.00"}]}
```
```yaml 应报告
tables:
  - kind: appropriation_overall
    columns: {total: 合计, general: 一般公共预算财政拨款, fund: 政府性基金预算财政拨款}
    right: [{name: 本年支出合计, total: "35.00", general: "10.00", fund: "25.00"}]
  - kind: government_fund
    columns: {income: 本年收入, expenditure: 本年支出/小计}
    rows: [{name: 合计, income: "25.00", expenditure: "24.00"}]
---
应为 24.00
```

## 怎么改
以决算系统最终导出的一套表替换。
"""

from collections.abc import Iterator

from jiheng.checks.accounts_tables import table
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, verify
from jiheng.checks.table_values import side_cell, total_cell
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_T = AccountsTableKind
_KINDS = (("fund", _T.GOVERNMENT_FUND, "政府性基金"), ("state_capital", _T.STATE_CAPITAL, "国有资本经营"))


@check("FAC141", severity=Severity.MUST_FIX)
def fund_tables_disagree(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    whole = table(accounts, _T.APPROPRIATION_OVERALL, standard)
    for column, kind, name in _KINDS:
        own = table(accounts, kind, standard)
        spent = side_cell(whole, ("expenditure", "appropriation_expenditure"), True, column)
        closing = side_cell(whole, ("appropriation_closing", "closing"), True, column)
        pairs = (
            ("本年支出", spent, total_cell(own, "expenditure") or total_cell(own, "total")),
            ("年末结转和结余", closing, total_cell(own, "closing")),
        )
        for word, one, other in pairs:
            if one is not None and other is not None:
                rule = f"{name}{word} = 《{name}预算财政拨款收入支出决算表》合计"
                identity = Identity(where="《财政拨款收入支出决算总表》", rule=rule, whole=one, plus=[other])
                yield from verify(identity, standard, "以决算系统最终导出的一套表替换。")
