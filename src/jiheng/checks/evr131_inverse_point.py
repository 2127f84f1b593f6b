"""要点写成了反话。

## 查什么
评分要点写「是否存在截留、挪用」「是否与其他项目重复」，规则却说「符合则得满分」「不满足则不得分」：按字面，存在问题的反而得分。

## 为什么
要点的「符合」应当是好的一面。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 甲
scoring_rule: ①是否符合财务制度；②是否不存在截留、挪用等情况。以上两项符合则得分。
```
```yaml 应报告
level3: 甲
scoring_rule: ①是否符合财务制度；②是否存在截留、挪用等情况。以上两项分别占50%的权重分，符合则得分，否则扣除。
---
是否存在截留
===
level3: 乙
scoring_rule: ①是否符合规划；②项目是否与相关部门同类项目重复。以上两项，符合则得满分。
---
重复
```

## 怎么改
改写为「不存在……」「不与……重复」。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.checks.subjects import ScoreRow
from jiheng.checks.wording import any_of
from jiheng.model import (
    Finding,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR131", severity=Severity.QUESTION)
def inverse_point(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Points that name the bad side where meeting them earns points."""
    rule = read_rule(row.line.scoring_rule)
    if rule is None or not rule.points or not re.search(r"符合|满足|达到", rule.text.rpartition(rule.points[-1] or "⑮")[2]):
        return
    for index, point in enumerate(rule.points):
        match = any_of(standard.words("inverse_points")).search(point)
        if match is None:
            continue
        mark = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"[index]
        printed = re.search(rf"{mark}[^①-⑮]{{2,160}}", row.line.scoring_rule or "")
        yield Finding(
            message=f"「{plain(row.line.level3)}」要点{mark}「{point[:30]}」说的是不利情形，规则却是符合（满足）才得分，方向相反。请核实。",
            advice="改写为「不存在……」「不与……重复」。",
            stated=f"{mark}「{match[0]}」，符合则得分",
            expected="不存在（不重复）才得分",
            paths=(row.at("scoring_rule"),),
            quotes={row.at("scoring_rule"): printed[0].strip()} if printed else {},
        )
