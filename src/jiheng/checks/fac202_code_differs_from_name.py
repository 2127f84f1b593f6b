"""科目编码与名称不符，或编码位数不对。

## 查什么
决算表里支出功能科目编码应为 3、5、7 位（类、款、项）；编码在科目表中有名称的，表中名称应与之相同。

## 为什么
编码与名称不符，汇总时按编码、阅读时按名称，会成两笔账。

## 依据
- classification#支出功能分类

## 示例
```yaml 不应报告
tables: [{kind: expenditure, rows: [{code: "2210201", name: 住房公积金, total: "20.00"}]}]
===
# 科目表没有列出的编码
tables: [{kind: expenditure, rows: [{code: "2139999", name: 其他农林水支出, total: "20.00"}]}]
===
# 名称相近的错写，由另一项检查报告
tables: [{kind: expenditure, rows: [{code: "20604", name: 技术与开发, total: "20.00"}]}]
```
```yaml 应报告
tables: [{kind: expenditure, rows: [{code: "2101101", name: 住房公积金, total: "20.00"}]}]
---
编码 2101101 是「行政单位医疗」，表中写「住房公积金」
===
tables: [{kind: expenditure, rows: [{code: "22102011", name: 住房公积金, total: "20.00"}]}]
---
编码 22102011 有 8 位
```

## 怎么改
按当年科目改正编码或名称。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.classification import codes, near_miss, plain_item
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_T = AccountsTableKind
_KINDS = (_T.INCOME, _T.EXPENDITURE, _T.GENERAL_EXPENDITURE, _T.GOVERNMENT_FUND, _T.STATE_CAPITAL)
_LENGTHS = (3, 5, 7)


@check("FAC202", severity=Severity.MUST_FIX)
def code_differs_from_name(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    known = codes(standard)
    former = {plain_item(str(old)) for old in standard.parameter("former_classification").value}
    for number, table in enumerate(accounts.tables):
        if table.kind not in _KINDS:
            continue
        for index, row in enumerate(table.rows):
            code = re.sub(r"\s", "", row.code or "")
            path = f"/tables/{number}/rows/{index}/code"
            if not code.isdigit():
                continue
            if code.startswith("2") and len(code) not in _LENGTHS:
                message = f"科目「{row.name}」的编码 {code} 有 {len(code)} 位，应为 3 位（类）、5 位（款）或 7 位（项）。"
                yield _finding(message, code, "3、5 或 7 位", path, standard)
                continue
            name, official = plain_item(row.name), known.get(code)
            if official is None or name in former or near_miss(row.name, None, (len(code) - 3) // 2, standard) is not None:
                continue
            right = plain_item(official)
            wrong = name not in (right, right.removesuffix("支出")) and name in {plain_item(other) for other in known.values()}
            yield counted(f"编码 {code} 与名称相符", int(wrong), (path,))
            if wrong:
                yield _finding(f"编码 {code} 是「{official}」，表中写「{row.name}」，编码与名称不符。", row.name, official, path, standard)


def _finding(message: str, stated: str, expected: str, path: str, standard: Standard) -> Finding:
    return Finding(
        message=message,
        advice="按当年科目改正编码或名称。",
        stated=stated,
        expected=expected,
        paths=(path, path.replace("/code", "/name")),
        citations=standard.cite("functional_classification"),
    )
