"""九张决算表缺张、重复或次序颠倒。

## 查什么
附有决算表的，九张应齐全（《收入支出决算总表》等，按名称认，不按编号），同一张不应出现两次。

## 为什么
缺一张表就少公开一项。

## 依据
- accounts-disclosure#部门决算报表

## 示例
```yaml 不应报告
# 没有附表，由另一项检查报告
paragraphs: [部门决算报表（见附表）]
===
# 只摘录了一张
tables: [{kind: three_public, rows: [{name: 公务接待费, budget: "1.00"}]}]
```
```yaml 应报告
tables:
  - {kind: overall, rows: [{name: 总计, amount: "1.00"}]}
  - {kind: income, rows: [{name: 合计, total: "1.00"}]}
  - {kind: expenditure, rows: [{name: 合计, total: "1.00"}]}
  - {kind: appropriation_overall, rows: [{name: 总计, amount: "1.00"}]}
  - {kind: general_expenditure, rows: [{name: 合计, total: "1.00"}]}
  - {kind: general_basic, rows: [{name: 合计, amount: "1.00"}]}
  - {kind: three_public, rows: [{name: 合计, budget: "1.00"}]}
  - {kind: government_fund, is_empty: true}
---
缺《国有资本经营预算财政拨款支出决算表》
```

## 怎么改
补齐缺的表；没有数据的也要列出空表并说明。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_T = AccountsTableKind
_KINDS = (
    _T.OVERALL,
    _T.INCOME,
    _T.EXPENDITURE,
    _T.APPROPRIATION_OVERALL,
    _T.GENERAL_EXPENDITURE,
    _T.GENERAL_BASIC,
    _T.GOVERNMENT_FUND,
    _T.STATE_CAPITAL,
    _T.THREE_PUBLIC,
)
#: With fewer kinds the document only quotes a table.
_SET = 5


@check("FAC210", severity=Severity.MUST_FIX)
def tables_missing(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    names = list(standard.parameter("accounts_table_titles").value)
    present = {table.kind for table in accounts.tables}
    if len(present & set(_KINDS)) < _SET:
        return
    for kind, name in zip(_KINDS, names, strict=True):
        yield counted(f"有《{name}》", int(kind not in present), ("/tables",))
        if kind not in present:
            yield Finding(
                message=f"缺《{name}》。",
                advice="补齐缺的表；没有数据的也要列出空表并说明。",
                stated="无",
                expected=f"《{name}》",
                paths=("",),
                citations=standard.cite("required_sections"),
            )
