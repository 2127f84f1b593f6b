"""评价等级的分数段之间有空档或者重叠。

## 查什么
同一处写出的各等级，上一档的下限应等于下一档的上限：优 90 分及以上，良 80 分及以上、90 分以下……

## 为什么
有空档，落在空档里的得分没有等级；有重叠，一个得分有两个等级。

## 依据
- 算术

## 示例
```yaml 不应报告
grade_bands: [{section: 标准, grade: 优, low: "90"}, {section: 标准, grade: 良, low: "80", high: "90"}, {section: 标准, grade: 中, low: "60", high: "80"}, {section: 标准, grade: 差, high: "60"}]
===
# 只写了下限
grade_bands: [{section: 标准, grade: 优, low: "90"}, {section: 标准, grade: 良, low: "80"}]
===
# 用整数分段
grade_bands: [{section: 标准, grade: 优, low: "90", high: "100"}, {section: 标准, grade: 良, low: "80", high: "89"}]
```
```yaml 应报告
grade_bands: [{section: 标准, grade: 优, low: "90"}, {section: 标准, grade: 良, low: "80", high: "85"}]
---
「优」的下限 90 分，「良」的上限 85 分
```

## 怎么改
把相邻两档的界限改成同一个分数。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jiheng.checks.registry import Said, check
from jiheng.model import EvaluationReport, Figure, Finding, Outcome, Relation, Severity
from jiheng.regulation import Standard


@check("EVR174", severity=Severity.QUESTION)
def grade_bands_apart(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Bands that stand side by side, the best first or last."""
    for (index, one), (number, other) in pairwise(enumerate(report.grade_bands)):
        if one.section != other.section or one.grade == other.grade:
            continue
        upper, lower = ((index, one), (number, other)) if _top(one.low) >= _top(other.low) else ((number, other), (index, one))
        low, high = upper[1].low, lower[1].high
        if low is None or high is None:
            continue
        # 80—89 分和 90 分以上：整数分之间没有空档
        same = low.value == high.value or (not low.decimals and low.value - high.value == 1)
        paths = (f"/grade_bands/{lower[0]}/high", f"/grade_bands/{upper[0]}/low")
        yield Relation(
            expression=f"「{lower[1].grade}」的上限 = 「{upper[1].grade}」的下限",
            stated=high.text,
            computed=low.text,
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=paths,
        )
        if not same:
            what = "之间有空档" if low.value > high.value else "重叠"
            yield Finding(
                message=f"「{upper[1].grade}」的下限 {low.text} 分，「{lower[1].grade}」的上限 {high.text} 分，两档{what}，请核实。",
                advice="把相邻两档的界限改成同一个分数。",
                stated=f"{high.text} 分",
                expected=f"{low.text} 分",
                paths=paths,
            )


def _top(low: Figure | None) -> Decimal:
    """The lower bound; a band without one is the last."""
    return low.value if low is not None else Decimal(-1)
