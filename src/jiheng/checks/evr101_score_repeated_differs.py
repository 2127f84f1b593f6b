"""总分、一级指标得分在报告各处不一致。

## 查什么
摘要、结论、结果应用、得分表、附表合计行里的总分，以及各处写出的一级指标得分，应完全一致。

## 为什么
报告的总分要在五六处出现，改了一处忘了另一处，读者不知以哪个为准。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
verdicts: [{section: 摘要, score: "92.5", levels: [{name: 项目决策, score: "18"}]}, {section: 结论, score: "92.50"}]
lines: [{level1: 决策, level3: 甲, score: "18"}, {level: 0, score: "92.5"}]
===
verdicts: [{section: 摘要, score: "92.5"}]
score_tables: [{kind: group, group: 决策, lines: [{level3: 甲, score: "18"}, {level: 0, score: "18"}]}]
```
```yaml 应报告
verdicts: [{section: 摘要, score: "92.5"}, {section: 结论, score: "95.2"}]
---
92.5
===
verdicts: [{section: 结论, score: "92.5", levels: [{name: 项目决策, score: "17"}]}]
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, score: "18"}]}]
---
决策
```

## 怎么改
以附表重算的得分为准，逐处改成同一个数。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import core, lines_of, own_verdicts, plain, table_name, tables
from jiheng.model import (
    EvaluationReport,
    Figure,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR101", severity=Severity.MUST_FIX)
def score_repeated_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every place of one score against the first."""
    for name, places in _places(report).items():
        (path, where, first), *others = places
        odd = []
        for other_path, other_where, figure in others:
            same = figure.value == first.value
            yield Relation(
                expression=f"{other_where}{name} = {where}{name}",
                stated=figure.text,
                computed=first.text,
                outcome=Outcome.HOLDS if same else Outcome.FAILS,
                paths=(other_path, path),
            )
            if not same:
                odd.append((other_path, other_where, figure))
        if odd:
            values = "；".join(f"{place}写 {figure.text} 分" for _, place, figure in odd)
            yield Finding(
                message=f"{name}各处不一致：{where}写 {first.text} 分，{values}。",
                advice="以附表重算的得分为准，逐处改成同一个数。",
                stated=f"{odd[0][2].text} 分",
                expected=f"{first.text} 分",
                paths=(odd[0][0], path, *(place for place, _, _ in odd[1:])),
            )


def _places(report: EvaluationReport) -> dict[str, list[tuple[str, str, Figure]]]:
    found: dict[str, list[tuple[str, str, Figure]]] = {}
    for index, verdict in own_verdicts(report):
        where = f"「{plain(verdict.section)[:20] or '正文'}」"
        if verdict.score is not None:
            found.setdefault("总分", []).append((f"/verdicts/{index}/score", where, verdict.score))
        for number, level in enumerate(verdict.levels):
            found.setdefault(f"{core(level.name)}得分", []).append((f"/verdicts/{index}/levels/{number}/score", where, level.score))
    for number, table in tables(report, "summary", "annex"):
        for line in lines_of(report, number):
            name = "总分" if line.line.level == 0 else f"{core(line.line.level1)}得分" if line.line.level == 1 else ""
            if name and line.line.score is not None and line.line.score.unit != "%":
                found.setdefault(name, []).append((line.at("score"), table_name(table), line.line.score))
    return found
