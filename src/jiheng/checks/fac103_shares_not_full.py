"""各项占比之和不是 100%。

## 查什么
一个总额的全部分项都给出占比的，占比之和应为 100%（四舍五入的差不报）。

## 为什么
占比之和不是 100%，说明有一项算错或漏列。

## 依据
- arithmetic#各部分占比之和为 100%

## 示例
```yaml 不应报告
label: 本年支出
figure: "300.00"
parts:
  - {label: 基本支出, figure: "100.00", share: "33.33%"}
  - {label: 项目支出, figure: "200.00", share: "66.67%"}
===
# 有一项没有写占比
label: 本年支出
figure: "300.00"
parts: [{label: 基本支出, figure: "100.00", share: "33.33%"}, {label: 项目支出, figure: "200.00"}]
===
# 错的是一项占比，由占比的检查报告
label: 本年支出
figure: "300.00"
parts: [{label: 基本支出, figure: "100.00", share: "43.33%"}, {label: 项目支出, figure: "200.00", share: "66.67%"}]
===
# 末位相差可由四舍五入解释
label: 本年支出
figure: "3.00"
parts:
  - {label: 甲, figure: "1.00", share: "33.33%"}
  - {label: 乙, figure: "1.00", share: "33.33%"}
  - {label: 丙, figure: "1.00", share: "33.33%"}
```
```yaml 应报告
label: 本年支出
figure: "300.00"
parts:
  - {label: 基本支出, share: "43.33%"}
  - {label: 项目支出, share: "66.67%"}
---
占比相加为 110.00%
```

## 怎么改
逐项按金额重算占比，核对有无漏列的项目。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import outcome
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import is_same_total, name_of, part_indices
from jiheng.checks.subjects import FactLine
from jiheng.model import Estimate, Fact, Figure, Finding, Interval, Outcome, Relation, Severity, amounts, total
from jiheng.regulation import Standard

_FULL = Decimal(100)


@check("FAC103", severity=Severity.MUST_FIX)
def shares_not_full(line: FactLine, standard: Standard) -> Iterator[Said]:
    every = [(i, line.record.facts[i]) for i in part_indices(line.record, line.index)]
    for listing in sorted({fact.listing for _, fact in every}):
        yield from _list(line, [(i, fact) for i, fact in every if fact.listing == listing], standard)


def _list(line: FactLine, facts: list[tuple[int, Fact]], standard: Standard) -> Iterator[Said]:
    shares = [(index, fact.share) for index, fact in facts if fact.share is not None and _is_of(fact, line.fact)]
    if not line.fact.complete or len(shares) < 2 or len(shares) < len([fact for _, fact in facts if _counts(fact, line.fact)]):
        return
    found = total([share.interval for _, share in shares])
    value = sum((share.value for _, share in shares), Decimal(0))
    paths = tuple(f"/facts/{index}/share" for index, _ in shares)
    result = outcome(found, Estimate.model_construct(value=_FULL, interval=Interval.point(_FULL)))
    if result is not Outcome.FAILS:
        result = Outcome.HOLDS if value == _FULL else Outcome.ROUNDING
    text = amounts.text(value)
    yield Relation(expression=f"{name_of(line.fact)}各项占比合计 = 100%", stated=f"{text}%", computed="100%", outcome=result, paths=paths)
    if result is Outcome.FAILS and not _explained(facts, line.fact.figure):
        yield Finding(
            message=f"{name_of(line.fact)}的 {len(shares)} 项占比相加为 {text}%，应为 100%。",
            advice="逐项按金额重算占比，核对有无漏列的项目。",
            stated=f"{text}%",
            expected="100%",
            paths=paths,
            citations=standard.cite("account_tolerance"),
        )


def _is_of(fact: Fact, whole: Fact) -> bool:
    return fact.share_of in (None, whole.label) or is_same_total(fact.share_of or "", whole.label)


def _counts(fact: Fact, whole: Fact) -> bool:
    return fact.figure is not None and whole.figure is not None and fact.figure.unit == whole.figure.unit and bool(fact.figure.value)


def _explained(facts: list[tuple[int, Fact]], whole: Figure | None) -> bool:
    """Whether one wrong share is what breaks the sum: the check of shares reports it."""
    if whole is None or not whole.value:
        return False
    for _, fact in facts:
        if fact.share is None or fact.figure is None or fact.figure.unit != whole.unit:
            continue
        ratio = (Estimate.printed(fact.figure) / Estimate.printed(whole)).times(100)
        if outcome(fact.share.interval, ratio) is Outcome.FAILS:
            return True
    return False
