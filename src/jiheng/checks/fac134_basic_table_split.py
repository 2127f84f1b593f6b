"""基本支出决算表的人员、公用经费加不平。

## 查什么
《一般公共预算财政拨款基本支出决算表》：每一类经济科目等于所属各款之和；人员经费合计 = 301 + 303；
公用经费合计 = 302 + 307 + 310 + 399（有的才加）；合计 = 人员经费 + 公用经费。

## 为什么
人员与公用的划分决定机关运行经费，错一款两处都错。

## 依据
- accounts-disclosure#一般公共预算财政拨款基本支出决算表
- classification#部门预算支出经济分类

## 示例
```yaml 不应报告
tables:
  - kind: general_basic
    rows:
      - {code: "301", name: 工资福利支出, amount: "1380.00"}
      - {code: "30101", name: 基本工资, amount: "1380.00"}
      - {code: "303", name: 对个人和家庭的补助, amount: "11.49"}
      - {code: "302", name: 商品和服务支出, amount: "98.45"}
      - {name: 人员经费合计, amount: "1391.49"}
      - {name: 公用经费合计, amount: "98.45"}
      - {name: 合计, amount: "1489.94"}
===
tables: [{kind: general_basic, rows: [{code: "301", name: 工资福利支出, amount: "1380.00"}]}]
```
```yaml 应报告
tables:
  - kind: general_basic
    rows:
      - {code: "301", name: 工资福利支出, amount: "1380.00"}
      - {code: "303", name: 对个人和家庭的补助, amount: "11.49"}
      - {name: 人员经费合计, amount: "1380.00"}
---
「人员经费合计」填 1380.00，按人员经费合计 = 301 + 303应为 1391.49
===
tables:
  - kind: general_basic
    rows:
      - {code: "302", name: 商品和服务支出, amount: "98.45"}
      - {code: "30201", name: 办公费, amount: "50.00"}
      - {code: "30211", name: 差旅费, amount: "40.00"}
---
应为 90.00
```

## 怎么改
按经济分类逐款核对，改正错的一格。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import Cell, Table, children, tables
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity
from jiheng.regulation import Standard

_STAFF, _PUBLIC = ("301", "303"), ("302", "307", "309", "310", "312", "399")
_ADVICE = "按经济分类逐款核对，改正错的一格。"


@check("FAC134", severity=Severity.MUST_FIX)
def basic_table_split(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for table in tables(accounts, AccountsTableKind.GENERAL_BASIC, standard):
        keys = dict.fromkeys(key for row in table.rows() for key in row.figures)
        for key in keys:
            yield from _column(table, key, standard)


def _column(table: Table, key: str, standard: Standard) -> Iterator[Said]:
    rows = table.rows()
    codes = {re.sub(r"\D", "", row.code or ""): i for i, row in enumerate(rows)}
    for index, below in children(rows):
        whole, parts = table.cell(index, key), present(*(table.cell(i, key) for i in below))
        if whole is not None and parts:
            rule = f"{rows[index].name.strip()} = 所属各款之和"
            yield from verify(Identity(where=table.title, rule=rule, whole=whole, plus=parts), standard, _ADVICE)
    staff, public = _named(table, r"人员经费合计|人员经费", key), _named(table, r"公用经费合计|公用经费", key)
    for whole, name, group in ((staff, "人员经费", _STAFF), (public, "公用经费", _PUBLIC)):
        parts = present(*(table.cell(codes[code], key) for code in group if code in codes))
        if whole is not None and parts:
            codes_here = " + ".join(code for code in group if code in codes)
            yield from verify(Identity(where=table.title, rule=f"{name}合计 = {codes_here}", whole=whole, plus=parts), standard, _ADVICE)
    total = _named(table, r"合计|总计|基本支出合计", key)
    if total is not None and staff is not None and public is not None:
        rule = "合计 = 人员经费 + 公用经费"
        yield from verify(Identity(where=table.title, rule=rule, whole=total, plus=[staff, public]), standard, _ADVICE)


def _named(table: Table, pattern: str, key: str) -> Cell | None:
    index = table.named(pattern)
    return table.cell(index, key) if index is not None else None
