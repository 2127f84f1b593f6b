"""说是空表却有数，或空表没有说明。

## 查什么
正文说明政府性基金、国有资本经营、「三公」经费没有收支（空表）的，表中和其他段落不应有金额；表是空的，应有说明。

## 为什么
空表须说明，公众才知道是没有还是漏了。

## 依据
- accounts-disclosure#没有数据的表应列出空表并说明

## 示例
```yaml 不应报告
stated_empty: [政府性基金预算财政拨款收入支出决算表]
tables: [{kind: government_fund, is_empty: true}]
===
# 写明金额为零
stated_empty: [政府性基金预算财政拨款收入支出决算表]
facts: [{label: 政府性基金预算财政拨款支出, figure: "0.00"}]
===
tables: [{kind: government_fund, columns: {expenditure: 本年支出}, rows: [{name: 合计, expenditure: "25.00"}]}]
===
# 没有的只是「三公」中的一项
facts:
  - {label: 三公经费支出, figure: "15.20"}
  - {label: 因公出国（境）支出, says_empty: true, section: 三公经费支出决算情况说明}
===
# 「三公」经费表排在说明之前，后面一节说的是政府性基金
facts:
  - {label: 故本表, says_empty: true, section: 三公经费支出决算表/（八）政府性基金预算财政拨款收入支出决算情况说明}
tables: [{kind: three_public, rows: [{name: 合计, final: "14.87"}]}]
===
facts: [{label: 故本表, says_empty: true, section: 三公经费支出决算表/（五）一般公共预算财政拨款支出决算情况说明/总体情况}]
tables: [{kind: three_public, rows: [{name: 合计, final: "14.87"}]}]
```
```yaml 应报告
stated_empty: [政府性基金预算财政拨款收入支出决算表]
tables: [{kind: government_fund, columns: {expenditure: 本年支出}, rows: [{name: 合计, expenditure: "25.00"}]}]
---
说明政府性基金没有收支，表中却有 25.00
===
stated_empty: [国有资本经营预算财政拨款支出决算表]
facts: [{label: 国有资本经营预算财政拨款支出, figure: "3.00"}]
---
说明国有资本经营没有收支，另一处却写
===
facts: [{label: 收支, says_empty: true, section: 三公经费支出决算情况说明/（一）总体情况}]
tables: [{kind: three_public, rows: [{name: 合计, final: "14.87"}]}]
---
说明三公没有收支，表中却有 14.87
===
tables: [{kind: state_capital, title: 国有资本经营预算财政拨款支出决算表, is_empty: true}]
---
是空表，没有说明
```

## 怎么改
核对有没有收支：有则改正说明，没有则在表下和正文写明本表为空。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.emptiness import KINDS, TABLES, empty_statements
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import Named, by_concept
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_CONCEPTS = {
    "fund": ("fund_income", "fund_expenditure"),
    "state_capital": ("state_capital_income", "state_capital_expenditure"),
    "three_public": ("three_public",),
}


@check("FAC203", severity=Severity.MUST_FIX)
def empty_table_contradicted(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    for kind, name in KINDS.items():
        said = empty_statements(accounts, kind)
        if said:
            wrong = _figure_in_table(accounts, kind) or _figure_in_text(found, kind)
            yield counted(f"{name}：说明没有收支，别处也没有金额", int(wrong is not None), (said[0], *([wrong[0]] if wrong else [])))
            if wrong is not None:
                where = "表中却有" if wrong[0].startswith("/tables") else "另一处却写"
                message = f"说明{name}没有收支，{where} {wrong[1]}。"
                yield _finding(message, wrong[1], "0", (wrong[0], said[0]), standard)
            continue
        for number, table in enumerate(accounts.tables):
            if table.kind is TABLES[kind] and table.is_empty and kind != "three_public":
                message = f"《{table.title.strip('《》')}》是空表，没有说明本部门没有此项收支，请补充。"
                yield _finding(message, "空表", "空表说明", (f"/tables/{number}",), standard, Severity.QUESTION)


def _figure_in_table(accounts: FinalAccounts, kind: str) -> tuple[str, str] | None:
    for number, table in enumerate(accounts.tables):
        if table.kind is not TABLES[kind]:
            continue
        for index, row in enumerate(table.rows):
            for key, figure in row.figures.items():
                if figure.value and "序号" not in table.columns.get(key, ""):
                    return f"/tables/{number}/rows/{index}/figures/{key}", figure.text
    return None


def _figure_in_text(found: dict[str, list[Named]], kind: str) -> tuple[str, str] | None:
    for concept in _CONCEPTS[kind]:
        for entry in found.get(concept, ()):
            if entry.fact.figure is not None and entry.fact.figure.value:
                return entry.path, entry.fact.figure.with_unit
    return None


def _finding(
    message: str, stated: str, expected: str, paths: tuple[str, ...], standard: Standard, severity: Severity = Severity.MUST_FIX
) -> Finding:
    return Finding(
        severity=severity,
        message=message,
        advice="核对有没有收支：有则改正说明，没有则在表下和正文写明本表为空。",
        stated=stated,
        expected=expected,
        paths=paths,
        citations=standard.cite("required_sections"),
    )
