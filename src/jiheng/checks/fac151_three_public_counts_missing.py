"""「三公」经费没有写团组、人次、批次、车辆数。

## 查什么
完整的决算公开，「三公」部分应写明出国（境）团组数和人次、用车购置数和保有量、接待批次和人次。写明该项没有支出的，不要求次数。

## 为什么
这些数是公开规程点名要求的。

## 依据
- accounts-disclosure#“三公”经费须公开实物量

## 示例
```yaml 不应报告
facts:
  - {label: 公务接待费支出, figure: "1.20", section: 三公经费}
  - {label: 国内公务接待, figure: 12批次, section: 三公经费}
  - {label: 国内公务接待, figure: 90人次, section: 三公经费}
===
# 没有支出
facts: [{label: 公务接待费支出, figure: "0.00", section: 三公经费}]
===
# 不是「三公」部分的一句话
facts: [{label: 公务接待费支出, figure: "1.20"}]
```
```yaml 应报告
facts:
  - {label: 三公经费支出, figure: "1.20", section: 三公经费}
  - {label: 公务接待费支出, figure: "1.20", section: 三公经费}
  - {label: 国内公务接待, figure: 12批次, section: 三公经费}
---
公务接待费 1.20 万元，没有写公务接待人次
```

## 怎么改
补写实物量。
"""

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, label_of
from jiheng.checks.three_public import COUNT_NAMES, counts
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_NEEDED = (
    ("overseas", ("groups", "travellers")),
    ("hospitality", ("batches", "guests")),
    ("vehicle_purchase", ("purchased",)),
    ("vehicle_operation", ("owned",)),
)


@check("FAC151", severity=Severity.QUESTION)
def three_public_counts_missing(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    money, found = by_concept(accounts, standard), counts(accounts)
    if not found:  # 只说金额的节选
        return
    for concept, kinds in _NEEDED:
        entry = next((e for e in money.get(concept, ()) if "三公" in re.sub(r"[“”\"]", "", e.fact.section)), None)
        if entry is None or entry.fact.figure is None or not entry.fact.figure.value:
            continue
        missing = [kind for kind in kinds if kind not in found]
        yield counted(f"{label_of(concept, standard)}写有实物量", len(missing), (entry.path,))
        if missing:
            names = "、".join(COUNT_NAMES[kind] for kind in missing)
            yield Finding(
                message=f"{label_of(concept, standard)} {entry.fact.figure.with_unit}，没有写{names}，请补充。",
                advice="补写实物量。",
                stated="无",
                expected=names,
                paths=(entry.path,),
                citations=standard.cite("required_sections"),
            )
