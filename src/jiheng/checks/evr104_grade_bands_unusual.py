"""等级分档与标准不同。

## 查什么
报告写出的分档（如 70 分以下为差）与现行标准的分档不同；或各档之间不衔接。

## 为什么
分档因地而异，用了地方分档应注明依据，否则读者按国家标准理解。

## 依据
- mof-2020-10#评价等级

## 示例
```yaml 不应报告
grade_bands: [{grade: 优, low: "90"}, {grade: 良, low: "80", high: "90"}, {grade: 中, low: "60", high: "80"}, {grade: 差, high: "60"}]
```
```yaml 应报告
grade_bands: [{grade: 优, low: "90"}, {grade: 良, low: "80", high: "90"}, {grade: 中, low: "70", high: "80"}, {grade: 差, high: "70"}]
---
70
```

## 怎么改
注明分档所依据的文件；没有依据的改用标准分档。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR104", severity=Severity.NOTE)
def grade_bands_unusual(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each printed band against the standard; once per report."""
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    bounds: dict[str, Decimal] = standard.parameter("evaluation_grades").value
    odd: list[tuple[int, str, Decimal, Decimal]] = []
    for index, band in enumerate(report.grade_bands):
        grade = next((key for key, spelt in names.items() if plain(band.grade) in spelt), None)
        if grade is None or band.low is None or grade not in bounds:
            continue
        yield Relation(
            expression=f"「{grade}」的下限 = 标准",
            stated=band.low.text,
            computed=points(bounds[grade]),
            outcome=Outcome.HOLDS if band.low.value == bounds[grade] else Outcome.NOT_CHECKABLE,
            paths=(f"/grade_bands/{index}/low",),
        )
        if band.low.value != bounds[grade]:
            odd.append((index, grade, band.low.value, bounds[grade]))
    if odd:
        index, grade, low, usual = odd[0]
        band = report.grade_bands[index]
        yield Finding(
            message=(
                f"报告以 {points(low)} 分为「{grade}」的下限，{standard.title}一般以 {points(usual)} 分为界；采用地方分档的应注明依据。"
            ),
            advice="注明分档所依据的文件；没有依据的改用标准分档。",
            stated=f"{points(low)} 分为「{grade}」",
            expected=f"{points(usual)} 分",
            paths=tuple(f"/grade_bands/{number}" for number, *_ in odd),
            quotes={f"/grade_bands/{index}": band.text} if band.text else {},
            citations=standard.cite("evaluation_grades"),
        )
