"""一行里各列相加，不等于合计列。

## 查什么
《收入决算表》每行本年收入合计等于各来源之和；《支出决算表》每行本年支出合计等于基本、项目、上缴上级、经营、对附属单位补助之和；
《财政拨款收入支出决算总表》合计等于三本预算之和；《一般公共预算财政拨款支出决算表》合计等于基本支出加项目支出。

## 为什么
行不平，说明有一列填错或串行。

## 依据
- accounts-disclosure#收入决算表、支出决算表

## 示例
```yaml 不应报告
tables:
  - kind: general_expenditure
    columns: {total: 本年支出合计, basic: 基本支出, project: 项目支出}
    rows: [{code: "206", name: 科学技术支出, total: "3381.51", basic: "1489.94", project: "1891.57"}]
===
# 只有合计列
tables: [{kind: expenditure, columns: {total: 本年支出合计}, rows: [{name: 合计, total: "10.00"}]}]
===
# 合计之外只有一列有数
tables:
  - kind: expenditure
    columns: {total: 本年支出合计, basic: 基本支出, project: 项目支出}
    rows: [{name: 行政运行, total: "10.00", basic: "10.00"}]
```
```yaml 应报告
tables:
  - kind: general_expenditure
    columns: {total: 本年支出合计, basic: 基本支出, project: 项目支出}
    rows: [{code: "206", name: 科学技术支出, total: "3381.51", basic: "1489.94", project: "1891.75"}]
---
应为 3381.69
```

## 怎么改
核对该行各列，改正错的一格。
"""

from collections.abc import Iterator

from jiheng.checks.accounts_tables import Table, tables
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_PARTS = {
    AccountsTableKind.INCOME: ("appropriation", "upper", "business", "operating", "affiliated", "other"),
    AccountsTableKind.EXPENDITURE: ("basic", "project", "upward", "operating", "affiliated"),
    AccountsTableKind.APPROPRIATION_OVERALL: ("general", "fund", "state_capital"),
    AccountsTableKind.GENERAL_EXPENDITURE: ("basic", "project"),
}


@check("FAC131", severity=Severity.MUST_FIX)
def row_sums_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for kind, names in _PARTS.items():
        for table in tables(accounts, kind, standard):
            yield from _rows(table, names, False, standard)
            if kind is AccountsTableKind.APPROPRIATION_OVERALL:
                yield from _rows(table, names, True, standard)


def _rows(table: Table, names: tuple[str, ...], right: bool, standard: Standard) -> Iterator[Said]:
    total = table.column("total")
    keys = [key for name in names if (key := table.column(name)) is not None and key != total]
    if total is None or len(set(keys)) < 2:
        return
    for index in range(len(table.rows(right=right))):
        whole = table.cell(index, total, right=right)
        parts = present(*(table.cell(index, key, right=right) for key in dict.fromkeys(keys)))
        if whole is None or not parts:
            continue
        rule = "合计 = 各列之和"
        yield from verify(Identity(where=table.title, rule=rule, whole=whole, plus=parts), standard, "核对该行各列，改正错的一格。")
