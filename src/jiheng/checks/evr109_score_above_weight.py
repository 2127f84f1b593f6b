"""得分超过权重。

## 查什么
一行的得分不得大于该行的权重，也不得小于零；扣分栏应等于权重减得分。加分项、扣分项除外。

## 为什么
满分就是权重。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 甲
weight: "3"
score: "3"
lost: "0"
===
level1: 加减分项
level3: 受表彰
weight: "0"
score: "2"
```
```yaml 应报告
level3: 甲
weight: "3"
score: "5"
---
超过
===
level3: 甲
weight: "5"
score: "4"
lost: "2"
---
扣分
```

## 怎么改
核对得分与权重。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted, fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, points
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Estimate,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR109", severity=Severity.MUST_FIX)
def score_above_weight(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Score within 0..weight, points lost = weight − score."""
    line = row.line
    own = Line(table=row.table_index, index=row.index, line=line)
    weight = own.weight
    if (
        line.score is None
        or weight is None
        or line.score.unit == "%"
        or re.search(r"[加减扣]分", f"{line.level1}{line.level2}{line.level3}")
    ):
        return
    above = line.score.value > weight.value or line.score.value < 0
    paths = (row.at("score"), own.weight_path)
    yield counted(f"0 ≤ {own.name} 得分 {line.score.text} ≤ 权重 {weight.text}", int(above), paths)
    if above:
        yield Finding(
            message=f"「{own.name}」得分 {line.score.text} 超过权重 {weight.text}（或小于零）。",
            advice="核对得分与权重。",
            stated=line.score.text,
            expected=f"0 至 {weight.text}",
            paths=paths,
        )
    elif line.lost is not None:
        lost = Estimate.exactly(abs(line.lost.value))
        computed = Estimate.printed(weight) - Estimate.printed(line.score)
        stated = line.lost.model_copy(update={"value": lost.value})
        yield relate(f"{own.name} 扣分 = 权重 {weight.text} − 得分 {line.score.text}", stated, computed, (row.at("lost"), *paths))
        if fails(stated.interval, computed):
            yield Finding(
                message=f"「{own.name}」扣分写 {line.lost.text}，权重 {weight.text} − 得分 {line.score.text} 为 {points(computed.value)}。",
                advice="核对扣分。",
                stated=line.lost.text,
                expected=points(computed.value),
                paths=(row.at("lost"), *paths),
            )
