"""分档扣分没有写明各档的条件。

## 查什么
「扣除相应权重的 100%、80%、60%、40% 和 20%」：五档各在什么情形下适用没有规定。每份报告只报一次。

## 为什么
自由裁量过大，换一个人打分结果就不同。

## 依据
- 通行做法

## 示例
```yaml 不应报告
lines: [{level3: 甲, scoring_rule: ①有制度；②合规。以上两项分别占50%的权重分，符合则得分，否则扣除相应权重分。}]
```
```yaml 应报告
lines: [{level3: 甲, scoring_rule: ①有制度；②合规。以上两项分别占50%的权重分，否则扣除相应权重的100%、80%、60%、40%和20%的分值。}]
---
各档
```

## 怎么改
写明各档的适用条件。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import lines_of, plain, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR133", severity=Severity.NOTE)
def steps_without_criteria(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Rules with steps, once."""
    found = [
        line
        for number, _ in tables(report, "annex")
        for line in lines_of(report, number)
        if (rule := read_rule(line.line.scoring_rule)) is not None and rule.steps
    ]
    if found:
        match = re.search(r"相应权重[^。；;，,]{0,8}?\d+%[^。；;]{6,40}", found[0].line.scoring_rule or "")
        yield Finding(
            message=f"「{plain(found[0].name)}」等 {len(found)} 个指标的评分规则按几档扣分，没有写明各档的条件。",
            advice="写明各档的适用条件。",
            stated=match[0] if match else "",
            expected="写明各档各自的扣分条件",
            paths=tuple(line.at("scoring_rule") for line in found),
            quotes={found[0].at("scoring_rule"): match[0]} if match else {},
        )
