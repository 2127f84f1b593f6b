"""权重合计不是 100。

## 查什么
指标体系表、得分情况表、附表的权重合计应为 100（加减分项不计）；没有印权重的，用得分÷得分率倒推的权重之和也应为 100。

## 为什么
评价总分设置为 100 分。

## 依据
- mof-2020-10#总分设置为 100 分

## 示例
```yaml 不应报告
lines: [{level1: 决策, level3: 甲, weight: "60"}, {level1: 产出, level3: 乙, weight: "40"}, {level1: 加分项, level3: 丙, weight: "5"}]
===
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, score: "18", score_rate: "90%"}, {level: 1, level1: 产出, score: "80", score_rate: "100%"}]}]
```
```yaml 应报告
lines: [{level1: 决策, level3: 甲, weight: "60"}, {level1: 产出, level3: 乙, weight: "30"}]
---
90
===
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, score: "18", score_rate: "90%"}, {level: 1, level1: 产出, score: "60", score_rate: "100%"}]}]
---
80
===
score_tables: [{kind: summary, lines: [{level: 1, level1: 过程, score: "17.7", score_rate: "85.5%"}, {level: 1, level1: 产出, score: "60", score_rate: "100%"}]}]
---
相加为 80.70，应为 100。
```

## 怎么改
核对各行权重。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, leaves, lines_of, points, table_name, tables
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Finding,
    Interval,
    Outcome,
    Relation,
    Severity,
    amounts,
    summed,
)
from jiheng.regulation import Standard


@check("EVR110", severity=Severity.MUST_FIX)
def weights_not_full(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Tables that claim to show everything."""
    full = standard.number("full_points")
    for number, table in tables(report, "annex", "frame", "summary"):
        rows = [
            row for row in leaves(lines_of(report, number)) if not re.search(r"[加减扣]分", f"{row.line.level1}{row.line.level2}{row.name}")
        ]
        if len(rows) < 2:
            continue
        weights = [_weight(row) for row in rows]
        if any(weight is None for weight in weights):
            continue
        computed = summed(weight for weight in weights if weight is not None)
        printed = all(row.weight is not None for row in rows)
        label = "Σ权重" if printed else "Σ(得分÷得分率)"
        holds = computed.interval.contains(full)
        shown = points(computed.value) if printed else amounts.text(computed.value, 2)
        paths = tuple(row.weight_path if printed else row.at("score_rate") for row in rows)
        yield Relation(
            expression=f"{table_name(table)}{label} = {points(full)}",
            stated=points(full),
            computed=shown,
            outcome=Outcome.HOLDS if holds else Outcome.FAILS,
            paths=paths,
        )
        if not holds:
            yield Finding(
                message=(
                    f"{table_name(table)}{'各行权重' if printed else '由得分和得分率倒推的权重'}相加为 {shown}，应为 {points(full)}。"
                ),
                advice="核对各行权重；漏行的补齐。",
                stated=shown,
                expected=points(full),
                paths=paths,
            )


def _weight(row: Line) -> Estimate | None:
    if row.weight is not None:
        return Estimate.printed(row.weight)
    score, rate = row.line.score, row.line.score_rate
    if score is None or rate is None or rate.value <= 0 or score.unit == "%":
        return None
    # 得分率是除出来的，末位有进位：按区间倒推
    ratio = Estimate(value=rate.value / 100, interval=Interval.between(rate.interval.low / 100, rate.interval.high / 100))
    return Estimate.printed(score) / ratio
