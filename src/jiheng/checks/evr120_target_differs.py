"""同一指标的目标值各处不一致。

## 查什么
摘要、正文的绩效目标，附表标杆值，指标分析里的预期目标应一致。

## 为什么
目标值不一，完成与否、得分都说不清。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
target_lists: [{section: 摘要, indicators: [{name: 奖补企业（家）, target: 7家}]}, {section: 正文, indicators: [{name: 奖补企业（家）, target: "7"}]}]
lines: [{level3: 奖补企业（家）, benchmark: 7家}]
```
```yaml 应报告
target_lists: [{section: 摘要, indicators: [{name: 奖补企业（家）, target: 7家}]}]
lines: [{level3: 奖补企业（家）, benchmark: 9家}]
---
9家
```

## 怎么改
以批复的绩效目标为准，逐处改一致。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import lines_of, plain, tables
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
    read_target,
)
from jiheng.regulation import Standard


@check("EVR120", severity=Severity.QUESTION)
def target_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The first target of each name against the others."""
    for name, found in _places(report).items():
        path, first = found[0]
        for other_path, other in found[1:]:
            if _units_differ(first, other):
                continue
            same = _key(first) == _key(other)
            yield Relation(
                expression=f"「{name}」目标值两处一致",
                stated=other,
                computed=first,
                outcome=Outcome.HOLDS if same else Outcome.FAILS,
                paths=(other_path, path),
            )
            if not same:
                yield Finding(
                    message=f"「{name}」目标值两处不一：此处写「{squeezed(other)}」，另一处写「{squeezed(first)}」。请核实。",
                    advice="以批复的绩效目标为准，逐处改一致。",
                    stated=squeezed(other),
                    expected=squeezed(first),
                    paths=(other_path, path),
                )
                break


def _places(report: EvaluationReport) -> dict[str, list[tuple[str, str]]]:
    """Path and words of every target by the name of its indicator."""
    places: dict[str, list[tuple[str, str]]] = {}
    for index, listed in enumerate(report.target_lists):
        for number, item in enumerate(listed.indicators):
            if item.target is not None and item.target.raw:
                places.setdefault(plain(item.name), []).append((f"/target_lists/{index}/indicators/{number}/target", item.target.raw))
    for number, _ in tables(report, "annex"):
        for line in lines_of(report, number):
            if line.line.benchmark and line.line.level3:
                places.setdefault(plain(line.line.level3), []).append((line.at("benchmark"), line.line.benchmark))
    for index, said in enumerate(report.score_statements):
        if said.target:
            places.setdefault(plain(said.subject), []).append((f"/score_statements/{index}/target", said.target))
    return places


def _units_differ(one: str, other: str) -> bool:
    """Whether both print a unit and the units differ: 5万元 and 50000元 are not compared."""
    first, second = read_target(squeezed(one)).unit, read_target(squeezed(other)).unit
    return bool(first) and bool(second) and first != second


def _key(raw: str) -> tuple[object, ...]:
    """What a target says, units and signs aside."""
    target = read_target(squeezed(raw))
    if target.figure is not None:
        return (target.figure.value, target.upper.value if target.upper else None)
    if target.date is not None:
        return (target.date.year, target.date.month)
    return (re.sub(r"[。.]", "", squeezed(raw)),)
