"""各项增减相加，不等于总额的增减。

## 查什么
总额和全部分项都写了与上年相比的增减额时，分项增减相加应等于总额的增减；按增减倒推的上年数相加，应等于总额倒推的上年数。
一般公共预算支出还与逐项说明的各功能科目核对。尾差只提示。

## 为什么
分项说明与总体说明各写各的，最容易在这里对不上。

## 依据
- arithmetic#总额增减 = 分项增减之和

## 示例
```yaml 不应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: 减少2.35万元
    parts:
      - {label: 因公出国（境）费, figure: "4.90", prior: 减少0.47万元}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
===
# 有一项没有写增减
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: 减少2.35万元
    parts:
      - {label: 因公出国（境）费, figure: "4.90"}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
```
```yaml 应报告
facts:
  - label: 三公经费支出
    figure: "15.54"
    prior: 减少2.35万元
    parts:
      - {label: 因公出国（境）费, figure: "4.90", prior: 减少0.74万元}
      - {label: 公务用车购置及运行维护费, figure: "10.64", prior: 减少1.88万元}
---
三公经费支出比上年减少 2.35，分项增减相加为减少 2.62
===
facts:
  - {label: 一般公共预算财政拨款支出, figure: "30.00", prior: 增加1.00万元}
  - {label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "20.00", prior: 增加2.00万元}
  - {label: 自然科学基金, functional: [科学技术支出, 基础研究, 自然科学基金], figure: "10.00", prior: 减少1.01万元}
---
尾差
```

## 怎么改
逐项对照上年决算，改正错的一项；尾差可加注说明。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import outcome, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, change_amount, in_unit, is_money, name_of, part_indices, prior_year, shown
from jiheng.model import Estimate, Fact, FinalAccounts, Finding, Outcome, Relation, Severity, amounts, summed
from jiheng.regulation import Standard


@check("FAC112", severity=Severity.MUST_FIX)
def item_changes_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for index, fact in enumerate(accounts.facts):
        if is_money(fact.figure):
            parts = part_indices(accounts, index)
            for listing in sorted({accounts.facts[i].listing for i in parts}):
                yield from _compare(accounts, index, [i for i in parts if accounts.facts[i].listing == listing], standard)
    general = by_concept(accounts, standard).get("general_expenditure", ())
    items = [i for i, fact in enumerate(accounts.facts) if len(fact.functional) >= 3 and is_money(fact.figure)]
    whole = next((entry.index for entry in general if prior_year(entry.fact) is not None), None)
    if whole is not None and items and len(part_indices(accounts, whole)) < 2:
        yield from _compare(accounts, whole, items, standard)


def _change(fact: Fact) -> Estimate | None:
    comparison = prior_year(fact)
    return change_amount(comparison) if comparison is not None else None


def _compare(accounts: FinalAccounts, index: int, parts: list[int], standard: Standard) -> Iterator[Said]:
    fact = accounts.facts[index]
    given = [(i, accounts.facts[i], _change(accounts.facts[i])) for i in parts if is_money(accounts.facts[i].figure)]
    whole, comparison = _change(fact), prior_year(fact)
    missing = [i for i, _, change in given if change is None]
    if whole is None or comparison is None or comparison.amount is None or len(given) < 2 or missing or fact.figure is None:
        return
    if not _same_units(fact, [part for _, part, _ in given]) or _values_differ(fact, [part for _, part, _ in given]):
        return
    changes = summed(change for _, _, change in given if change is not None)
    paths = (f"/facts/{index}/comparisons/0/amount", *(f"/facts/{i}/comparisons/0/amount" for i, _, _ in given))
    stated = comparison.amount.model_copy(update={"value": whole.value})
    relation = relate(f"{name_of(fact)}增减额 = {len(given)} 项增减额之和", stated, changes, paths)
    if relation.outcome is Outcome.FAILS and not fact.complete:
        return
    yield relation
    yield from _bases(fact, whole, given, paths)
    if relation.outcome is Outcome.HOLDS:
        return
    failed = relation.outcome is Outcome.FAILS
    said = f"{name_of(fact)}比上年{_words(whole)}，分项增减相加为{_words(changes)}，相差 {abs(changes.value - whole.value)}"
    yield Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}。" if failed else f"{said}，是四舍五入的尾差。",
        advice="逐项对照上年决算，改正错的一项。" if failed else "可加注尾差由四舍五入造成。",
        stated=_words(whole),
        expected=_words(changes),
        paths=paths,
        citations=standard.cite("account_tolerance"),
    )


def _bases(fact: Fact, whole: Estimate, given: list[tuple[int, Fact, Estimate | None]], paths: tuple[str, ...]) -> Iterator[Said]:
    """Last year's amounts, as the changes imply them."""
    assert fact.figure is not None
    unit = fact.figure.unit
    total = Estimate.printed(fact.figure) - whole
    parts = summed(value - change for _, part, change in given if part.figure and change and (value := in_unit(part.figure, unit)))
    places = fact.figure.decimals
    stated, computed = amounts.text(total.value, places), amounts.text(parts.value, places)
    result = Outcome.HOLDS if stated == computed else outcome(total.interval, parts)
    yield Relation(
        expression=f"{name_of(fact)}上年数（倒推）= 分项上年数（倒推）之和",
        stated=stated,
        computed=computed,
        outcome=Outcome.ROUNDING if result is Outcome.HOLDS and stated != computed else result,
        paths=paths,
    )


def _same_units(fact: Fact, parts: list[Fact]) -> bool:
    return all(part.figure is not None and fact.figure is not None and part.figure.unit == fact.figure.unit for part in parts)


def _values_differ(fact: Fact, parts: list[Fact]) -> bool:
    """Whether the amounts themselves do not add up: then their check speaks, not this one."""
    assert fact.figure is not None
    values = summed(Estimate.printed(part.figure) for part in parts if part.figure is not None)
    return not values.interval.overlaps(Estimate.printed(fact.figure).interval)


def _words(change: Estimate) -> str:
    word = "减少" if change.value < 0 else "增加"
    return f"{word} {shown(Estimate.exactly(abs(change.value)))}"
