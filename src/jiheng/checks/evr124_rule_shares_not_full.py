"""评分要点的份额合计不是 100%。

## 查什么
「①至③每点 30%，④至⑤每点 20%」：各要点份额之和应为 100%（一票否决的要点除外）。

## 为什么
超过 100% 扣分会扣成负数，不足 100% 有的分永远不会扣。

## 依据
- 算术

## 示例
```yaml 不应报告
level3: 甲
weight: "5"
scoring_rule: ①有目标；②相关；③相符；④匹配。以上四项中，若①不符合，则此指标不得分；若①符合，则②③④分别占1/3的权重分。
===
level3: 乙
weight: "5"
scoring_rule: ①论证；②匹配；③依据；④标准。以上四项①至④分别占30%、30%、20%和20%的权重分。
```
```yaml 应报告
level3: 丙
weight: "3"
scoring_rule: ①合法；②合规划；③合职责；④属公共范围；⑤不重复。若①至③不符合，则每一点扣30%的权重分；若④至⑤中不符合，则每一点扣20%的权重分。
---
130%
```

## 怎么改
重新分配份额，合计 100%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

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
from jiheng.scoring.printed import read_rule


@check("EVR124", severity=Severity.MUST_FIX)
def rule_shares_not_full(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Rules that give every point a share."""
    line, rule = row.line, read_rule(row.line.scoring_rule)
    total = rule.share_sum if rule is not None else None
    if rule is None or total is None:
        return
    value = Decimal(total.numerator) / Decimal(total.denominator)
    wrong = abs(value - 1) > standard.number("shares_slack")
    name, shown = plain(line.level3), points(amounts.half_up(value * 100, 2)) + "%"
    veto_all = wrong and value < 1 and bool(set(rule.veto))
    yield Relation(
        expression=f"{name} 要点份额合计 = 100%",
        stated="100%",
        computed=shown,
        outcome=Outcome.NOT_CHECKABLE if veto_all else Outcome.FAILS if wrong else Outcome.HOLDS,
        paths=(row.at("scoring_rule"),),
    )
    if wrong and not veto_all:
        parts = " + ".join(f"{share.count}×{_text(share.part)}" if share.count > 1 else _text(share.part) for share in rule.shares)
        match = re.search(r"(?:若|以上|①)[^。]{0,30}?(?:占|扣)\s*\d+[%/][^。]{0,60}", line.scoring_rule or "")
        yield Finding(
            message=f"「{name}」评分规则各要点的份额相加 {parts} = {shown}，不是 100%。",
            advice="重新分配份额，合计 100%。",
            stated=shown,
            expected="100%",
            paths=(row.at("scoring_rule"),),
            quotes={row.at("scoring_rule"): match[0]} if match else {},
            trace=f"{parts} = {shown}",
        )


def _text(part: Fraction) -> str:
    value = Decimal(part.numerator) * 100 / Decimal(part.denominator)
    return f"{points(value)}%" if value == value.to_integral_value() else f"{part.numerator}/{part.denominator}"
