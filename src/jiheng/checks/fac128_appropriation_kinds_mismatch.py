"""财政拨款支出不等于三本预算之和。

## 查什么
财政拨款收入（支出）应等于一般公共预算、政府性基金预算、国有资本经营预算财政拨款收入（支出）之和；写明没有的按 0 算。

## 为什么
三本预算合起来就是财政拨款，对不上说明漏了一本或写错了数。

## 依据
- accounts-disclosure#财政拨款收入支出决算总表

## 示例
```yaml 不应报告
facts:
  - {label: 本年财政拨款支出, figure: "3,381.51"}
  - {label: 一般公共预算财政拨款支出, figure: "3,381.51"}
stated_empty: [政府性基金预算财政拨款收入支出决算表, 国有资本经营预算财政拨款收入支出决算表]
===
# 没有说有没有政府性基金，不能断定
facts:
  - {label: 本年财政拨款支出, figure: "3,400.00"}
  - {label: 一般公共预算财政拨款支出, figure: "3,381.51"}
```
```yaml 应报告
facts:
  - {label: 本年财政拨款支出, figure: "3,400.00"}
  - {label: 一般公共预算财政拨款支出, figure: "3,381.51"}
stated_empty: [政府性基金预算财政拨款收入支出决算表, 国有资本经营预算财政拨款收入支出决算表]
---
财政拨款支出为 3400.00 万元，一般公共预算、政府性基金、国有资本经营预算合计 3381.51
```

## 怎么改
对照《财政拨款收入支出决算总表》核对三本预算的数。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.emptiness import is_stated_empty
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, label_of
from jiheng.model import Estimate, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC128", severity=Severity.MUST_FIX)
def appropriation_kinds_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    found = by_concept(accounts, standard)
    for side in ("income", "expenditure"):
        if f"appropriation_{side}" not in found or f"general_{side}" not in found:
            continue
        whole = found[f"appropriation_{side}"][0]
        assert whole.fact.figure is not None
        parts, paths = [], [whole.path]
        for kind in ("general", "fund", "state_capital"):
            entry = next(iter(found.get(f"{kind}_{side}", ())), None)
            if entry is not None and entry.fact.figure is not None:
                parts.append(in_unit(entry.fact.figure, whole.fact.figure.unit))
                paths.append(entry.path)
            elif kind != "general" and is_stated_empty(accounts, kind):
                parts.append(Estimate.exactly(Decimal(0)))
            else:
                parts.append(None)
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            continue
        computed = known[0] + known[1] + known[2]
        relation = relate(f"{label_of(f'appropriation_{side}', standard)} = 三本预算之和", whole.fact.figure, computed, tuple(paths))
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield Finding(
                message=f"{label_of(f'appropriation_{side}', standard)}为 {whole.fact.figure.with_unit}，"
                f"一般公共预算、政府性基金、国有资本经营预算合计 {relation.computed}，应当相等。",
                advice="对照《财政拨款收入支出决算总表》核对三本预算的数。",
                stated=whole.fact.figure.text,
                expected=relation.computed,
                paths=tuple(paths),
                citations=standard.cite("required_sections"),
            )
