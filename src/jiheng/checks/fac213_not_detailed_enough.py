"""决算表没有公开到项级（款级）科目。

## 查什么
《支出决算表》《一般公共预算财政拨款支出决算表》应列到功能分类的项（7 位编码）；《基本支出决算表》应列到经济分类的款（5 位编码）。

## 为什么
预算法实施条例要求一般公共预算支出公开到项、基本支出公开到款。

## 依据
- budget-law#第十四条；实施条例第六条

## 示例
```yaml 不应报告
tables: [{kind: general_expenditure, rows: [{code: "206", name: 科学技术支出, total: "1.00"}, {code: "2060101", name: 行政运行, total: "1.00"}]}]
===
# 没有编码列
tables: [{kind: general_expenditure, rows: [{name: 科学技术支出, total: "1.00"}]}]
```
```yaml 应报告
tables: [{kind: general_expenditure, rows: [{code: "206", name: 科学技术支出, total: "1.00"}, {code: "20601", name: 科学技术管理事务, total: "1.00"}]}]
---
只列到款，应列到项
```

## 怎么改
按决算系统导出的明细表公开。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator

from jiheng.checks.accounts_tables import code_length, tables
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import AccountsTableKind, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_T = AccountsTableKind
_DEPTH = {_T.EXPENDITURE: (7, "项"), _T.GENERAL_EXPENDITURE: (7, "项"), _T.GENERAL_BASIC: (5, "款")}
_LEVELS = {3: "类", 5: "款", 7: "项"}


@check("FAC213", severity=Severity.MUST_FIX)
def not_detailed_enough(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for kind, (depth, level) in _DEPTH.items():
        for table in tables(accounts, kind, standard):
            longest = max((code_length(row) for row in table.rows()), default=0)
            if longest not in _LEVELS:
                continue
            yield counted(f"{table.title}列到{level}", int(longest < depth), (table.path,))
            if longest < depth:
                yield Finding(
                    message=f"{table.title}只列到{_LEVELS[longest]}，应列到{level}。",
                    advice="按决算系统导出的明细表公开。",
                    stated=_LEVELS[longest],
                    expected=level,
                    paths=(table.path,),
                    citations=standard.cite("required_sections"),
                )
