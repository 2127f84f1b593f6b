"""完成值优于指标值，同表其他此类指标说明了原因，这一行却空着。

## 查什么
实际完成值与年度指标值不相等（优于目标、幅度不大），偏差原因栏为空；而同表其他同类指标都写了原因，或当地规定凡有偏差都须说明。

## 为什么
同一张表的填报口径应当一致；有的写、有的不写，审核人会退回补填。

## 依据
- 通行做法：完成值偏离指标值应说明原因

## 示例
```yaml 不应报告
name: 培训计划完成率
target: ≥90%
actual: 100%
===
name: 培训计划完成率
target: ≥90%
actual: 100%
form:
  indicators:
    - {name: 培训人数, target: ≥80人, actual: 70人, deviation_reason: 因暴雪天气停办一场，下年补训。}
===
name: 培训场次
target: ≥3场
actual: 3场
deviation_reason: ""
form:
  indicators:
    - {name: 培训人数, target: ≥80人, actual: 85人, deviation_reason: 报名踊跃，增加了名额。}
```
```yaml 应报告
name: 培训计划完成率
target: ≥90%
actual: 100%
deviation_reason: ""
form:
  indicators:
    - {name: 培训人数, target: ≥80人, actual: 85人, deviation_reason: 报名踊跃，增加了名额。}
---
偏差原因栏为空
```

## 怎么改
补写原因，或按当地口径统一为「优于目标的不必说明」。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, has_reason_column, is_self_evaluation
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import is_empty
from jiheng.model import Direction, Finding, Form, Severity
from jiheng.regulation import Standard


@check("SEV203", severity=Severity.NOTE)
def deviation_without_reason(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A row better than its target without a reason where its neighbours give one."""
    found = deviation(row.indicator, standard)
    if found is None or found.is_equal or found.is_met is False or not is_self_evaluation(row.form) or not has_reason_column(row.form):
        return
    paths = (row.at("actual"), row.at("target"), row.at("deviation_reason"))
    expression = f"「{row.indicator.name}」完成值偏离指标值，偏差原因栏已填：不一致数"
    if has_reason(row.indicator, standard):
        yield counted(expression, 0, paths)
        return
    if not is_empty(row.indicator.deviation_reason) or not _demanded(row.form, row.index, standard):
        return
    yield counted(expression, 1, paths)
    limit = standard.number("overachievement_note_limit")
    if found.direction is Direction.AT_LEAST and found.ratio is not None and found.ratio - 1 >= limit:
        return  # another check's finding: the overachievement itself is unexplained
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    yield Finding(
        severity=Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，有偏差而偏差原因栏为空；"
        "同表其他有偏差的指标已说明原因。",
        advice="补写偏差原因，使同一张表的填报口径一致。",
        stated="（空）",
        expected="偏差原因",
        paths=paths,
        citations=standard.cite("deviation_reason_required"),
    )


def _demanded(form: Form, index: int, standard: Standard) -> bool:
    if standard.parameter("deviation_reason_required").value is True:
        return True
    for other, indicator in enumerate(form.indicators):
        if other != index and has_reason(indicator, standard):
            found = deviation(indicator, standard)
            if found is not None and found.is_good:
                return True
    return False
