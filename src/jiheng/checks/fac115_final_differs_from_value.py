"""「决算数」与前文的支出数不一致。

## 查什么
与预算相比的句子里写出的决算数，应等于该名目前文的数。

## 为什么
同一段里的决算数前后不同，差异率也跟着错。

## 依据
- practice#同一事实各处一致

## 示例
```yaml 不应报告
facts: [{label: 三公经费支出, figure: "15.54", adjusted: {base: "15.55", final: "15.54", rate: "-0.06%"}}]
===
# 比较写在后面的一段
facts:
  - {label: 因公出国（境）费支出, figure: "4.90"}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.90", rate: "0.00%"}}
===
facts:
  - {label: 因公出国（境）费支出, figure: "4.90"}
  - {label: 公务接待费, adjusted: {base: "0.00", final: "0.00", rate: "0.00%"}}
```
```yaml 应报告
facts: [{label: 三公经费支出, figure: "15.54", adjusted: {base: "15.55", final: "15.45", rate: "-0.64%"}}]
---
决算数写 15.45 万元，前文为 15.54 万元
===
facts:
  - {label: 因公出国（境）费支出, figure: "4.90"}
  - {label: 因公出国（境）费, adjusted: {base: "4.90", final: "4.09", rate: "-16.53%"}}
---
决算数写 4.09
```

## 怎么改
以决算报表为准改正，并重算差异率。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, compared, fact_concept, in_unit, is_budget, is_money, name_of
from jiheng.model import FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard

#: A comparison of the whole of income and spending may speak of either side.
_SIDES = {
    "appropriation_total": (
        "appropriation_total_income",
        "appropriation_total_expenditure",
        "appropriation_income",
        "appropriation_expenditure",
    ),
    "total_both": ("total_income", "total_expenditure"),
}


@check("FAC115", severity=Severity.MUST_FIX)
def final_differs_from_value(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    concepts = by_concept(accounts, standard)
    for index, number, fact, comparison in compared(accounts):
        final = comparison.final
        if final is None:
            continue
        known = [(index, fact.figure)] if is_money(fact.figure) and not is_budget(fact) else []
        if not known:
            concept = fact_concept(fact, standard, accounts.agency)
            keys = _SIDES.get(concept or "", (concept or "",))
            known = [(entry.index, entry.fact.figure) for key in keys for entry in concepts.get(key, ()) if entry.index != index]
        path = f"/facts/{index}/comparisons/{number}/final"
        relations = [
            relate(f"{name_of(fact)}的决算数 = 前文的数", final, value, (path, f"/facts/{i}/figure"))
            for i, figure in known
            if figure is not None and (value := in_unit(figure, final.unit)) is not None
        ]
        if not relations:
            continue
        best = next((r for r in relations if r.outcome is not Outcome.FAILS), relations[0])
        yield best
        if best.outcome is Outcome.FAILS:
            yield Finding(
                message=f"{name_of(fact)}的决算数写 {final.with_unit}，前文为 {best.computed} {final.unit}。",
                advice="以决算报表为准改正，并重算差异率。",
                stated=final.text,
                expected=best.computed,
                paths=best.paths,
                citations=standard.cite("account_tolerance"),
            )
