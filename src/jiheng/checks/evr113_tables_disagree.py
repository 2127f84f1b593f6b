"""同一指标的分值、得分在各表之间不一致。

## 查什么
指标体系表、得分情况表、分项得分表、附表里同名的指标（或一级、二级指标），权重、得分、得分率应一致。

## 为什么
同一个指标只能有一个分值、一个得分。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
score_tables:
  - {kind: group, group: 决策, lines: [{level3: 立项依据充分性, weight: "3", score: "3"}]}
  - {kind: annex, lines: [{level1: 决策, level3: 立项依据充分性（3分）, weight: "3", score: "3"}]}
```
```yaml 应报告
score_tables:
  - {kind: group, group: 决策, lines: [{level3: 立项依据充分性, weight: "3", score: "2"}]}
  - {kind: annex, lines: [{level1: 决策, level3: 立项依据充分性, weight: "3", score: "3"}]}
---
立项依据充分性
```

## 怎么改
以附表为准，逐表改一致。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, annex, core, grouped, in_group, leaves, lines_of, table_name, tables
from jiheng.model import (
    EvaluationReport,
    Figure,
    Finding,
    Outcome,
    Relation,
    Severity,
    amounts,
)
from jiheng.regulation import Standard


@check("EVR113", severity=Severity.MUST_FIX)
def tables_disagree(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each figure of each named row against the same row of the fullest table."""
    full = annex(report)
    if full is None:
        full = next((number for number, _ in tables(report, "frame", "summary")), None)
    if full is None:
        return
    base = _named(report, full)
    for number, table in tables(report):
        if number == full:
            continue
        for key, figures in _named(report, number).items():
            for field, (path, figure) in figures.items():
                other = base.get(key, {}).get(field)
                if other is None or figure.unit != other[1].unit:
                    continue
                same = _same(figure, other[1])
                label = {"weight": "权重", "score": "得分", "score_rate": "得分率"}[field]
                paths = (path, other[0])
                yield Relation(
                    expression=f"{table_name(table)}「{key[1]}」{label} = {table_name(report.score_tables[full])}{label}",
                    stated=figure.text,
                    computed=other[1].text,
                    outcome=Outcome.HOLDS if same else Outcome.FAILS,
                    paths=paths,
                )
                if not same:
                    yield Finding(
                        message=(
                            f"「{key[1]}」{label}两处不一致："
                            f"{table_name(table)}写 {figure.text}，{table_name(report.score_tables[full])}写 {other[1].text}。"
                        ),
                        advice="以附表为准，逐表改一致。",
                        stated=figure.text,
                        expected=other[1].text,
                        paths=paths,
                    )


def _same(one: Figure, other: Figure) -> bool:
    """Points are equal or not; of rates the finer one may round to the coarser."""
    if one.unit != "%":
        return one.value == other.value
    decimals = min(one.decimals, other.decimals)
    return amounts.half_up(one.value, decimals) == amounts.half_up(other.value, decimals)


def _named(report: EvaluationReport, number: int) -> dict[tuple[int, str], dict[str, tuple[str, Figure]]]:
    """Figures of one table by level and name; the totals of a group table stand for its group. Names met twice are left out."""
    found: dict[tuple[int, str], dict[str, tuple[str, Figure]]] = {}
    double: set[tuple[int, str]] = set()
    table = report.score_tables[number]
    for line in lines_of(report, number):
        level = line.line.level
        name = core(line.name)
        if level == 0:
            level, name = (1, core(table.group)) if table.kind == "group" and table.group else (0, "合计")
        key = (level, name)
        own: dict[str, tuple[str, Figure]] = {}
        for field in ("weight", "score", "score_rate"):
            figure = line.weight if field == "weight" else getattr(line.line, field)
            if figure is not None:
                own[field] = (line.weight_path if field == "weight" else line.at(field), figure)
        if key in found:
            double.add(key)
        found[key] = own
    rows = leaves(lines_of(report, number))
    if rows and rows[0].line.level > 1:
        _add_groups(found, rows)
    return {key: own for key, own in found.items() if key not in double}


def _add_groups(found: dict[tuple[int, str], dict[str, tuple[str, Figure]]], rows: list[Line]) -> None:
    """Printed points and summed scores of the groups of a table."""
    for level in (1, 2):
        for group in grouped(rows, level).values():
            key = (level, in_group(group[0], level))
            printed = next((getattr(row.line, f"level{level}_weight") for row in group if getattr(row.line, f"level{level}_weight")), None)
            own: dict[str, tuple[str, Figure]] = {}
            if printed is not None:
                own["weight"] = (group[0].at(f"level{level}_weight"), printed)
            scores = [row.line.score for row in group]
            if scores and all(score is not None and score.unit != "%" for score in scores):
                whole = sum((score.value for score in scores if score is not None), Decimal(0))
                decimals = max(score.decimals for score in scores if score is not None)
                own["score"] = (group[0].at("score"), Figure(value=whole, decimals=decimals))
            if key not in found:
                found[key] = own
