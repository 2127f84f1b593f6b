"""决算表的项没有逐项说明，或说明了表里没有的项。

## 查什么
《一般公共预算财政拨款支出决算表》中有金额的每个项级科目，正文应逐项说明；正文说明的项，表中应有。

## 为什么
逐项说明是公开的要求，少一项就有一笔钱没有交代。

## 依据
- accounts-disclosure#一般公共预算财政拨款支出决算具体情况

## 示例
```yaml 不应报告
facts: [{label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}]
tables: [{kind: general_expenditure, columns: {total: 本年支出合计}, rows: [{code: "2060101", name: 行政运行, total: "676.32"}]}]
===
# 上年有、本年为 0 的项，表里没有
facts:
  - {label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}
  - {label: 科普活动, functional: [科学技术支出, 科学技术普及, 科普活动], figure: "0.00"}
tables: [{kind: general_expenditure, columns: {total: 本年支出合计}, rows: [{code: "2060101", name: 行政运行, total: "676.32"}]}]
===
# 正文不逐项说明的简版
tables: [{kind: general_expenditure, columns: {total: 本年支出合计}, rows: [{code: "2060101", name: 行政运行, total: "676.32"}]}]
```
```yaml 应报告
facts: [{label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}]
tables:
  - kind: general_expenditure
    columns: {total: 本年支出合计}
    rows: [{code: "2060101", name: 行政运行, total: "676.32"}, {code: "2060203", name: 自然科学基金, total: "3.00"}]
---
「自然科学基金」3.00 没有逐项说明
===
facts:
  - {label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}
  - {label: 科普活动, functional: [科学技术支出, 科学技术普及, 科普活动], figure: "5.00"}
tables: [{kind: general_expenditure, columns: {total: 本年支出合计}, rows: [{code: "2060101", name: 行政运行, total: "676.32"}]}]
---
「科普活动」表中没有
```

## 怎么改
补齐逐项说明，或核对科目名称。
"""

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import code_length, table
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity, normal
from jiheng.regulation import Standard

_ITEM = 7


@check("FAC146", severity=Severity.QUESTION)
def items_not_explained(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = table(accounts, AccountsTableKind.GENERAL_EXPENDITURE, standard)
    told = {
        _plain(fact.functional[-1]): i for i, fact in enumerate(accounts.facts) if len(fact.functional) == 3 and fact.figure is not None
    }
    if found is None or not told:
        return
    rows = {_plain(row.name): i for i, row in enumerate(found.rows()) if code_length(row) == _ITEM}
    key = found.column("total")
    for name, index in rows.items():
        cell = found.cell(index, key)
        if cell is None or not cell.figure.value:
            continue
        yield counted(f"{name}有逐项说明", int(name not in told), (cell.path,))
        if name not in told:
            message = f"{found.title}的「{name}」{cell.figure.text} 没有逐项说明，请核实。"
            yield _finding(message, name, (cell.path,), standard)
    for name, index in told.items():
        figure = accounts.facts[index].figure
        if rows and name not in rows and figure is not None and figure.value:
            message = f"逐项说明的「{name}」表中没有（{found.title}），请核实。"
            yield _finding(message, name, (f"/facts/{index}/figure",), standard)


def _plain(name: str) -> str:
    return re.sub(r"\s|\([类款项]\)", "", normal(name))


def _finding(message: str, name: str, paths: tuple[str, ...], standard: Standard) -> Finding:
    return Finding(
        message=message,
        advice="补齐逐项说明，或核对科目名称。",
        stated=name,
        expected="表与逐项说明一致",
        paths=paths,
        citations=standard.cite("required_sections"),
    )
