"""评价标准栏写进了计分办法。

## 查什么
评价标准（评价要点）栏里出现「每项满分 1 分，每发现一处不符扣 0.5 分」一类的计分办法，与评分规则栏重复。

## 为什么
计分办法只应写在评分规则栏，写两处容易改一处漏一处。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 甲
evaluation_points: ①程序是否合规；②材料是否齐全。
scoring_rule: ①程序是否合规；②材料是否齐全。每项满分1分，每发现一处不符扣0.5分。
```
```yaml 应报告
level3: 甲
evaluation_points: ①程序是否合规；②材料是否齐全。以上两项每项满分1分，每发现一处不符扣0.5分，扣完为止。
scoring_rule: ①程序是否合规；②材料是否齐全。以上两项每项满分1分，每发现一处不符扣0.5分，扣完为止。
---
计分办法
```

## 怎么改
计分办法只留在评分规则栏。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR135", severity=Severity.NOTE)
def rule_in_standard_column(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points to win or lose in the column of the standard, where a rule column exists."""
    text = row.line.evaluation_points or ""
    match = re.search(r"[^。；;]{0,40}(?:满分\s*\d|扣\s*\d+(?:\.\d+)?\s*分|扣完为止)[^。；;]{0,24}", text)
    if match is not None and row.line.scoring_rule:
        yield Finding(
            message=f"「{plain(row.line.level3)}」评价标准栏写进了计分办法「{match[0].strip()[:30]}」，与评分规则栏重复。",
            advice="计分办法只留在评分规则栏。",
            stated=match[0].strip()[:40],
            expected="只写在评分规则栏",
            paths=(row.at("evaluation_points"),),
            quotes={row.at("evaluation_points"): match[0].strip()},
        )
