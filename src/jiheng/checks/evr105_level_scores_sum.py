"""一句话里各部分得分之和与总分不符。

## 查什么
「最终评分 X 分，其中决策 A 分、过程 B 分……」：A＋B＋……应等于 X。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
verdicts: [{score: "97.4", levels: [{name: 决策, score: "18"}, {name: 过程, score: "19.4"}, {name: 产出, score: "40"}, {name: 效益, score: "20"}]}]
===
# 加减分另写一句，得分表里有
verdicts: [{score: "94.4", levels: [{name: 决策, score: "18"}, {name: 过程, score: "75.4"}]}]
score_tables:
  - {kind: summary, lines: [{level: 1, level1: 决策, score: "18"}, {level: 1, level1: 过程, score: "75.4"}, {level: 1, level1: 加减分项, score: "1"}]}
```
```yaml 应报告
verdicts: [{score: "97.4", levels: [{name: 决策, score: "18"}, {name: 过程, score: "18.4"}, {name: 产出, score: "40"}, {name: 效益, score: "20"}]}]
---
96.4
```

## 怎么改
核对各部分得分与总分。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import core, lines_of, own_verdicts, points, tables
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Severity,
    Verdict,
    summed,
)
from jiheng.regulation import Standard


@check("EVR105", severity=Severity.MUST_FIX)
def level_scores_sum(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Levels of one sentence against its total."""
    for index, verdict in own_verdicts(report):
        if verdict.score is None or len(verdict.levels) < 2:
            continue
        computed = summed(Estimate.printed(level.score) for level in verdict.levels)
        other = _untold(report, verdict)
        if fails(verdict.score.interval, computed) and other:
            added = computed + summed(Estimate.printed(score) for _, _, score in other)
            if not fails(verdict.score.interval, added):
                terms = [*((core(level.name), level.score) for level in verdict.levels), *((name, score) for name, _, score in other)]
                expression = " + ".join(f"{name} {score.text}" for name, score in terms) + " = 总分"
                paths = tuple(f"/verdicts/{index}/levels/{n}/score" for n in range(len(verdict.levels)))
                yield relate(expression, verdict.score, added, (f"/verdicts/{index}/score", *paths, *(path for _, path, _ in other)))
                continue
        expression = " + ".join(f"{core(level.name)} {level.score.text}" for level in verdict.levels) + " = 总分"
        paths = (f"/verdicts/{index}/score", *(f"/verdicts/{index}/levels/{n}/score" for n in range(len(verdict.levels))))
        yield relate(expression, verdict.score, computed, paths)
        if fails(verdict.score.interval, computed):
            yield Finding(
                message=(
                    f"总分写 {verdict.score.text} 分，各部分相加（{expression.removesuffix(' = 总分')}）为 {points(computed.value)} 分。"
                ),
                advice="核对各部分得分与总分。",
                stated=f"{verdict.score.text} 分",
                expected=f"{points(computed.value)} 分",
                paths=paths,
            )


def _untold(report: EvaluationReport, verdict: Verdict) -> list[tuple[str, str, Figure]]:
    """Level-1 rows of the summary that the sentence does not name: points added or taken off."""
    told = {core(level.name) for level in verdict.levels}
    for number, _ in tables(report, "summary"):
        rows = [line for line in lines_of(report, number) if line.line.level == 1 and line.line.score is not None]
        if told <= {core(line.name) for line in rows}:
            return [(core(r.name), r.at("score"), r.line.score) for r in rows if core(r.name) not in told and r.line.score is not None]
    return []
