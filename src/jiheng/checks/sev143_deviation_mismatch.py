"""偏差度与指标值、完成值对不上。

## 查什么
自评表有「偏差度」「偏离度」一栏的，应等于完成值与指标值之差除以指标值；只写差了多少、不写正负的认，达到目标即写 0 的认，写相差的数量的也认。
各种算法都不成立才报告。

## 为什么
偏差度由前两栏算出，常常改了完成值没有改偏差度；要不要说明原因也看它。

## 依据
- 算术

## 示例
```yaml 不应报告
{name: 培训人数, target: ≥80人, actual: 84人, deviation: "5.00%"}
===
{name: 培训人数, target: ≥80人, actual: 72人, deviation: "-10%"}
===
# 不写正负
{name: 培训人数, target: ≥80人, actual: 72人, deviation: "10%"}
===
# 达到目标的写 0
{name: 培训人数, target: ≥80人, actual: 84人, deviation: "0"}
===
# 写相差的数量
{name: 培训人数, target: ≥80人, actual: 72人, deviation: "-8"}
===
# 单位不同，比不了
{name: 培训人数, target: ≥80人, actual: 3期, deviation: "10%"}
```
```yaml 应报告
{name: 培训人数, target: ≥80人, actual: 72人, deviation: "5.00%"}
---
偏差度填 5.00%，按（72 − 80）÷ 80 应为 -10.00%
```

## 怎么改
按完成值重算偏差度；另有算法的，在备注里写明。
"""  # noqa: E501 - a paragraph of the page stays on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Direction, Estimate, Figure, Finding, Outcome, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import pair

_NONE = Estimate.exactly(Decimal(0))


@check("SEV143", severity=Severity.QUESTION, preview=True)
def deviation_mismatch(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """One way to compute the deviation that holds is enough."""
    indicator, stated = row.indicator, row.indicator.deviation
    numbers = pair(indicator.target, indicator.actual)
    if not isinstance(row.form, SelfEvaluationForm) or stated is None or numbers is None:
        return
    wanted, done = (Estimate.printed(figure) for figure in numbers)
    if wanted.interval.low <= 0 <= wanted.interval.high:
        return
    ways = list(_ways(wanted, done, indicator.target.direction if indicator.target else None, stated))
    value = next((way for way in ways if stated.interval.overlaps(way.interval)), ways[0])
    paths = (row.at("deviation"), row.at("actual"), row.at("target"))
    formula = f"（{numbers[1].text} − {numbers[0].text}）÷ {numbers[0].text}"
    relation = relate(f"「{indicator.name}」偏差度 = {formula}", stated, value, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"「{indicator.name}」偏差度填 {stated.text}，按{formula} 应为 {relation.computed}，请核实。",
            advice="按完成值重算偏差度；另有算法的，在备注里写明。",
            stated=stated.text,
            expected=relation.computed,
            paths=paths,
            trace=f"{formula} = {relation.computed}",
        )


def _ways(wanted: Estimate, done: Estimate, direction: Direction | None, stated: Figure) -> Iterator[Estimate]:
    """How forms compute the deviation, the plain way first."""
    missed = done - wanted
    share = missed / wanted
    yield share.times(100)
    yield share.times(-100)
    is_met = (direction is Direction.AT_LEAST and missed.value >= 0) or (direction is Direction.AT_MOST and missed.value <= 0)
    if is_met:
        yield _NONE
    if stated.unit != "%":
        yield from (share, share.times(-1), missed, missed.times(-1))
