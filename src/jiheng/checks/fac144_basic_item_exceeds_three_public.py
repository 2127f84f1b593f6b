"""基本支出里的「三公」大于「三公」经费表。

## 查什么
《基本支出决算表》的 30212 因公出国（境）费、30217 公务接待费、30231 公务用车运行维护费、31013 公务用车购置，不应大于「三公」经费表同一项的决算数。

## 为什么
「三公」经费表还包括项目支出，只会更大。

## 依据
- accounts-disclosure#财政拨款“三公”经费支出决算表

## 示例
```yaml 不应报告
tables:
  - {kind: general_basic, rows: [{code: "30231", name: 公务用车运行维护费, amount: "8.00"}]}
  - {kind: three_public, columns: {budget: 预算数, final: 决算数}, rows: [{name: 公务用车运行维护费, budget: "10.65", final: "10.64"}]}
===
tables: [{kind: general_basic, rows: [{code: "30231", name: 公务用车运行维护费, amount: "8.00"}]}]
```
```yaml 应报告
tables:
  - {kind: general_basic, rows: [{code: "30231", name: 公务用车运行维护费, amount: "12.00"}]}
  - {kind: three_public, columns: {budget: 预算数, final: 决算数}, rows: [{name: 公务用车运行维护费, budget: "10.65", final: "10.64"}]}
---
公务用车运行维护费 12.00 大于「三公」经费表的 10.64
```

## 怎么改
核对「三公」经费表是否漏计，或基本支出科目是否用错。
"""  # noqa: E501 - YAML examples keep a record on one line

import re
from collections.abc import Iterator

from jiheng.checks.accounts_tables import table
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.three_public_table import cells
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_CODES = {"30212": "overseas", "30217": "hospitality", "30231": "vehicle_operation", "31013": "vehicle_purchase"}


@check("FAC144", severity=Severity.MUST_FIX)
def basic_item_exceeds_three_public(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    basic = table(accounts, AccountsTableKind.GENERAL_BASIC, standard)
    finals = cells(accounts, standard)["final"]
    if basic is None or not finals:
        return
    for index, row in enumerate(basic.rows()):
        item = _CODES.get(re.sub(r"\D", "", row.code or ""))
        part, whole = basic.cell(index, basic.amount_key()), finals.get(item or "")
        if part is None or whole is None:
            continue
        over = part.estimate.interval.low > whole.estimate.interval.high
        yield counted(f"{row.name}：基本支出 ≤ “三公”经费表", int(over), (part.path, whole.path))
        if over:
            yield Finding(
                message=f"《基本支出决算表》{row.name.strip()} {part.figure.text} 大于「三公」经费表的 {whole.figure.text}。",
                advice="核对「三公」经费表是否漏计，或基本支出科目是否用错。",
                stated=part.figure.text,
                expected=f"≤{whole.figure.text}",
                paths=(part.path, whole.path),
                citations=standard.cite("required_sections"),
            )
