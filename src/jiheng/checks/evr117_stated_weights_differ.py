"""文字列出的指标分值与合计或表格不符。

## 查什么
「二级指标为：项目立项（5 分）、绩效目标（5 分）……共计 100 分」：相加应等于共计；逐个应与指标体系表、附表一致。

## 为什么
算术；同一个指标只能有一个分值。

## 依据
- 算术

## 示例
```yaml 不应报告
stated_weights: [{level: 1, of_level: 1, name: 决策, weight: "60"}, {level: 1, of_level: 1, name: 产出, weight: "40"}, {level: 0, of_level: 1, weight: "100"}]
```
```yaml 应报告
stated_weights: [{level: 1, of_level: 1, name: 决策, weight: "50"}, {level: 1, of_level: 1, name: 产出, weight: "40"}, {level: 0, of_level: 1, weight: "100"}]
---
90
```

## 怎么改
核对各指标分值。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import core, in_group, lines_of, points, table_name, tables
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Outcome,
    Relation,
    Severity,
    summed,
)
from jiheng.regulation import Standard


@check("EVR117", severity=Severity.MUST_FIX)
def stated_weights_differ(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Sum of each enumeration, and each name against the tables."""
    by_level: dict[tuple[int, str], list[int]] = {}
    for index, said in enumerate(report.stated_weights):
        by_level.setdefault((said.of_level, said.section), []).append(index)
    for indices in by_level.values():
        parts = [i for i in indices if report.stated_weights[i].level > 0]
        for i in indices:
            total = report.stated_weights[i]
            if total.level != 0 or len(parts) < 2:
                continue
            computed = summed(Estimate.printed(report.stated_weights[p].weight) for p in parts)
            paths = (f"/stated_weights/{i}/weight", *(f"/stated_weights/{p}/weight" for p in parts))
            yield relate(f"所列{'一二三'[total.of_level - 1]}级指标分值之和 = 共计", total.weight, computed, paths)
            if fails(total.weight.interval, computed):
                yield Finding(
                    message=f"所列 {len(parts)} 个指标的分值相加为 {points(computed.value)} 分，写共计 {total.weight.text} 分。",
                    advice="核对各指标分值。",
                    stated=f"{total.weight.text} 分",
                    expected=f"{points(computed.value)} 分",
                    paths=paths,
                )
    yield from _against_tables(report)


def _against_tables(report: EvaluationReport) -> Iterator[Said]:
    for number, table in tables(report, "frame", "annex"):
        rows = lines_of(report, number)
        known: dict[tuple[int, str], tuple[str, Figure]] = {}
        for row in rows:
            if row.line.level == 3 and row.weight is not None:
                known.setdefault((3, core(row.name)), (row.weight_path, row.weight))
            for level in (1, 2):
                printed = getattr(row.line, f"level{level}_weight")
                if printed is not None:
                    known.setdefault((level, in_group(row, level)), (row.at(f"level{level}_weight"), printed))
        for index, said in enumerate(report.stated_weights):
            other = known.get((said.level, core(said.name)))
            if other is None or said.level == 0:
                continue
            same = said.weight.value == other[1].value
            paths = (f"/stated_weights/{index}/weight", other[0])
            yield Relation(
                expression=f"文字「{said.name}」分值 = {table_name(table)}分值",
                stated=said.weight.text,
                computed=other[1].text,
                outcome=Outcome.HOLDS if same else Outcome.FAILS,
                paths=paths,
            )
            if not same:
                yield Finding(
                    message=f"「{said.name}」文字写 {said.weight.text} 分，{table_name(table)}写 {other[1].text} 分。",
                    advice="核对各指标分值。",
                    stated=f"{said.weight.text} 分",
                    expected=f"{other[1].text} 分",
                    paths=paths,
                )
