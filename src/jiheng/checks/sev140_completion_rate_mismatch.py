"""指标完成率与指标值、完成值对不上。

## 查什么
有「完成率」一栏的，完成率应等于实际完成值除以年度指标值；越小越好的指标倒过来算，超过 100% 按 100% 写、达到即写 100% 的也认。各种算法都不成立才报告。

## 为什么
完成率由前两栏算出，常常改了完成值没有改完成率。

## 依据
- 算术

## 示例
```yaml 不应报告
name: 培训人数
target: ≥80人
actual: 84人
completion_rate: "105.00%"
===
# 超过的按 100% 写
name: 培训人数
target: ≥80人
actual: 84人
completion_rate: "100%"
===
# 越小越好
name: 投诉次数
target: ≤5次
actual: 4次
completion_rate: "125%"
===
name: 服务态度
target: 优良
actual: 优良
completion_rate: "100%"
===
# 单位不同，比不了
name: 培训人数
target: ≥80人
actual: 3期
completion_rate: "90%"
```
```yaml 应报告
name: 培训人数
target: ≥80人
actual: 72人
completion_rate: "95.00%"
---
完成率填 95.00%，按 72 ÷ 80 应为 90.00%
```

## 怎么改
按完成值重算完成率；另有算法的，在备注里写明。
"""  # noqa: E501 - a paragraph of the page stays on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Direction, Estimate, Finding, Interval, Outcome, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import pair

_FULL = Estimate.exactly(Decimal(100))


@check("SEV140", severity=Severity.QUESTION)
def completion_rate_mismatch(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """One way to compute the rate that holds is enough."""
    indicator = row.indicator
    numbers = pair(indicator.target, indicator.actual)
    if not isinstance(row.form, SelfEvaluationForm) or indicator.completion_rate is None or numbers is None:
        return
    wanted, done = (Estimate.printed(figure) for figure in numbers)
    if _may_be_zero(wanted.interval):
        return
    stated = stated_rate(indicator.completion_rate)
    ways = list(_ways(wanted, done, indicator.target.direction if indicator.target else None))
    value = next((way for way in ways if stated.interval.overlaps(way.interval)), ways[0])
    paths = (row.at("completion_rate"), row.at("actual"), row.at("target"))
    formula = f"{numbers[1].text} ÷ {numbers[0].text}"
    relation = relate(f"「{indicator.name}」完成率 = {formula}", stated, value, paths)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"「{indicator.name}」完成率填 {stated.text}，按 {formula} 应为 {relation.computed}，请核实。",
            advice="按完成值重算完成率；另有算法的，在备注里写明。",
            stated=stated.text,
            expected=relation.computed,
            paths=paths,
            trace=f"{formula} = {relation.computed}",
        )


def _may_be_zero(interval: Interval) -> bool:
    return interval.low <= 0 <= interval.high


def _ways(wanted: Estimate, done: Estimate, direction: Direction | None) -> Iterator[Estimate]:
    """How forms compute the rate, the plain way first."""
    plain = (done / wanted).times(100)
    yield plain
    if direction is not Direction.AT_MOST and plain.value > _FULL.value:
        yield _FULL
    if direction is not Direction.AT_LEAST:
        if not _may_be_zero(done.interval):
            yield (wanted / done).times(100)
        yield _FULL.times(2) - plain
        if plain.value <= _FULL.value:
            yield _FULL
