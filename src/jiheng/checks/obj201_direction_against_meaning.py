"""指标方向与指标含义相反。

## 查什么
满意度、合格率、完成率一类越高越好的指标填了「≤」，或投诉率、故障率、响应时间、成本一类越低越好的指标填了「≥」。

## 为什么
符号反了，达标与否的结论就反了：满意率「≤90%」而实际 100%，按字面是没有达标。

## 依据
- 指标名称与符号相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 服务对象满意度
target: ≥90%
===
name: 系统故障率
target: =0%
===
name: 投诉处理率
target: ≥98%
===
name: 受理消费投诉件数
target: ≥1800件
===
name: 能耗降低率
target: ≥3%
===
name: 满意度问卷发放份数
target: ≤300份
```
```yaml 应报告
name: 服务对象满意率
target: ≤90%
actual: 100%
---
应为「≥」
===
name: 系统故障率(%)
target: ≥3%
---
应为「≤」
===
subcategory: 经济成本指标
name: 单位建设成本
target: ≥12万元
---
应为「≤」
```

## 怎么改
改正符号，并按改正后的目标重新计分。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import meant_direction
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Direction, Finding, Severity
from jiheng.regulation import Standard


@check("OBJ201", severity=Severity.MUST_FIX)
def direction_against_meaning(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A sign that says the opposite of the name."""
    target = row.indicator.target
    meant = meant_direction(row.indicator, standard)
    if target is None or target.figure is None or target.direction is None or meant is None:
        return
    wrong = target.direction not in (meant, Direction.EXACTLY)
    paths = (row.at("target"), row.at("name"))
    expression = f"指标方向：「{row.indicator.name}」应为 {meant.symbol}，实填 {target.direction.symbol}：不一致数"
    if not wrong and target.direction is Direction.EXACTLY and _is_plain_cost(row, standard):
        return  # 成本的「=」另由 OBJ202 核对
    yield counted(expression, int(wrong), paths)
    if not wrong:
        return
    by_name = not _is_plain_cost(row, standard)
    score = row.indicator.score
    consequence = f"，按现填符号实际完成 {row.indicator.actual.raw} 反而未达标" if _reads_as_unmet(row) and row.indicator.actual else ""
    yield Finding(
        severity=Severity.MUST_FIX if by_name else Severity.QUESTION,
        message=f"「{row.indicator.name}」越{'高' if meant is Direction.AT_LEAST else '低'}越好，"
        f"指标值却填 {target.raw}，应为「{meant.symbol}」"
        + consequence
        + (f"，却得 {score.with_unit}。" if consequence and score else "。"),
        advice="改正符号，并按改正后的目标重新计分。",
        stated=target.raw,
        expected=f"{meant.symbol}{target.figure.with_unit}",
        paths=paths,
    )


def _is_plain_cost(row: IndicatorRow, standard: Standard) -> bool:
    """Whether only its class (cost) tells the direction."""
    return any_of((*standard.words("smaller_is_better"), *standard.words("greater_is_better"))).search(bare_name(row.indicator)) is None


def _reads_as_unmet(row: IndicatorRow) -> bool:
    target, actual = row.indicator.target, row.indicator.actual
    if target is None or actual is None or target.figure is None or actual.figure is None or target.figure.unit != actual.figure.unit:
        return False
    if target.direction is Direction.AT_MOST:
        return actual.figure.value > target.figure.value
    return actual.figure.value < target.figure.value
