"""得分率不等于得分除以权重。

## 查什么
得分表、附表每一行（含合计行）的得分率应等于得分÷权重。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 甲
weight: "3"
score: "1"
score_rate: "33.33%"
===
level: 0
score: "97.4"
score_rate: "97.4%"
```
```yaml 应报告
level3: 甲
weight: "3"
score: "2.4"
score_rate: "90%"
---
80
```

## 怎么改
重算得分率。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, points
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Estimate,
    Finding,
    Severity,
    amounts,
)
from jiheng.regulation import Standard


@check("EVR108", severity=Severity.MUST_FIX)
def score_rate_mismatch(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """One row; a total without weight is held against the full points."""
    line = row.line
    own = Line(table=row.table_index, index=row.index, line=line)
    if line.score is None or line.score_rate is None or line.score.unit == "%":
        return
    weight = Estimate.printed(own.weight) if own.weight is not None else None
    if weight is None and line.level == 0 and row.table.kind in ("annex", "summary"):
        weight = Estimate.exactly(standard.number("full_points"))
    if weight is None or not weight.value:
        return
    times = 100 if line.score_rate.unit == "%" or line.score_rate.value > 1 else 1
    computed = (Estimate.printed(line.score) / weight).times(times)
    paths = (row.at("score_rate"), row.at("score"), own.weight_path)
    yield relate(f"{own.name} 得分率 = {line.score.text} ÷ {points(weight.value)}", line.score_rate, computed, paths)
    if fails(line.score_rate.interval, computed):
        shown = amounts.text(computed.value, 2) + ("%" if times > 1 else "")
        yield Finding(
            message=f"「{own.name}」得分率写 {line.score_rate.text}，按得分 {line.score.text} ÷ 权重 {points(weight.value)} 应为 {shown}。",
            advice="重算得分率。",
            stated=line.score_rate.text,
            expected=shown,
            paths=paths,
        )
