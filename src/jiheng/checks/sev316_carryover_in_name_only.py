"""项目名称含结转资金，资金栏却没有结转。

## 查什么
项目名称写明「上年结转资金」「23 年结转」，资金栏的结转（其他）资金年初有数，而全年预算数、执行数都是 0。

## 为什么
结转资金被收回、注销还是漏填，应当说明。

## 依据
- 同一张表名称与资金栏不一致

## 示例
```yaml 不应报告
project: 国际合作项目经费（上年结转资金）
funds:
  - {label: 年度资金总额, initial_budget: "5.00", adjusted_budget: "5.00", executed: "5.00"}
  - {label: 上年结转资金, initial_budget: "5.00", adjusted_budget: "5.00", executed: "5.00"}
===
project: 国际合作项目经费
funds:
  - {label: 年度资金总额, initial_budget: "10.00", adjusted_budget: "5.00", executed: "5.00"}
  - {label: 其他资金, initial_budget: "5.00", adjusted_budget: "0.00", executed: "0.00"}
```
```yaml 应报告
project: 国际合作项目经费（24年项目+23年结转资金）
funds:
  - {label: 年度资金总额, initial_budget: "10.69", adjusted_budget: "1.80", executed: "1.80"}
  - {label: 当年财政拨款, initial_budget: "5.21", adjusted_budget: "1.80", executed: "1.80"}
  - {label: 其他资金, initial_budget: "5.48", adjusted_budget: "0.00", executed: "0.00"}
---
5.48
```

## 怎么改
说明结转资金的去向（收回、注销、跨年），必要时改正资金栏或项目名称。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import Finding, FundsKind, SelfEvaluationForm, Severity
from jiheng.regulation import Standard

_CARRYOVER = re.compile(r"(?:上年|上年度|\d{2,4}\s*年度?)结转")


@check("SEV316", severity=Severity.QUESTION)
def carryover_in_name_only(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """A carryover named in the title and gone from the funds."""
    named = _CARRYOVER.search(form.project or "")
    if named is None:
        return
    for index, row in enumerate(form.funds):
        if (
            row.kind not in (FundsKind.PRIOR_YEAR_CARRYOVER, FundsKind.OTHER_FUNDS)
            or row.initial_budget is None
            or row.adjusted_budget is None
        ):
            continue
        if row.initial_budget.value > 0 and row.adjusted_budget.value == 0:
            yield Finding(
                severity=Severity.QUESTION,
                message=f"项目名称含「{named[0]}」，「{row.label}」年初 {row.initial_budget.text} {form.money_unit}，"
                f"全年预算却为 {row.adjusted_budget.text}。请核实结转资金的去向。",
                advice="说明结转资金是收回、注销还是跨年使用，必要时改正资金栏或项目名称。",
                stated=f"{row.label} {row.initial_budget.text}→{row.adjusted_budget.text}",
                expected="说明结转资金去向",
                paths=(f"/funds/{index}/adjusted_budget", f"/funds/{index}/initial_budget", "/project"),
                quotes={"/project": named[0]},
            )
