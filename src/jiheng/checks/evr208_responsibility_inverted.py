"""由被评价单位对评价报告负责。

## 查什么
报告写被评价单位「对上述评价报告的真实性、完整性负责」。评价机构对报告负责，被评价单位只对所提供的资料负责。

## 为什么
责任主体写反了。

## 依据
- mof-2021-4#第三方机构对评价报告负责

## 示例
```yaml 不应报告
agency: 青禾县科技局
paragraphs: [青禾县科技局对所提供资料的真实性、完整性负责。]
```
```yaml 应报告
agency: 青禾县科技局
paragraphs: [青禾县科技局对上述绩效评价报告内反映内容的真实性、完整性负责。]
---
负责
```

## 怎么改
改为评价机构对报告负责。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR208", severity=Severity.QUESTION)
def responsibility_inverted(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The evaluated body answering for the report itself."""
    if not report.agency or report.evaluator == report.agency:
        return
    for path, text in sentences(report):
        match = re.search(
            rf"(?:{re.escape(report.agency)}|被评价单位|项目单位)(?:应|须)?对[^，。；]{{0,16}}评价报告[^。；]{{0,24}}负责", text
        )
        if match is not None and not re.search(r"资料|数据", match[0]):
            yield Finding(
                message=f"「{match[0][:50]}」：评价报告应由评价机构负责，被评价单位只对所提供的资料负责。请核实。",
                advice="改为评价机构对报告负责。",
                stated=match[0],
                expected="评价机构对报告负责，被评价单位对资料负责",
                paths=(path,),
                quotes={path: match[0]},
            )
