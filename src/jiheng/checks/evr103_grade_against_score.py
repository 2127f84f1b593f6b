"""评价等级与得分不符。

## 查什么
等级应与总分所在的区间一致。报告写明自己的分档的，按它的分档判断；没有写的按标准。

## 为什么
等级决定结果应用，高一等、低一等后果不同。

## 依据
- mof-2020-10#评价等级；地方标准另有规定的从其规定

## 示例
```yaml 不应报告
verdicts: [{score: "90", grade: 优秀}]
===
verdicts: [{score: "65", grade: 差}]
grade_bands: [{grade: 优, low: "90"}, {grade: 良, low: "80"}, {grade: 中, low: "70"}, {grade: 差, high: "70"}]
```
```yaml 应报告
verdicts: [{score: "88", grade: 优}]
---
应为「良」
===
verdicts: [{score: "72", grade: 差}]
grade_bands: [{grade: 优, low: "90"}, {grade: 良, low: "80"}, {grade: 中, low: "70"}, {grade: 差, high: "70"}]
---
应为「中」
```

## 怎么改
按总分改正等级；总分有误的先改总分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import own_verdicts, plain
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR103", severity=Severity.MUST_FIX)
def grade_against_score(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each grade with a score in the same sentence."""
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    bounds: dict[str, Decimal] = standard.parameter("evaluation_grades").value
    own = _own(report, names)
    if own:
        bounds = own = {**bounds, **own}
    for index, verdict in own_verdicts(report):
        if verdict.score is None or not verdict.grade:
            continue
        word = re.sub(r"[“”\"「」\s等级级]", "", verdict.grade)
        stated = next((grade for grade, spelt in names.items() if word in spelt), None)
        if stated is None:
            continue
        ranked = sorted(bounds.items(), key=lambda item: item[1], reverse=True)
        right = next((grade for grade, bound in ranked if verdict.score.value >= bound), ranked[-1][0])
        paths = (f"/verdicts/{index}/grade", f"/verdicts/{index}/score")
        yield Relation(
            expression=f"等级 = {verdict.score.text} 分所在的分档",
            stated=stated,
            computed=right,
            outcome=Outcome.HOLDS if stated == right else Outcome.FAILS,
            paths=paths,
        )
        if stated != right:
            yield Finding(
                message=f"评价等级写「{word}」，总分 {verdict.score.text} 分按{'报告自己的' if own else ''}分档应为「{right}」。",
                advice="按总分改正等级；总分有误的先改总分。",
                stated=word,
                expected=right,
                paths=paths,
                citations=standard.cite("evaluation_grades"),
            )


def _own(report: EvaluationReport, names: dict[str, list[str]]) -> dict[str, Decimal]:
    """Lower bounds of the bands the report prints."""
    found: dict[str, Decimal] = {}
    for band in report.grade_bands:
        grade = next((key for key, spelt in names.items() if plain(band.grade) in spelt), None)
        if grade is not None and (band.low is not None or band.high is not None):
            found.setdefault(grade, band.low.value if band.low else Decimal(0))
    return found
