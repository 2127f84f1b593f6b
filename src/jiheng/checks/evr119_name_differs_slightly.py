"""同一指标的名称写法不一。

## 查什么
目标清单、附表、分项得分表、指标分析里的指标名称，差一两个字（研发投入与科研投入、奖补与奖励补、产出成本与成本情况）。

## 为什么
不是笔误就是两个指标，须统一。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
target_lists: [{section: 目标, indicators: [{name: 奖补企业（家）, target: 7家}, {name: 培训一期人数, target: 7人}, {name: 培训二期人数, target: 8人}]}]
lines: [{level3: 奖补企业（家）, weight: "5"}, {level3: 培训一期人数, weight: "5"}, {level3: 培训二期人数, weight: "5"}]
```
```yaml 应报告
target_lists: [{section: 目标, indicators: [{name: 激发企业加大研发投入积极性, target: 有效激发}]}]
lines: [{level3: 激发企业加大科研投入积极性, weight: "5"}]
---
科研投入
===
score_tables:
  - {kind: group, group: 产出, lines: [{level: 2, level2: 成本情况, weight: "10", score: "10"}, {level: 2, level2: 产出数量, weight: "10", score: "10"}]}
  - {kind: annex, lines: [{level1: 产出, level2: 产出成本, level3: 甲}, {level1: 产出, level2: 产出数量, level3: 乙}]}
---
成本情况
```

## 怎么改
统一名称。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import lines_of, plain, tables
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard

#: Names that differ in these alone are the parts of a row: 一期 and 二期.
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")


@check("EVR119", severity=Severity.QUESTION)
def name_differs_slightly(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Names that stand in one place only, beside a name of another place that they nearly are."""
    floor = float(standard.number("same_name_likeness"))
    places = _places(report)
    for level in (2, 3):
        found = [(group, name, path) for depth, group, name, path in places if depth == level]
        held = {group: {name for other, name, _ in found if other == group} for group, _, _ in found}
        told: set[frozenset[str]] = set()
        for group, name, path in found:
            for other, twin, twin_path in found:
                if other == group or name == twin or name in held[other] or twin in held[group]:
                    continue
                if not _alike(name, twin, floor, level) or (pair := frozenset((name, twin))) in told:
                    continue
                told.add(pair)
                uses = Counter(word for _, word, _ in found)
                if uses[name] > uses[twin]:
                    name, path, twin, twin_path = twin, twin_path, name, path
                yield Relation(expression="指标名称各处一致", stated=name, computed=twin, outcome=Outcome.FAILS, paths=(path, twin_path))
                yield Finding(
                    message=f"指标名称写法不一：一处写「{name}」，另一处写「{twin}」。请核实是否同一指标。",
                    advice="统一名称。",
                    stated=name,
                    expected=twin,
                    paths=(path, twin_path),
                )


@lru_cache(maxsize=16384)
def _alike(name: str, twin: str, floor: float, level: int) -> bool:
    if level == 2 and len(name) <= 4 and len(twin) <= 4:
        words = {"数量", "质量", "时效", "成本"}
        return any(word in name and word in twin for word in words) and _NUMBER.sub("", name) != _NUMBER.sub("", twin)
    shared = min(sum(char in twin for char in name), sum(char in name for char in twin))
    if min(len(name), len(twin)) <= 4 or 2 * shared < floor * (len(name) + len(twin)):
        return False
    return SequenceMatcher(None, name, twin, autojunk=False).ratio() >= floor and _NUMBER.sub("", name) != _NUMBER.sub("", twin)


def _places(report: EvaluationReport) -> list[tuple[int, str, str, str]]:
    """Level, place, plain name and path of every indicator name."""
    found: list[tuple[int, str, str, str]] = []
    for index, listed in enumerate(report.target_lists):
        found += [
            (3, f"t{index}", plain(item.name), f"/target_lists/{index}/indicators/{n}/name") for n, item in enumerate(listed.indicators)
        ]
    for number, table in tables(report):
        group = f"s{number}" if table.kind != "group" else "groups"
        seen: set[str] = set()
        for line in lines_of(report, number):
            for level in (2, 3):
                name = plain(line.line.level2 if level == 2 else line.line.level3)
                if name and name not in seen and line.line.level >= level:
                    seen.add(name)
                    found.append((level, group, name, line.at(f"level{level}")))
    for index, said in enumerate(report.score_statements):
        if said.target is not None or (said.weight is not None and said.score is not None):
            found.append((3, "statements", plain(said.subject), f"/score_statements/{index}/subject"))
    return found
