"""大幅超额完成而没有说明原因。

## 查什么
越多越好的指标，实际完成值超出年度指标值的幅度达到标准规定的界限，而偏差原因栏没有说明。

## 为什么
大幅超额往往是目标定得过低；须说明原因，目标明显偏低的应适度扣分。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）关于超额完成的规定；界限为通行做法，由标准参数给出

## 示例
```yaml 不应报告
name: 新建公厕数量
target: ≥20座
actual: 23座
===
name: 新建公厕数量
target: ≥20座
actual: 30座
deviation_reason: 年中追加上级资金，相应增加建设任务。
===
name: 服务对象投诉率
target: ≤10%
actual: 0%
```
```yaml 应报告
name: 新建公厕数量
target: ≥20座
actual: 30座
deviation_reason: ""
---
150.00%
===
name: 新建公厕数量
target: ≥20座
actual: 25座
deviation_reason: 无
---
125.00%
```

## 怎么改
说明超额完成的原因；确属目标偏低的，按规定扣分，并在下年提高目标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Direction, Finding, Severity
from jiheng.regulation import Standard


@check("SEV202", severity=Severity.QUESTION)
def overachievement_unexplained(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """An actual far above its target without a reason."""
    found = deviation(row.indicator, standard)
    if found is None or found.ratio is None or found.direction is not Direction.AT_LEAST or not is_self_evaluation(row.form):
        return
    over = found.ratio - 1
    if over < standard.number("overachievement_note_limit") or has_reason(row.indicator, standard):
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    large = over >= standard.number("overachievement_reason_limit")
    score = row.indicator.score
    yield Finding(
        severity=Severity.QUESTION if large else Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，完成率 {found.percent}，没有说明超额原因"
        + (f"，得分 {score.with_unit}。" if score else "。")
        + "请核实目标是否偏低。",
        advice="说明超额完成的原因；目标明显偏低的按规定适度扣分，下年合理设定。",
        stated=actual.raw,
        expected=f"{target.raw}（完成率 {found.percent}）",
        paths=(row.at("actual"), row.at("target"), row.at("deviation_reason")),
        citations=standard.cite("overachievement_reason_limit"),
        trace=f"{actual.raw} ÷ {target.raw} = {found.percent}",
    )
