"""有金额没有次数，或有次数没有金额。

## 查什么
因公出国（境）费与团组、人次，公务接待费与批次、人次，公务用车购置费与购置数，运行维护费与保有量：一边为 0 而另一边不为 0 的。

## 为什么
钱和事对不上：或者次数漏填，或者费用记在了别处。

## 依据
- accounts-disclosure#「三公」经费须公开团组、人次、批次、车辆数

## 示例
```yaml 不应报告
facts:
  - {label: 公务接待费支出, figure: "1.20"}
  - {label: 国内公务接待, figure: 12批次}
  - {label: 国内公务接待, figure: 90人次}
===
facts:
  - {label: 公务接待费支出, figure: "0.00"}
  - {label: 国内公务接待, figure: 0批次}
===
# 没有写次数，由另一项检查报告
facts: [{label: 公务接待费支出, figure: "1.20"}]
===
# 有车而当年没有发生费用，常见于待报废
facts: [{label: 公务用车运行维护费, figure: "0.00"}, {label: 公务用车保有量, figure: 1辆}]
```
```yaml 应报告
facts:
  - {label: 公务接待费支出, figure: "1.20"}
  - {label: 国内公务接待, figure: 0批次}
---
公务接待费为 1.20 万元，而公务接待批次为 0
===
facts:
  - {label: 因公出国（境）费支出, figure: "0.00"}
  - {label: 因公出国（境）团组, figure: 1个}
  - {label: 因公出国（境）, figure: 2人次}
---
因公出国（境）费为 0，而因公出国（境）团组为 1
```

## 怎么改
核对账目与台账，补填次数或金额；费用由其他单位承担的，写明。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, label_of
from jiheng.checks.three_public import COUNT_NAMES, counts
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_PAIRS = (
    ("overseas", ("groups", "travellers"), True),
    ("hospitality", ("batches", "guests"), True),
    ("vehicle_purchase", ("purchased",), True),
    ("vehicle_operation", ("owned",), False),
)


@check("FAC118", severity=Severity.MUST_FIX)
def money_without_count(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    money, found = by_concept(accounts, standard), counts(accounts)
    for concept, kinds, both in _PAIRS:
        entry = next(iter(money.get(concept, ())), None)
        if entry is None or entry.fact.figure is None:
            continue
        for kind in kinds:
            if kind not in found:
                continue
            index = found[kind][0]
            figure = accounts.facts[index].figure
            assert figure is not None
            unpaid = both and not entry.fact.figure.value and bool(figure.value)
            uncounted = bool(entry.fact.figure.value) and not any(_value(accounts, i) for i in found[kind])
            paths = (f"/facts/{index}/figure", entry.path)
            yield counted(f"{label_of(concept, standard)}与{COUNT_NAMES[kind]}同为 0 或同不为 0", int(unpaid or uncounted), paths)
            if unpaid or uncounted:
                amount = entry.fact.figure.with_unit if uncounted else "0"
                yield Finding(
                    message=f"{label_of(concept, standard)}为 {amount}，而{COUNT_NAMES[kind]}为 {figure.text}，钱和事对不上。",
                    advice="核对账目与台账，补填次数或金额；费用由其他单位承担的，写明。",
                    stated=figure.text,
                    expected=">0" if uncounted else "0",
                    paths=paths,
                    citations=standard.cite("required_sections"),
                )
                break


def _value(accounts: FinalAccounts, index: int) -> bool:
    figure = accounts.facts[index].figure
    return figure is not None and bool(figure.value)
