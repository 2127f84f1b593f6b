"""评价标准的分档没有对应的给分。

## 查什么
评价标准栏把完成率分成几档（程度较低、部分实现、基本达成），评分规则却按另外的办法给分，几档用不上。

## 为什么
两栏没有对应关系。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 甲
evaluation_points: 完成率0%-60%为较低，60%-80%为部分实现，80%-100%为达成。
scoring_rule: 达成得100%-80%的分值，部分实现得80%-60%的分值，较低不得分。
```
```yaml 应报告
level3: 甲
evaluation_points: 指标完成率0%—59%，完成值为“程度较低”，60%—79%，完成值为“部分实现”，80%—99%，完成值为“基本达成”。
scoring_rule: 实际完成值大于等于目标值，得满分；实际完成值小于目标值，得分=实际完成值/目标值*分值。
---
没有对应
```

## 怎么改
按分档给分，或删去分档。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import squeezed
from jiheng.model import (
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR139", severity=Severity.NOTE)
def bands_without_points(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Named bands of the standard column that the rule does not use."""
    text = row.line.evaluation_points or ""
    names = re.findall(r"为\s*[“\"「]([\u4e00-\u9fff\s]{2,12})[”\"」]", text)
    if len(names) < 2 or not row.line.scoring_rule:
        return
    if any(squeezed(name) in squeezed(row.line.scoring_rule) for name in names):
        return
    last = re.search(r"[^，。；]{0,12}\d+%[，,][^，。；]{0,30}$|[^，。；]{0,12}\d+%[，,][^，。；]{4,30}(?=。|；|$)", text.rstrip("。；"))
    yield Finding(
        message=f"「{plain(row.line.level3)}」评价标准分为「{'、'.join(squeezed(name) for name in names)}」几档，评分规则没有对应的给分。",
        advice="按分档给分，或删去分档。",
        stated="、".join(squeezed(name) for name in names),
        expected="评分规则按各档给分",
        paths=(row.at("evaluation_points"), row.at("scoring_rule")),
        quotes={row.at("evaluation_points"): last[0]} if last else {},
    )
