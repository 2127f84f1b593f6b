"""标题编号的括号半角、全角混用。

## 查什么
同一级标题有的用（一）、有的用(一)；有的用（1）、有的用(1)。每份报告只报一次。

## 为什么
公文编号应统一用全角括号。

## 依据
- gb-9704#结构层次序数

## 示例
```yaml 不应报告
headings: [{level: 2, number: （一）, title: 甲}, {level: 2, number: （二）, title: 乙}]
```
```yaml 应报告
headings: [{level: 2, number: （一）, title: 甲}, {level: 2, number: (二), title: 乙}]
---
(二)
```

## 怎么改
统一用全角括号。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    ReportPart,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR162", severity=Severity.NOTE)
def heading_style_mixed(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Half-width brackets beside full-width ones."""
    half = [i for i, heading in enumerate(report.headings) if re.match(r"\s*\(", heading.number)]
    whole = [i for i, heading in enumerate(report.headings) if re.match(r"\s*（", heading.number)]
    mixed = bool(half) and bool(whole)
    if half or whole:
        yield counted("标题编号括号统一", int(mixed), tuple(f"/headings/{i}" for i in half[:8]))
    if mixed:
        body = [i for i in half if i < len(report.heading_parts) and report.heading_parts[i] is ReportPart.BODY] or half
        first = report.headings[body[0]]
        yield Finding(
            message=(
                f"标题编号半角、全角括号混用："
                f"{len(half)} 处用「{first.number}{first.title[:16]}」一类的半角，"
                f"{len(whole)} 处用全角「{report.headings[whole[0]].number}」。"
            ),
            advice="统一用全角括号。",
            stated=f"{first.number}{first.title}",
            expected="统一全角",
            paths=tuple(f"/headings/{i}" for i in (*body, *(i for i in half if i not in body))),
        )
