"""机关运行经费与基本支出决算表的公用经费对不上。

## 查什么
机关运行经费不应大于《基本支出决算表》的公用经费合计。

## 为什么
机关运行经费就是行政和参公单位基本支出中的公用经费。

## 依据
- accounts-disclosure#机关运行经费

## 示例
```yaml 不应报告
facts: [{label: 机关运行经费支出, figure: "53.55"}]
tables: [{kind: general_basic, rows: [{name: 公用经费合计, amount: "98.45"}]}]
===
facts: [{label: 机关运行经费支出, figure: "53.55"}]
```
```yaml 应报告
facts: [{label: 机关运行经费支出, figure: "153.55"}]
tables: [{kind: general_basic, rows: [{name: 公用经费合计, amount: "98.45"}]}]
---
机关运行经费 153.55 万元，大于公用经费合计 98.45
```

## 怎么改
核对口径：事业单位的公用经费不计入机关运行经费。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit
from jiheng.checks.table_values import values
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard


@check("FAC147", severity=Severity.MUST_FIX)
def operating_cost_exceeds_public_funds(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    cell = values(accounts, standard).get("public_funds")
    entry = next(iter(by_concept(accounts, standard).get("agency_operation", ())), None)
    if cell is None or entry is None or entry.fact.figure is None:
        return
    part = in_unit(entry.fact.figure, "万元")
    if part is None:
        return
    over = part.interval.low > cell.estimate.interval.high
    yield counted("机关运行经费 ≤ 公用经费合计", int(over), (entry.path, cell.path))
    if over:
        yield Finding(
            message=f"机关运行经费 {entry.fact.figure.with_unit}，大于公用经费合计 {cell.figure.text}。",
            advice="核对口径：事业单位的公用经费不计入机关运行经费。",
            stated=entry.fact.figure.text,
            expected=f"≤{cell.figure.text}",
            paths=(entry.path, cell.path),
            citations=standard.cite("required_sections"),
        )
