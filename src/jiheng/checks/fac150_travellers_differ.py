"""因公出国（境）的人数前后不一致。

## 查什么
「三公」部分叙述的代表团（考察团、调研团）人数之和，与写明的因公出国（境）人次。

## 为什么
人次是公开的固定内容，须与团组的说明一致。

## 依据
- accounts-disclosure#因公出国（境）团组数及人次

## 示例
```yaml 不应报告
facts:
  - {label: 某市科技交流代表团, figure: 2人, section: 三公经费}
  - {label: 因公出国（境）, figure: 2人次, section: 三公经费}
===
# 没有叙述团组
facts: [{label: 因公出国（境）, figure: 2人次, section: 三公经费}]
===
# 其他团组没有写人数
facts:
  - {label: 某市科技交流代表团, figure: 2人, section: 三公经费}
  - {label: 因公出国（境）团组, figure: 2个, section: 三公经费}
  - {label: 因公出国（境）, figure: 5人次, section: 三公经费}
```
```yaml 应报告
facts:
  - {label: 某市科技交流代表团, figure: 3人, section: 三公经费}
  - {label: 因公出国（境）团组, figure: 1个, section: 三公经费}
  - {label: 因公出国（境）, figure: 2人次, section: 三公经费}
---
因公出国（境）2 人次，叙述的团组共 3 人
```

## 怎么改
按出国任务批件核对人数。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.three_public import counts
from jiheng.checks.wording import any_of
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC150", severity=Severity.QUESTION)
def travellers_differ(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found, words = counts(accounts), any_of(standard.words("trip_groups"))
    if "travellers" not in found:
        return
    index = found["travellers"][-1]
    stated = accounts.facts[index].figure
    delegations = [
        (i, fact.figure)
        for i, fact in enumerate(accounts.facts)
        if fact.figure is not None and fact.figure.unit in ("人", "名") and "三公" in fact.section.replace("“", "").replace("”", "")
        if words.search(fact.label) and i not in found["travellers"]
    ]
    groups = accounts.facts[found["groups"][-1]].figure if "groups" in found else None
    if stated is None or not delegations or (groups is not None and groups.value != len(delegations)):
        return
    total = sum((figure.value for _, figure in delegations), Decimal(0))
    paths = (f"/facts/{index}/figure", *(f"/facts/{i}/figure" for i, _ in delegations))
    relation = relate("因公出国（境）人次 = 各团组人数之和", stated.as_exact(), Estimate.exactly(total), paths, decimals=0)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"写明因公出国（境）{stated.with_unit}，叙述的团组共 {total} 人，请核实。",
            advice="按出国任务批件核对人数。",
            stated=stated.text,
            expected=str(total),
            paths=paths,
            citations=standard.cite("required_sections"),
        )
