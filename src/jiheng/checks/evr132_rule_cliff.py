"""超额完成反而得零分。

## 查什么
规则写「完成值大于等于目标值、偏离程度大于等于 20%，得 0 分」：119% 得满分，120% 得零分。每张表只报一次。

## 为什么
断崖式扣分与「适度调减」不符。

## 依据
- mof-2020-10#目标值明显偏低的，按偏离度适度调减分值

## 示例
```yaml 不应报告
lines: [{level3: 甲, scoring_rule: 实际完成值大于等于目标值得满分；小于目标值，得分=实际完成值/目标值*分值。}]
```
```yaml 应报告
lines: [{level3: 甲, scoring_rule: ①实际完成值大于等于目标值，且偏离程度小于20%，得满分；②实际完成值大于等于目标值，偏离程度大于等于20%，得0分。}]
---
20%
```

## 怎么改
改为按偏离程度适度扣减，设上限。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, lines_of, points, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import read_rule


@check("EVR132", severity=Severity.NOTE)
def rule_cliff(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """All rows with a cliff, once."""
    found: list[tuple[Line, Decimal]] = []
    for number, _ in tables(report, "annex"):
        for line in lines_of(report, number):
            rule = read_rule(line.line.scoring_rule)
            if rule is not None and rule.cliff is not None:
                found.append((line, rule.cliff))
    if found:
        line, limit = found[0]
        match = re.search(
            r"[^。；;]{0,12}大于等于[^。；;]{0,10}得\s*0[^。；;]{0,4}分|[^；;。]{0,20}得\s*0\s*分", line.line.scoring_rule or ""
        )
        yield Finding(
            message=f"评分规则规定超过目标值 {points(limit)}% 以上得 0 分，略低于此则得满分，是断崖式扣分（共 {len(found)} 行）。",
            advice="改为按偏离程度适度扣减，设上限。",
            stated=f"偏离 {points(limit)}% 得 0 分",
            expected="按偏离程度适度扣减",
            paths=tuple(other.at("scoring_rule") for other, _ in found),
            quotes={line.at("scoring_rule"): match[0]} if match else {},
        )
