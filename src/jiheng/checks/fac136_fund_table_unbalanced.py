"""政府性基金、国有资本经营预算表不平。

## 查什么
两张表每一行：年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出；本年支出 = 基本支出 + 项目支出。

## 为什么
基金结余滚存，不平就会带到下一年。

## 依据
- accounts-disclosure#政府性基金预算财政拨款收入支出决算表

## 示例
```yaml 不应报告
tables:
  - kind: government_fund
    columns: {opening: 年初结转和结余, income: 本年收入, expenditure: 本年支出/小计, basic: 本年支出/基本支出, project: 本年支出/项目支出, closing: 年末结转和结余}
    rows: [{name: 合计, opening: "10.00", income: "20.00", expenditure: "25.00", basic: "0.00", project: "25.00", closing: "5.00"}]
===
# 只有支出的简表
tables: [{kind: state_capital, columns: {total: 合计, basic: 基本支出, project: 项目支出}, rows: [{name: 合计, total: "2.00", project: "2.00"}]}]
```
```yaml 应报告
tables:
  - kind: government_fund
    columns: {opening: 年初结转和结余, income: 本年收入, expenditure: 本年支出/小计, closing: 年末结转和结余}
    rows: [{name: 合计, opening: "10.00", income: "20.00", expenditure: "25.00", closing: "15.00"}]
---
应为 5.00
```

## 怎么改
核对年初数与上年公开的年末数，再逐列核对。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator

from jiheng.checks.accounts_tables import Table, tables
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_ADVICE = "核对年初数与上年公开的年末数，再逐列核对。"


@check("FAC136", severity=Severity.MUST_FIX)
def fund_table_unbalanced(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for kind in (AccountsTableKind.GOVERNMENT_FUND, AccountsTableKind.STATE_CAPITAL):
        for table in tables(accounts, kind, standard):
            for index in range(len(table.rows())):
                yield from _row(table, index, standard)


def _row(table: Table, index: int, standard: Standard) -> Iterator[Said]:
    opening, income, closing = (table.cell(index, table.column(name)) for name in ("opening", "income", "closing"))
    spent = table.cell(index, table.column("expenditure") or table.column("total"))
    if spent is None:
        return
    if income is not None and closing is not None:
        # 年初一列空着，就是没有年初结转
        rule, plus = "年末 = 年初 + 本年收入 − 本年支出", present(opening, income)
        yield from verify(Identity(where=table.title, rule=rule, whole=closing, plus=plus, minus=[spent]), standard, _ADVICE)
    parts = present(table.cell(index, table.column("basic")), table.cell(index, table.column("project")))
    if parts and spent.path not in {part.path for part in parts}:
        yield from verify(Identity(where=table.title, rule="本年支出 = 基本支出 + 项目支出", whole=spent, plus=parts), standard, _ADVICE)
