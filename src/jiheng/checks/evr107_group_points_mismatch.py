"""分组的分值与组内各行之和不符。

## 查什么
一级、二级指标印出的分值，应等于其下各行分值之和；附表各组得分应等于得分情况表里该组的得分。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
lines: [{level1: 决策, level1_weight: "20", level2: 立项, level2_weight: "20", level3: 甲, weight: "12"}, {level1: 决策, level1_weight: "20", level2: 立项, level2_weight: "20", level3: 乙, weight: "8"}]
```
```yaml 应报告
lines: [{level1: 决策, level1_weight: "20", level3: 甲, weight: "12"}, {level1: 决策, level1_weight: "20", level3: 乙, weight: "10"}]
---
22
===
score_tables:
  - {kind: summary, lines: [{level: 1, level1: 决策, weight: "20", score: "18"}]}
  - {kind: annex, lines: [{level1: 决策, level3: 甲, weight: "12", score: "12"}, {level1: 决策, level3: 乙, weight: "8", score: "8"}]}
---
18
```

## 怎么改
核对分值分配。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, annex, core, grouped, leaves, lines_of, points, table_name, tables
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Outcome,
    Relation,
    ScoreTable,
    Severity,
    summed,
)
from jiheng.regulation import Standard


@check("EVR107", severity=Severity.MUST_FIX)
def group_points_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Level-1 and level-2 groups of every table, and groups of the annex against the summary."""
    for number, table in tables(report, "annex", "frame", "group"):
        rows = leaves(lines_of(report, number))
        if not rows or rows[0].line.level < 2:
            continue
        for level in (1, 2):
            for group in grouped(rows, level).values():
                yield from _printed(table, level, group)
            if rows[0].line.level == level + 1:
                break
        yield from _whole(table, rows)
    full = annex(report)
    if full is None:
        return
    groups = grouped(leaves(lines_of(report, full)), 1)
    for number, table in tables(report, "summary"):
        for line in lines_of(report, number):
            members = groups.get(core(line.line.level1), []) if line.line.level == 1 else []
            for field, label in (("weight", "权重"), ("score", "得分")):
                stated = getattr(line.line, field)
                parts = [getattr(row.line, field) for row in members]
                if stated is not None and parts and all(part is not None for part in parts):
                    yield from _compare(
                        f"附表「{core(line.line.level1)}」Σ{label} = {table_name(table)}", stated, parts, line.at(field), members, field
                    )


def _printed(table: ScoreTable, level: int, group: list[Line]) -> Iterator[Said]:
    field = f"level{level}_weight"
    stated = next((getattr(row.line, field) for row in group if getattr(row.line, field) is not None), None)
    parts = [row.weight for row in group]
    if stated is None or any(part is None for part in parts):
        return
    name = core(group[0].line.level1 if level == 1 else group[0].line.level2)
    yield from _compare(f"{table_name(table)}「{name}」Σ分值 = 所印分值", stated, parts, group[0].at(field), group, "weight")


def _whole(table: ScoreTable, rows: list[Line]) -> Iterator[Said]:
    """The printed points of all level-1 groups, and of all level-2 groups, against the sum of the rows."""
    parts = [row.weight for row in rows]
    if any(part is None for part in parts):
        return
    total = summed(Estimate.printed(part) for part in parts if part is not None)
    for level in (1, 2):
        firsts = [group[0] for group in grouped(rows, level).values()]
        printed = [getattr(row.line, f"level{level}_weight") for row in firsts]
        if len(printed) > 1 and all(figure is not None for figure in printed):
            stated = summed(Estimate.printed(figure) for figure in printed)
            holds = stated.interval.overlaps(total.interval)
            yield Relation(
                expression=f"{table_name(table)}各{'一二'[level - 1]}级指标分值之和 = 各行分值之和",
                stated=points(stated.value),
                computed=points(total.value),
                outcome=Outcome.HOLDS if holds else Outcome.FAILS,
                paths=tuple(row.at(f"level{level}_weight") for row in firsts),
            )


def _compare(expression: str, stated: Figure, parts: list[Figure | None], path: str, rows: list[Line], field: str) -> Iterator[Said]:
    computed = summed(Estimate.printed(part) for part in parts if part is not None)
    paths = (path, *(row.at(field) for row in rows))
    yield relate(expression, stated, computed, paths)
    if fails(stated.interval, computed):
        yield Finding(
            message=f"{expression.split(' = ', maxsplit=1)[0]}为 {points(computed.value)}，{expression.split(' = ')[1]}写 {stated.text}。",
            advice="核对分值、得分的分配。",
            stated=stated.text,
            expected=points(computed.value),
            paths=paths,
        )
