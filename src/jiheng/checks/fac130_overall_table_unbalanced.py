"""收入支出决算总表不平。

## 查什么
《收入支出决算总表》：本年收入合计等于各收入行之和；收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；
本年支出合计等于各功能类之和；支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余；收入总计 = 支出总计。

## 为什么
总表是其他各表的根，不平则处处不平。

## 依据
- accounts-disclosure#收入支出决算总表

## 示例
```yaml 不应报告
tables:
  - kind: overall
    rows:
      - {name: 一、一般公共预算财政拨款收入, amount: "3391.36"}
      - {name: 八、其他收入, amount: "25.50"}
      - {name: 本年收入合计, amount: "3416.86"}
      - {name: 使用非财政拨款结余（含专用结余）, amount: "0.00"}
      - {name: 年初结转和结余, amount: "212.06"}
      - {name: 总计, amount: "3628.92"}
    right:
      - {name: 一、科学技术支出, amount: "3555.92"}
      - {name: 本年支出合计, amount: "3555.92"}
      - {name: 结余分配, amount: "0.00"}
      - {name: 年末结转和结余, amount: "73.00"}
      - {name: 总计, amount: "3628.92"}
===
# 只有合计
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "10.00"}]}]
```
```yaml 应报告
tables:
  - kind: overall
    rows:
      - {name: 一、一般公共预算财政拨款收入, amount: "3391.36"}
      - {name: 八、其他收入, amount: "25.50"}
      - {name: 本年收入合计, amount: "3461.86"}
---
「本年收入合计」填 3461.86，按本年收入合计 = 各项收入之和应为 3416.86
===
tables:
  - kind: overall
    rows:
      - {name: 本年收入合计, amount: "434.16"}
      - {name: 年初结转和结余, amount: "0.55"}
      - {name: 总计, amount: "434.72"}
---
尾差
```

## 怎么改
对照部门决算软件导出的表逐行核对。
"""

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import Cell, Table, tables
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import concept_of
from jiheng.checks.table_sums import Identity, present, verify
from jiheng.model import AccountsTableKind, FinalAccounts, Severity, normal
from jiheng.regulation import Standard

_NUMBERED = re.compile(r"^\(?[一二三四五六七八九十\d]+[、.．)]")
_TOTAL = r"总计|收入总计|支出总计"
_ADVICE = "对照部门决算软件导出的表逐行核对。"


@check("FAC130", severity=Severity.MUST_FIX)
def overall_table_unbalanced(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for table in tables(accounts, AccountsTableKind.OVERALL, standard):
        totals: list[Cell] = []
        for right, year, rest in (
            (False, "income", ("surplus_used", "opening")),
            (True, "expenditure", ("surplus_distribution", "closing")),
        ):
            yield from _side(table, right, year, rest, totals, standard)
        if len(totals) == 2:
            rule = "收入总计 = 支出总计"
            yield from verify(Identity(where=table.title, rule=rule, whole=totals[0], plus=[totals[1]]), standard, _ADVICE)


def _side(table: Table, right: bool, year: str, rest: tuple[str, str], totals: list[Cell], standard: Standard) -> Iterator[Said]:
    key = table.amount_key()
    word = "支出" if right else "收入"

    def at(*concepts: str) -> Cell | None:
        found = table.find(*concepts, right=right)
        return table.cell(found[0], key, right=right) if found else None

    whole, total_index = at(year), table.named(_TOTAL, right=right)
    total = table.cell(total_index, key, right=right) if total_index is not None else None
    items = present(*(table.cell(i, key, right=right) for i, row in enumerate(table.rows(right=right)) if _is_item(row.name, standard)))
    if whole is not None and items:
        rule = f"本年{word}合计 = 各项{word}之和"
        yield from verify(Identity(where=table.title, rule=rule, whole=whole, plus=items), standard, _ADVICE)
    others = present(*(at(concept) for concept in rest))
    if whole is not None and total is not None and others:
        rule = (
            f"{word}总计 = 本年{word}合计"
            + ("" if right else " + 使用非财政拨款结余")
            + (" + 结余分配 + 年末结转和结余" if right else " + 年初结转和结余")
        )
        yield from verify(Identity(where=table.title, rule=rule, whole=total, plus=[whole, *others]), standard, _ADVICE)
    if total is not None:
        totals.append(total)


def _is_item(name: str, standard: Standard) -> bool:
    """A numbered line of income or a functional class; not a total and not money carried over."""
    text = re.sub(r"\s", "", normal(name))
    if not _NUMBERED.match(text):
        return False
    concept = concept_of(_NUMBERED.sub("", text), standard)
    return concept not in ("income", "expenditure", "opening", "closing", "surplus_used", "surplus_distribution") and not re.search(
        "总计|合计", text
    )
