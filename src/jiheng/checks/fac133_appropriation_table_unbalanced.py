"""财政拨款收入支出决算总表不平。

## 查什么
《财政拨款收入支出决算总表》：收入总计 = 本年收入合计 + 年初财政拨款结转和结余；支出总计 = 本年支出合计 + 年末财政拨款结转和结余；
收入总计 = 支出总计；本年收入合计 = 三种资金的收入之和；分资金性质时，一般公共预算、政府性基金、国有资本经营各自平衡。

## 为什么
财政拨款按资金性质分别平衡，不能互相调剂。

## 依据
- accounts-disclosure#财政拨款收入支出决算总表

## 示例
```yaml 不应报告
tables:
  - kind: appropriation_overall
    columns: {amount: 金额, total: 合计, general: 一般公共预算财政拨款, fund: 政府性基金预算财政拨款}
    rows:
      - {name: 本年收入合计, amount: "3391.36"}
      - {name: 年初财政拨款结转和结余, amount: "0.00"}
      - {name: 总计, amount: "3391.36"}
    right:
      - {name: 本年支出合计, total: "3381.51", general: "3381.51"}
      - {name: 年末财政拨款结转和结余, total: "9.85", general: "9.85"}
      - {name: 总计, total: "3391.36", general: "3391.36"}
===
tables: [{kind: appropriation_overall, rows: [{name: 本年收入合计, amount: "3391.36"}]}]
```
```yaml 应报告
tables:
  - kind: appropriation_overall
    columns: {total: 合计}
    rows:
      - {name: 本年收入合计, total: "3391.36"}
      - {name: 年初财政拨款结转和结余, total: "10.00"}
      - {name: 总计, total: "3391.36"}
---
应为 3401.36
===
tables:
  - kind: appropriation_overall
    columns: {amount: 收入/金额, total: 支出/合计}
    rows:
      - {name: 一、一般公共预算财政拨款, amount: "3391.36"}
      - {name: 二、政府性基金预算财政拨款, amount: "20.00"}
      - {name: 本年收入合计, amount: "3391.36"}
    right: [{name: 本年支出合计, total: "3391.36"}]
---
应为 3411.36
```

## 怎么改
核对年初、年末结转和本年收支，分资金性质逐列核对。
"""

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import Cell, Table, tables
from jiheng.checks.registry import Said, check
from jiheng.checks.table_sums import Identity, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity, normal
from jiheng.regulation import Standard

_ADVICE = "核对年初、年末结转和本年收支，分资金性质逐列核对。"
_TOTAL = r"总计|收入总计|支出总计"
_KIND = re.compile(r"(?:[一二三]、?|\d[.、])?(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政拨款)?(?:收入)?")


@check("FAC133", severity=Severity.MUST_FIX)
def appropriation_table_unbalanced(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for table in tables(accounts, AccountsTableKind.APPROPRIATION_OVERALL, standard):
        keys = dict.fromkeys(key for row in table.rows(right=True) for key in row.figures)
        for key in keys:
            yield from _side(table, True, key, standard)
        left = table.column("amount") or table.column("total")
        yield from _side(table, False, left, standard)
        yield from _kinds(table, left, standard)
        totals = (_total(table, False, left), _total(table, True, table.column("total") or left))
        if totals[0] is not None and totals[1] is not None:
            rule = "收入总计 = 支出总计"
            yield from verify(Identity(where=table.title, rule=rule, whole=totals[0], plus=[totals[1]]), standard, _ADVICE)


def _total(table: Table, right: bool, key: str | None) -> Cell | None:
    index = table.named(_TOTAL, right=right)
    return table.cell(index, key, right=right) if index is not None else None


def _kinds(table: Table, key: str | None, standard: Standard) -> Iterator[Said]:
    """The income of the three kinds of money against its sum; a blank kind is none."""
    year = table.find("income", "appropriation_income", right=False)
    whole = table.cell(year[0], key) if year is not None else None
    rows = [index for index, row in enumerate(table.rows()) if _KIND.fullmatch(re.sub(r"\s", "", normal(row.name)))]
    parts = [cell for index in rows if (year is None or index < year[0]) and (cell := table.cell(index, key)) is not None]
    if whole is not None and parts:
        yield from verify(Identity(where=table.title, rule="本年收入合计 = 三种资金收入之和", whole=whole, plus=parts), standard, _ADVICE)


def _side(table: Table, right: bool, key: str | None, standard: Standard) -> Iterator[Said]:
    year = table.find(*(("expenditure", "appropriation_expenditure") if right else ("income", "appropriation_income")), right=right)
    rest = table.find(*(("appropriation_closing", "closing") if right else ("appropriation_opening", "opening")), right=right)
    total = _total(table, right, key)
    if year is None or rest is None or total is None:
        return
    parts = [cell for index, _ in (year, rest) if (cell := table.cell(index, key, right=right)) is not None]
    if len(parts) == 2:
        rule = "支出总计 = 本年支出 + 年末结转和结余" if right else "收入总计 = 本年收入 + 年初结转和结余"
        yield from verify(Identity(where=table.title, rule=rule, whole=total, plus=parts), standard, _ADVICE)
