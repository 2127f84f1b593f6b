"""总额的原因漏说了变动较大的一项。

## 查什么
「三公」经费总额的增减原因只说了某一项，而另一项的增减占总额增减的两成以上、方向相同，却没有提到。

## 为什么
原因应当解释主要的变动。

## 依据
- practice#原因覆盖主要变动

## 示例
```yaml 不应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: {amount: "2.35", direction: decrease, reason: 减少因公出国（境）费和公务用车运行维护费}
    parts:
      - {label: 因公出国（境）费, figure: "4.90", prior: 减少0.47万元}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
===
# 笼统的原因没有只说一项
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: {amount: "2.35", direction: decrease, reason: 厉行节约}
    parts:
      - {label: 因公出国（境）费, figure: "4.90", prior: 减少0.47万元}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
```
```yaml 应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: {amount: "2.35", direction: decrease, reason: 厉行节约，减少公务用车运行维护费}
    parts:
      - {label: 因公出国（境）费, figure: "4.90", prior: 减少0.47万元}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
---
没有提到因公出国（境）费（减少 0.47，占 20.00%）
```

## 怎么改
补充说明该项的增减。
"""

import re
from collections.abc import Iterator

from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, fact_concept, label_of, name_of, part_indices, prior_year, shown
from jiheng.model import Estimate, FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_WORDS = {"overseas": r"出国|出境", "vehicles": r"用车|车辆|公车", "vehicle_operation": r"用车|车辆|公车", "hospitality": r"接待"}


@check("FAC216", severity=Severity.NOTE)
def reason_omits_item(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for index, fact in enumerate(accounts.facts):
        comparison = prior_year(fact)
        if fact_concept(fact, standard, accounts.agency) != "three_public" or comparison is None or not comparison.reason:
            continue
        whole = change_amount(comparison)
        names = [name for name, words in _WORDS.items() if re.search(words, comparison.reason)]
        if whole is None or not whole.value or not names:
            continue
        for part in part_indices(accounts, index):
            item = accounts.facts[part]
            concept, other = fact_concept(item, standard, accounts.agency), prior_year(item)
            change = change_amount(other) if other is not None else None
            if concept not in _WORDS or concept in names or change is None:
                continue
            share = change.value / whole.value
            if share >= standard.number("omitted_item_share"):
                word = "减少" if change.value < 0 else "增加"
                said = f"{word} {shown(Estimate.exactly(abs(change.value)))}，占 {percent(share)}"
                yield Finding(
                    message=f"{name_of(fact)}的增减原因没有提到{label_of(concept, standard)}（{said}）。",
                    advice="补充说明该项的增减。",
                    stated=f"只提到{'、'.join(dict.fromkeys(label_of(name, standard) for name in names))}",
                    expected=f"{label_of(concept, standard)}{said}",
                    paths=(f"/facts/{index}/comparisons/{fact.comparisons.index(comparison)}/reason", f"/facts/{part}"),
                    citations=standard.cite("omitted_item_share"),
                )
