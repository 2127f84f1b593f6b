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
from jiheng.checks.report_scores import core, own_verdicts, points
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Finding,
    Severity,
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
