"""标题说「原因分析」，正文没有写原因。

## 查什么
「问题及原因分析」一节只写现象和后果，没有「由于」「原因是」一类的分析。

## 为什么
不分析原因，建议就没有依据。

## 依据
- mof-2020-10#存在的问题及原因分析

## 示例
```yaml 不应报告
headings: [问题及原因分析]
problems: [{title: 执行率低, text: 预算执行率偏低，主要原因是招标流标。, section: 问题及原因分析}]
```
```yaml 应报告
headings: [问题及原因分析]
problems: [{title: 公示不完善, text: 单位未公示，会导致企业不了解结果。, section: 问题及原因分析}]
---
原因
```

## 怎么改
逐条补写原因。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR203", severity=Severity.QUESTION)
def cause_missing(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Problems without a word of cause under a heading that promises causes."""
    heading = [i for i, h in enumerate(report.headings) if "原因" in h.title and "问题" in h.title]
    if not heading or not report.problems:
        return
    missing = [
        i
        for i, p in enumerate(report.problems)
        if re.search(r"原因|由于|因为|源于|缘于|归因|因(?!此|而)|导致了?本|所致|在于", p.text) is None
    ]
    yield counted("各问题写了原因", len(missing), ("/problems",))
    if len(missing) == len(report.problems):
        place = next((i for i in reversed(heading) if report.headings[i].level > 1), heading[-1])
        title = report.headings[place]
        yield Finding(
            message=f"标题是「{title.number}{title.title}」，{len(missing)} 条问题都只写现象和后果，没有写原因。请核实。",
            advice="逐条补写原因。",
            stated=f"{title.number}{title.title}",
            expected="原因分析",
            paths=(f"/headings/{place}", *(f"/problems/{i}" for i in missing)),
        )
