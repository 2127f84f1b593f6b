"""正文写的自评金额与自评表对不上。

## 查什么
绩效部分写的项目全年预算数、全年执行数，应等于所附项目自评表之和；整体支出的预算、执行总额应等于部门整体自评表。

## 为什么
这几个数就是从自评表加出来的，不等说明表后来改过。

## 依据
- accounts-disclosure#预算绩效情况说明

## 示例
```yaml 不应报告
- type: final_accounts
  facts:
    - {label: 预算绩效评价项目, figure: 2个, section: 预算绩效的情况说明}
    - {label: 全年执行数, figure: "29.00", section: 预算绩效的情况说明, adjusted: {base: "30.00", final: "29.00"}}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
===
- type: final_accounts
  facts:
    - {label: 评价项目, figure: 1个, section: 预算绩效的情况说明}
    - {label: 项目, figure: "9.00", section: 预算绩效的情况说明, adjusted: {base: "10.00", final: "9.00"}}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
===
# 张数不符时，由张数的检查报告
- type: final_accounts
  facts:
    - {label: 预算绩效评价项目, figure: 3个, section: 预算绩效的情况说明}
    - {label: 全年执行数, figure: "39.00", section: 预算绩效的情况说明}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
```
```yaml 应报告
- type: final_accounts
  facts:
    - {label: 预算绩效评价项目, figure: 2个, section: 预算绩效的情况说明}
    - {label: 全年执行数, figure: "28.00", section: 预算绩效的情况说明, adjusted: {base: "30.00", final: "28.00"}}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
---
正文写项目全年执行数 28.00 万元，2 张自评表合计 29.00 万元
===
# 执行数与预算数并列，名目里不带「执行」
- type: final_accounts
  facts:
    - {label: 评价项目, figure: 1个, section: 预算绩效的情况说明}
    - {label: 项目, figure: "9.50", section: 预算绩效的情况说明, adjusted: {base: "10.00", final: "9.50"}}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
---
正文写项目全年执行数 9.50 万元，1 张自评表合计 9.00 万元
```

## 怎么改
以自评表为准重算，或更正自评表。
"""

from collections.abc import Iterator

from jiheng.checks.evaluated_money import disclosure, forms, stated_counts, stated_money, sum_of
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, FundsKind, Outcome, Scope, Severity, amounts
from jiheng.regulation import Standard

_NAMES = {Scope.PROJECT: "项目", Scope.DEPARTMENT: "整体支出"}
_COLUMNS = {"adjusted_budget": "全年预算数", "executed": "全年执行数", "initial_budget": "年初预算数"}


@check("XCK202", severity=Severity.MUST_FIX)
def forms_sum_differs(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    counted = {scope: figure.value for scope, _, figure in stated_counts(accounts)}
    for (scope, column), stated in stated_money(accounts).items():
        given = forms(dossier, accounts, scope)
        total = sum_of(given, FundsKind.TOTAL, column) if given else None
        if total is None or counted.get(scope, len(given)) != len(given):
            continue
        value, paths = total
        computed = value.times(amounts.factor("万元", stated.figure.unit))
        name = f"{_NAMES[scope]}{_COLUMNS[column]}"
        relation = relate(f"正文{name} = {len(given)} 张自评表合计", stated.figure, computed, (entry.at(stated.path), *paths))
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield Finding(
                message=f"正文写{name} {stated.figure.with_unit}，{len(given)} 张自评表合计 {relation.computed} {stated.figure.unit}。",
                advice="以自评表为准重算，或更正自评表。",
                stated=stated.figure.text,
                expected=relation.computed,
                paths=(entry.at(stated.path), *paths),
                citations=standard.cite("required_sections"),
            )
