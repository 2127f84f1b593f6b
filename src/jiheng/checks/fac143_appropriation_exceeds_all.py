"""一般公共预算的支出大于全部支出。

## 查什么
按科目编码，《一般公共预算财政拨款支出决算表》的基本支出、项目支出不应大于《支出决算表》同一科目的数。

## 为什么
财政拨款支出是全部支出的一部分。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
tables:
  - {kind: expenditure, columns: {project: 项目支出}, rows: [{code: "2060404", name: 科技成果转化与扩散, project: "1700.00"}]}
  - {kind: general_expenditure, columns: {project: 项目支出}, rows: [{code: "2060404", name: 科技成果转化与扩散, project: "1690.44"}]}
===
tables:
  - {kind: general_expenditure, columns: {project: 项目支出}, rows: [{code: "2060404", name: 科技成果转化与扩散, project: "1690.44"}]}
```
```yaml 应报告
tables:
  - {kind: expenditure, columns: {project: 项目支出}, rows: [{code: "2060404", name: 科技成果转化与扩散, project: "1680.00"}]}
  - {kind: general_expenditure, columns: {project: 项目支出}, rows: [{code: "2060404", name: 科技成果转化与扩散, project: "1690.44"}]}
---
科技成果转化与扩散项目支出 1690.44 大于《支出决算表》的 1680.00
```

## 怎么改
核对两张表该科目的数。
"""

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import table
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard


@check("FAC143", severity=Severity.MUST_FIX)
def appropriation_exceeds_all(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    every = table(accounts, AccountsTableKind.EXPENDITURE, standard)
    general = table(accounts, AccountsTableKind.GENERAL_EXPENDITURE, standard)
    if every is None or general is None:
        return
    codes = {re.sub(r"\D", "", row.code or ""): i for i, row in enumerate(every.rows()) if row.code}
    for index, row in enumerate(general.rows()):
        code = re.sub(r"\D", "", row.code or "")
        if code not in codes:
            continue
        for column, name in (("basic", "基本支出"), ("project", "项目支出")):
            part = general.cell(index, general.column(column))
            whole = every.cell(codes[code], every.column(column))
            if part is None or whole is None:
                continue
            over = part.estimate.interval.low > whole.estimate.interval.high
            yield counted(f"{row.name}{name}：一般公共预算 ≤ 全部", int(over), (part.path, whole.path))
            if over:
                yield Finding(
                    message=f"{row.name.strip()}{name} {part.figure.text} 大于《支出决算表》的 {whole.figure.text}，部分不能大于整体。",
                    advice="核对两张表该科目的数。",
                    stated=part.figure.text,
                    expected=f"≤{whole.figure.text}",
                    paths=(part.path, whole.path),
                    citations=standard.cite("account_tolerance"),
                )
