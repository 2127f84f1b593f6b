"""同一要点在两个指标里重复考核。

## 查什么
两个指标的评分要点里有同一句话：一个要点的整句（以标点为界，不少于八个字，括号里的说明也算一句）原样出现在另一个要点里。只有半句相同的不算，例如「指标与部门预算资金相匹配」和「目标与部门预算资金量相称」。

## 为什么
同一件事扣两次分或得两次分。

## 依据
- 通行做法

## 示例
```yaml 不应报告
lines: [{level3: 甲, scoring_rule: ①有绩效目标；②与工作内容相关。}, {level3: 乙, scoring_rule: ①细化分解为指标；②指标值可衡量。}]
===
# 只有半句相同
lines: [{level3: 甲, scoring_rule: ①设定了目标；②目标与部门预算资金量相称。}, {level3: 乙, scoring_rule: ①指标清晰；②指标与部门预算资金相匹配。}]
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
from itertools import product

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
    """A sentence that points of two rows share; once per report."""
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


#: What ends a sentence within a point.
_ENDS = re.compile(r"[，,。；;：:、()（）]")
#: Characters of the shortest sentence that says enough to be the same thing twice.
_LEAST = 8


def _shared(one: PrintedRule, other: PrintedRule) -> str:
    """A whole sentence of a point of one rule that stands in a point of the other as it is."""
    for point in one.points:
        for twin in other.points:
            for mine, theirs in product(_sentences(point), _sentences(twin)):
                short, long = sorted((mine, theirs), key=len)
                if len(short) >= _LEAST and short in long:
                    return short
    return ""


def _sentences(point: str) -> list[str]:
    return [part.strip() for part in _ENDS.split(point)]
