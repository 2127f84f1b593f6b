"""确认单把征求意见与定稿确认混在一起。

## 查什么
标题是「定稿确认单」，正文却是「征求书面意见」。

## 为什么
征求意见在定稿之前，两个环节应分别留痕。

## 依据
- mof-2021-6#征求意见后形成正式报告

## 示例
```yaml 不应报告
headings: [评价报告征求意见单]
heading_parts: [annex]
paragraphs: [现将绩效评价报告送贵局征求书面意见。]
paragraph_sections: [0]
```
```yaml 应报告
headings: [评价报告定稿确认单]
heading_parts: [annex]
paragraphs: [现将绩效评价报告送贵局征求书面意见。]
paragraph_sections: [0]
---
征求
```

## 怎么改
征求意见单与定稿确认单分开出具。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import plain
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR154", severity=Severity.QUESTION)
def slip_of_two_stages(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Paragraphs that ask for views under a heading of final confirmation; once."""
    for index, text in enumerate(report.paragraphs):
        section = report.paragraph_sections[index] if index < len(report.paragraph_sections) else -1
        heading = report.headings[section].title if 0 <= section < len(report.headings) else ""
        match = re.search(r"[^，。；\n]{0,16}征求(?:书面)?意见", text)
        if match is not None and re.search(r"(?:定稿|最终|确认)[^。]{0,4}(?:确认)?(?:单|函|书)", heading):
            yield Finding(
                message=f"标题是「{plain(heading)}」，正文却是「{match[0]}」，征求意见与定稿确认是两个环节。请核实。",
                advice="征求意见单与定稿确认单分开出具。",
                stated=plain(heading),
                expected="征求意见单",
                paths=(f"/paragraphs/{index}", f"/headings/{section}"),
                quotes={f"/paragraphs/{index}": match[0]},
            )
            return
