"""每个要点的满分之和不等于权重。

## 查什么
「①至③每项满分 1 分」而权重 2 分：每项满分×项数应等于权重。

## 为什么
各项都满分时会超出（或达不到）权重。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 甲
weight: "3"
scoring_rule: ①程序；②材料；③论证。以上三项中，①至③每项满分1分，每发现一处不符扣0.5分。
```
```yaml 应报告
level3: 甲
weight: "2"
scoring_rule: ①程序；②材料；③论证。以上三项中，①至③每项满分1分，每发现一处不符扣0.5分。
---
3 分
```

## 怎么改
调整每项满分或权重。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from jiheng.scoring.printed import read_rule


@check("EVR125", severity=Severity.MUST_FIX)
def points_exceed_weight(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points for each item times their number."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is None or rule.each is None or line.weight is None or rule.shares:
        return
    count, each = rule.each
    whole = count * each
    slack = standard.number("shares_slack") * line.weight.value * count
    same = abs(whole - line.weight.value) <= slack
    name, paths = plain(line.level3), (row.at("scoring_rule"), row.at("weight"))
    yield Relation(
        expression=f"{name} {count} 项 × {points(each)} 分 = 权重",
        stated=line.weight.text,
        computed=points(whole),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=paths,
    )
    if not same:
        match = re.search(
            rf"[^。；;]{{0,16}}(?:每[一]?[项点个条]|各|分别)[^。；;]{{0,8}}{re.escape(points(each))}\s*分[^。；;]{{0,16}}",
            line.scoring_rule or "",
        )
        yield Finding(
            message=f"「{name}」权重 {line.weight.text} 分，评分规则 {count} 项每项 {points(each)} 分，合计 {points(whole)} 分。",
            advice="调整每项满分或权重。",
            stated=f"权重 {line.weight.text} 分，每项 {points(each)} 分",
            expected=f"{count}×{points(each)} = {points(whole)} 分",
            paths=paths,
            quotes={row.at("scoring_rule"): match[0]} if match else {},
        )
