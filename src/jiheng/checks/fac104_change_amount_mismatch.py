"""增减额不等于两个数之差。

## 查什么
句子同时给出本年数、比较的基数和增减额的，增减额应等于本年数减基数。

## 为什么
三个数中至少有一个是错的，增减率也会跟着错。

## 依据
- arithmetic#增减额 = 本年数 − 基数

## 示例
```yaml 不应报告
label: 三公经费支出
figure: 431万元
prior: {base: 433万元, amount: 2万元, direction: decrease, rate: "0.46%", rate_direction: decrease}
===
# 没有给出基数
label: 三公经费支出
figure: 431万元
prior: 减少2万元，下降0.46%
```
```yaml 应报告
label: 公务接待费支出
figure: 124万元
prior: {base: 148万元, amount: 42万元, direction: decrease}
---
增减额填减少 42，按 124−148 应为减少 24
===
label: 公务接待费支出
figure: 124万元
prior: {base: 148万元, amount: 24万元, direction: increase}
---
应为减少 24
```

## 怎么改
对照上年决算（或预算）核对三个数，改正错的一个，并重算增减率。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, derived_base, name_of, shown, value_in
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, Finding, Outcome, Severity
from jiheng.regulation import Standard


@check("FAC104", severity=Severity.MUST_FIX)
def change_amount_mismatch(line: FactLine, standard: Standard) -> Iterator[Said]:
    fact = line.fact
    for number, comparison in enumerate(fact.comparisons):
        if comparison.base is None or comparison.amount is None:
            continue
        value, base, change = value_in(fact, comparison), derived_base(fact, comparison), change_amount(comparison)
        if value is None or base is None or change is None:
            continue
        computed = value - base
        stated = comparison.amount.model_copy(update={"value": change.value})
        path = line.at(f"comparisons/{number}")
        paths = (f"{path}/amount", f"{path}/final" if comparison.final else line.at("figure"), f"{path}/base")
        relation = relate(f"{name_of(fact)}增减额 = 本年数 − 基数", stated, computed, paths)
        yield relation
        if relation.outcome is not Outcome.FAILS:
            continue
        places = comparison.amount.decimals
        expected = _words(computed, places)
        yield Finding(
            message=f"{name_of(fact)}增减额填{_words(change, places)}，按 {value.value}−{base.value} 应为{expected}。",
            advice="核对本年数、基数和增减额，改正错的一个，并重算增减率。",
            stated=comparison.amount.text,
            expected=shown(computed, places),
            paths=paths,
            citations=standard.cite("account_tolerance"),
            trace=f"{value.value} − {base.value} = {shown(computed, places)}",
        )


def _words(change: Estimate, places: int) -> str:
    word = "减少" if change.value < 0 else "增加" if change.value else "持平"
    return f"{word} {shown(Estimate.exactly(abs(change.value)), places)}"
