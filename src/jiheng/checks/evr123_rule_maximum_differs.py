"""评分规则的最高分与权重不一致。

## 查什么
评分规则各档给分的最高分应等于该指标的权重。

## 为什么
最高档只得 3 分而权重 5 分，满分永远得不到；反之会超出权重。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 满意度
weight: "10"
score: "10"
scoring_rule: ①大于等于95%，得10分；②小于95%且大于等于80%，得8分；③小于80%，不得分。
===
level3: 完成及时性
weight: "4"
score: "3"
scoring_rule: 按期完成得4分，每逾期一天扣0.5分，扣完为止。
```
```yaml 应报告
level3: 资金到位率
weight: "5"
score: "5"
scoring_rule: 资金到位数满足需求，得3分；到位率小于100%且大于等于80%的得2分，小于80%的不得分。
---
最高 3 分
===
level3: 在职人员控制率
weight: "4"
score: "4"
scoring_rule: 在职人员控制率不超过100%，计5分；每超过一个百分点扣0.5分，扣完为止。
---
最高 5 分
```

## 怎么改
使最高一档等于权重，再按规则重算得分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain, points
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule, understand


@check("EVR123", severity=Severity.MUST_FIX)
def rule_maximum_differs(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Rules that name points for each band."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    most = (rule.maximum or _named(row)) if rule is not None else None
    if line.weight is None or most is None:
        return
    name = plain(line.level3)
    paths = (row.at("scoring_rule"), row.at("weight"))
    same = most == line.weight.value
    yield Relation(
        expression=f"{name} 评分规则最高分 = 权重",
        stated=line.weight.text,
        computed=points(most),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=paths,
    )
    if not same:
        got = f"，得 {line.score.text} 分" if line.score is not None else ""
        match = re.search(rf"[^。；;]{{0,24}}得\s*{re.escape(points(most))}(?:\.0+)?\s*分", line.scoring_rule or "")
        yield Finding(
            message=f"「{name}」权重 {line.weight.text} 分{got}，评分规则各档最高 {points(most)} 分，按规则至多得 {points(most)} 分。",
            advice="使最高一档等于权重，再按规则重算得分。",
            stated=f"权重 {line.weight.text} 分{got}",
            expected=f"规则最高 {points(most)} 分",
            paths=paths,
            quotes={row.at("scoring_rule"): match[0]} if match else {},
            trace=f"评分规则最高给 {points(most)} 分，权重 {line.weight.text} 分，{points(most)} ≠ {line.weight.text}",
        )


def _named(row: ScoreRow) -> Decimal | None:
    """The points for full marks that a rule of another kind names (按期完成得5分，每逾期一天扣1分)."""
    reading = understand(row.line.scoring_rule)
    return (
        reading.top
        if reading is not None and reading.kind in ("threshold_slide", "on_time", "graded_opinion", "all_or_nothing", "per_occurrence")
        else None
    )
