"""指标体系表与附表用的不是同一套指标。

## 查什么
正文指标体系表的三级指标名称应与附表一致；附表出现体系之外的三级指标，或体系里的三级指标附表没有。

## 为什么
评价应按确定的指标体系打分。

## 依据
- mof-2020-10#指标体系与评分表一致

## 示例
```yaml 不应报告
score_tables:
  - {kind: frame, lines: [{level1: 决策, level2: 立项, level3: 立项依据充分性}, {level1: 产出, level2: 数量, level3: 完成率}]}
  - {kind: annex, lines: [{level1: 决策, level2: 立项, level3: 立项依据充分性（3分）}, {level1: 产出, level2: 数量, level3: 完成率}]}
```
```yaml 应报告
score_tables:
  - {kind: frame, lines: [{level1: 决策, level2: 立项, level3: 立项依据充分性}, {level1: 产出, level2: 产出数量, level3: 实际完成率}]}
  - {kind: annex, lines: [{level1: 决策, level2: 立项, level3: 立项依据充分性}, {level1: 产出, level2: 产出数量, level3: 奖补企业数}]}
---
实际完成率
```

## 怎么改
统一指标体系；三级指标细化的，说明对应关系。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, core, leaves, lines_of, plain, table_name, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR118", severity=Severity.QUESTION)
def frame_differs_from_annex(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Level-3 names of the frame against those of the annex, as one finding."""
    full = annex(report)
    if full is None:
        return
    scored = [row for row in leaves(lines_of(report, full)) if row.line.level == 3]
    names = {core(row.name) for row in scored}
    for number, table in tables(report, "frame"):
        rows = [row for row in leaves(lines_of(report, number)) if row.line.level == 3]
        if not rows or not names:
            continue
        missing = [row for row in rows if core(row.name) not in names]
        for row in rows:
            yield Relation(
                expression=f"{table_name(table)}三级指标见于附表",
                stated=plain(row.name),
                computed=plain(row.name) if row not in missing else "无",
                outcome=Outcome.FAILS if row in missing else Outcome.HOLDS,
                paths=(row.at("level3"),),
            )
        if missing:
            own = {core(row.name) for row in rows}
            extra = [row for row in scored if core(row.name) not in own]
            first = missing[0]
            yield Finding(
                message=(
                    f"{table_name(table)}有 {len(missing)} 个三级指标附表没有（{'、'.join(plain(row.name) for row in missing[:8])}），"
                    f"附表另有 {len(extra)} 个（{'、'.join(plain(row.name) for row in extra[:8])}）。请核实是否同一套指标。"
                ),
                advice="统一指标体系；三级指标细化的，说明对应关系。",
                stated="、".join(plain(row.name) for row in missing[:8]),
                expected="、".join(plain(row.name) for row in extra[:8]) or "与附表一致",
                paths=(first.at("level3"), *(row.at("level3") for row in (*missing[1:], *extra))),
            )
