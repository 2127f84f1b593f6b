"""同一要点在两个指标里重复考核。

## 查什么
两个指标的评分要点（含括号里的说明）有相同的内容。

## 为什么
同一件事扣两次分或得两次分。

## 依据
- 通行做法

## 示例
```yaml 不应报告
lines: [{level3: 甲, scoring_rule: ①有绩效目标；②与工作内容相关。}, {level3: 乙, scoring_rule: ①细化分解为指标；②指标值可衡量。}]
```
```yaml 应报告
lines: [{level3: 甲, scoring_rule: ①有绩效目标；②预期产出和效果符合正常的业绩水平。}, {level3: 乙, scoring_rule: ①细化分解为指标；②可实现性（预期产出和效果符合正常的业绩水平）、时间性（有时限）。}]
---
重复
```

## 怎么改
保留一处。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard
from jiheng.scoring.printed import PrintedRule, read_rule


@check("EVR137", severity=Severity.NOTE)
def points_examined_twice(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Clauses of nine or more characters that two rows share; once per report."""
    number = annex(report)
    if number is None:
        return
    rows = [
        (row, rule) for row in leaves(lines_of(report, number)) if (rule := read_rule(row.line.scoring_rule)) is not None and rule.points
    ]
    for index, (row, rule) in enumerate(rows):
        for other, twin in rows[index + 1 :]:
            shared = _shared(rule, twin)
            if shared:
                match = re.search(r"\s*".join(map(re.escape, shared)), other.line.scoring_rule or "")
                yield Finding(
                    message=f"要点「{shared}」在「{plain(row.name)}」和「{plain(other.name)}」两个指标里重复考核。",
                    advice="保留一处。",
                    stated=shared,
                    expected="只在一个指标里考核",
                    paths=(other.at("scoring_rule"), row.at("scoring_rule")),
                    quotes={other.at("scoring_rule"): match[0]} if match else {},
                )
                return


def _shared(one: PrintedRule, other: PrintedRule) -> str:
    least = 8
    for point in one.points:
        for twin in other.points:
            match = SequenceMatcher(None, point, twin, autojunk=False).find_longest_match(0, len(point), 0, len(twin))
            if match.size >= least and match.size * 2 >= min(len(point), len(twin)):
                return point[match.a : match.a + match.size]
            if match.size >= least and "(" in twin:
                return point[match.a : match.a + match.size]
    return ""
