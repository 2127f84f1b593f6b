"""申报的金额与监控表、自评表的年初预算数不同。

## 查什么
同一项目的绩效目标申报表写的年度资金总额，应等于监控表、自评表的年初预算数；没有申报表时，自评表与监控表比。

## 为什么
年初预算数随目标批复，后来的增减另记在全年预算数里；年初数一变，调整就看不见了。

## 依据
- mof-2015-88#绩效目标随预算批复

## 示例
```yaml 不应报告
- {type: objective_form, project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120", adjusted_budget: "100.00"}]}
===
# 单位不同，金额相同
- {type: objective_form, project: 道路养护, money_unit: 元, funds: [{label: 年度资金总额, initial_budget: "1200000"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120.00"}]}
===
# 全年预算数不同：年中有调整
- {type: monitoring_form, project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120.00", adjusted_budget: "120.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120.00", adjusted_budget: "100.00"}]}
```
```yaml 应报告
- {type: objective_form, project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "120.00"}]}
- {project: 道路养护, funds: [{label: 年度资金总额, initial_budget: "100.00", adjusted_budget: "100.00"}]}
---
绩效自评表年初预算数 100.00 万元，绩效目标申报表金额 120.00 万元
```

## 怎么改
核对预算批复；年中增减的，只改全年预算数。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.funds import label_of
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.stages import FORM_NAMES, total, with_basis
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, Outcome, Severity, amounts
from jiheng.regulation import Standard


@check("XCK304", severity=Severity.QUESTION)
def budget_differs_between_stages(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    for entry, form, basis_entry, basis in with_basis(dossier):
        own, declared = total(form, "initial_budget"), total(basis, "initial_budget")
        if own is None or declared is None:
            continue
        path, figure, _ = own
        other, printed, value = declared
        where, there = FORM_NAMES[form.type], f"{FORM_NAMES[basis.type]}{label_of('initial_budget', basis)}"
        paths = (entry.at(path), basis_entry.at(other))
        relation = relate(f"{where}年初预算数 = {there}", figure, value.times(amounts.factor("万元", figure.unit)), paths)
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield Finding(
                message=f"{where}年初预算数 {figure.with_unit}，{there} {printed.with_unit}，请核实。",
                advice="核对预算批复；年中增减的，只改全年预算数。",
                stated=figure.with_unit,
                expected=printed.with_unit,
                paths=paths,
                citations=standard.cite("objective_followed"),
            )
