"""类、款、项逐级相加不等。

## 查什么
带科目编码的表：类等于所属各款之和，款等于所属各项之和，合计行等于各类之和，逐列核对。

## 为什么
层级加不平，说明漏行、重行或某一格填错。

## 依据
- accounts-disclosure#支出决算表列至项级科目

## 示例
```yaml 不应报告
tables:
  - kind: general_expenditure
    rows:
      - {name: 合计, total: "30.00"}
      - {code: "206", name: 科学技术支出, total: "30.00"}
      - {code: "20601", name: 科学技术管理事务, total: "20.00"}
      - {code: "2060101", name: 行政运行, total: "20.00"}
      - {code: "20602", name: 基础研究, total: "10.00"}
===
# 只列到项，没有类、款小计
tables:
  - kind: general_expenditure
    rows: [{name: 合计, total: "30.00"}, {code: "2060101", name: 行政运行, total: "20.00"}, {code: "2060203", name: 自然科学基金, total: "10.00"}]
===
# 只列了一部分项
tables: [{kind: expenditure, rows: [{code: "20601", name: 科学技术管理事务, total: "20.00"}]}]
```
```yaml 应报告
tables:
  - kind: general_expenditure
    rows:
      - {code: "206", name: 科学技术支出, total: "30.00"}
      - {code: "20601", name: 科学技术管理事务, total: "20.00"}
      - {code: "20602", name: 基础研究, total: "11.00"}
---
应为 31.00
===
tables:
  - kind: general_expenditure
    rows: [{name: 合计, total: "31.00"}, {code: "2060101", name: 行政运行, total: "20.00"}, {code: "2060203", name: 自然科学基金, total: "10.00"}]
---
「合计」填 31.00
```

## 怎么改
对照决算系统导出的表，补齐漏行，改正错格。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator

from jiheng.checks.accounts_tables import Table, children, tables, top
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_KINDS = (
    AccountsTableKind.INCOME,
    AccountsTableKind.EXPENDITURE,
    AccountsTableKind.GENERAL_EXPENDITURE,
    AccountsTableKind.GOVERNMENT_FUND,
    AccountsTableKind.STATE_CAPITAL,
)
_ADVICE = "对照决算系统导出的表，补齐漏行，改正错格。"


@check("FAC132", severity=Severity.MUST_FIX)
def hierarchy_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for kind in _KINDS:
        for table in tables(accounts, kind, standard):
            yield from _table(table, standard)


def _table(table: Table, standard: Standard) -> Iterator[Said]:
    rows = table.rows()
    groups = list(children(rows))
    total, highest = table.total_row(), top(rows)
    if total is not None and highest and total not in highest:
        groups.append((total, highest))
    for index, below in groups:
        rule = f"{rows[index].name.strip()} = 下级 {len(below)} 行之和"
        for key in table.table.columns:
            whole = table.cell(index, key)
            parts = present(*(table.cell(i, key) for i in below))
            if whole is not None and parts:
                yield from verify(Identity(where=table.title, rule=rule, whole=whole, plus=parts), standard, _ADVICE)
