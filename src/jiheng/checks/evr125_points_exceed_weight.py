"""每个要点的满分之和不等于权重。

## 查什么
「①至③每项满分 1 分」而权重 2 分：每项满分×项数应等于权重；各要点分别写明分数的，合计应等于权重。

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
===
level3: 丙
weight: "4"
scoring_rule: （1）有财务制度（1分）；（2）有业务制度（1分）；（3）制度执行到位（1分）。
---
合计 3 分
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
    amounts,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule, understand


@check("EVR125", severity=Severity.MUST_FIX)
def points_exceed_weight(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points for each item times their number."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    if rule is not None and rule.each is None:
        yield from _of_each_point(row, standard)
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
            trace=f"{count} × {points(each)} = {points(whole)} ≠ {line.weight.text}",
        )


def _of_each_point(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points named for every point of the list: （1）…（1分）；（2）…（2分）."""
    line, reading = row.line, understand(row.line.scoring_rule)
    if reading is None or reading.kind != "check_list" or reading.top is None or line.weight is None:
        return
    name, paths, slack = plain(line.level3), (row.at("scoring_rule"), row.at("weight")), standard.number("shares_slack")
    same = abs(reading.top - line.weight.value) <= slack * line.weight.value
    yield Relation(
        expression=f"{name} 各要点分数合计 = 权重",
        stated=line.weight.text,
        computed=points(reading.top),
        outcome=Outcome.HOLDS if same else Outcome.FAILS,
        paths=paths,
    )
    if not same:
        parts = " + ".join(points(amounts.half_up(reading.top * part.numerator / part.denominator, 2)) for part in reading.parts)
        yield Finding(
            message=f"「{name}」权重 {line.weight.text} 分，评分规则各要点的分数 {parts} 合计 {points(reading.top)} 分。",
            advice="调整各要点的分数或权重。",
            stated=f"权重 {line.weight.text} 分",
            expected=f"{points(reading.top)} 分",
            paths=paths,
            trace=f"{parts} = {points(reading.top)} ≠ {line.weight.text}",
        )
