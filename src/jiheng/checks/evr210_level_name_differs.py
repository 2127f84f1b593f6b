"""一级指标、评价内容的名称前后不一。

## 查什么
综合评价、评价对象里说的几个方面（「投入、产出及效益」「项目管理方面」）与指标体系的一级指标（决策、过程、产出、效益）名称不一。

## 为什么
同一个方面两种叫法，读者以为是两套体系。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
paragraphs: [项目决策方面：立项规范。, 项目产出方面：完成。, 主要评价该项目的决策、过程、产出及效益。]
lines: [{level1: 决策, level3: 甲}, {level1: 过程, level3: 乙}, {level1: 产出, level3: 丙}, {level1: 效益, level3: 丁}]
```
```yaml 应报告
paragraphs: [项目决策方面：立项规范。, 项目管理方面：资金到位。, 项目产出方面：完成。]
lines: [{level1: 决策, level3: 甲}, {level1: 过程, level3: 乙}, {level1: 产出, level3: 丙}, {level1: 效益, level3: 丁}]
---
管理
```

## 怎么改
统一为指标体系的名称。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, core, grouped, leaves, lines_of, tables
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR210", severity=Severity.NOTE)
def level_name_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Paragraphs that open with 某某方面：, and enumerations of what is evaluated."""
    number = annex(report)
    if number is None:
        number = next((n for n, _ in tables(report, "frame")), None)
    if number is None:
        return
    names = set(grouped(leaves(lines_of(report, number)), 1))
    if len(names) < 3:
        return
    opening = [
        (path, match)
        for path, text in sentences(report)
        if (match := re.match(r"\s*(?:项目|部门)?([\u4e00-\u9fff]{2,4})方面[：:]", text)) is not None
    ]
    if sum(core(match[1]) in names for _, match in opening) > 1:
        for path, match in opening:
            if core(match[1]) not in names:
                yield _finding(path, f"{match[0].strip()}", match[1], names, report)
    for path, text in sentences(report):
        match = re.search(r"(?:主要)?评价(?:该|本)?项目的([\u4e00-\u9fff、]{5,24}(?:及|和|与)[\u4e00-\u9fff]{2})(?=。|，|；|$|等)", text)
        items = [core(item) for item in re.split(r"、|及|和|与", match[1])] if match is not None else []
        if match is not None and sum(item in names for item in items) > 1 and any(item not in names for item in items):
            odd = "、".join(item for item in items if item not in names)
            yield _finding(path, match[0], odd, names, report)


def _finding(path: str, quote: str, odd: str, names: set[str], report: EvaluationReport) -> Finding:
    return Finding(
        message=f"「{quote}」里的「{odd}」不是指标体系的一级指标（{'、'.join(sorted(names))}），名称前后不一。",
        advice="统一为指标体系的名称。",
        stated=quote,
        expected="、".join(sorted(names)),
        paths=(path,),
        quotes={path: quote},
    )
