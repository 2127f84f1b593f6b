"""全年预计完成情况与完成目标可能性不一致。

## 查什么
预计全年达不到年度指标值，可能性却填「确定能」；预计达得到，却填「完全不可能」。预计和指标值都有数、单位相同、方向清楚的才查。

## 为什么
可能性由预计得出，两栏矛盾，至少有一栏没有据实填。

## 依据
- 《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）附监控情况表

## 示例
```yaml 不应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
expected: 80人
likelihood: certain
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
expected: 75人
likelihood: possible
===
# 方向不清楚
form: {type: monitoring_form}
name: 培训人数
target: 80人
expected: 75人
likelihood: certain
===
form: {type: monitoring_form}
name: 安全事故次数
target: ≤1次
expected: 0次
likelihood: certain
```
```yaml 应报告
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
expected: 60人
likelihood: certain
---
预计全年完成 60 人，达不到
===
form: {type: monitoring_form}
name: 培训人数
target: ≥80人
expected: 85人
likelihood: impossible
---
预计全年完成 85 人，达得到
```

## 怎么改
据实重填预计完成情况或可能性。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Direction, Finding, MonitoringForm, Outcome, Relation, Severity
from jiheng.regulation import Standard
from jiheng.scoring import pair


@check("MON108", severity=Severity.QUESTION)
def expected_contradicts_likelihood(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """The forecast against the target, as the tick says."""
    indicator = row.indicator
    numbers = pair(indicator.target, indicator.expected)
    direction = indicator.target.direction if indicator.target is not None else None
    if not isinstance(row.form, MonitoringForm) or numbers is None:
        return
    wanted, forecast = numbers
    if direction not in (Direction.AT_LEAST, Direction.AT_MOST) and wanted.value != forecast.value:
        return
    low, high = (forecast, wanted) if direction is Direction.AT_MOST else (wanted, forecast)
    met = low.value <= high.value
    wrong = (indicator.likelihood == "certain" and not met) or (indicator.likelihood == "impossible" and met)
    if indicator.likelihood not in ("certain", "impossible"):
        return
    paths = (row.at("expected"), row.at("target"), row.at("likelihood"))
    yield Relation(
        expression=f"「{indicator.name}」预计{'达得到' if met else '达不到'}年度指标值，与可能性一致",
        stated=forecast.with_unit,
        computed=indicator.target.raw if indicator.target is not None else "",
        outcome=Outcome.FAILS if wrong else Outcome.HOLDS,
        paths=paths,
    )
    if wrong:
        ticked = "确定能" if indicator.likelihood == "certain" else "完全不可能"
        yield Finding(
            message=f"「{indicator.name}」预计全年完成 {forecast.with_unit}，{'达得到' if met else '达不到'}年度指标值，"
            f"可能性填「{ticked}」，请核实。",
            advice="据实重填预计完成情况或可能性。",
            stated=forecast.with_unit,
            expected=indicator.target.raw if indicator.target is not None else "",
            paths=paths,
            citations=standard.cite("monitoring_causes"),
        )
