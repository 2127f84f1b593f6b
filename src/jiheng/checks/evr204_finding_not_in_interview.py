"""说「访谈发现」，访谈记录里没有。

## 查什么
扣分或问题写「通过访谈……发现」某事，所附访谈记录没有提到。

## 为什么
证据不支持结论。

## 依据
- mof-2020-10#评价依据充分

## 示例
```yaml 不应报告
paragraphs: [通过访谈发现，单位未对项目进行公示。]
interviews: [{text: 问：是否公示？答：没有进行公示。}]
```
```yaml 应报告
paragraphs: [通过对单位人员访谈，发现单位未对项目进行公示。]
interviews: [{text: 问：项目背景？答：根据上级文件设立，促进企业研发。}]
---
访谈记录
```

## 怎么改
补充访谈记录，或改写依据。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR204", severity=Severity.QUESTION)
def finding_not_in_interview(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """What was found by interview, sought in all interviews; once."""
    said = squeezed("".join(interview.text for interview in report.interviews))
    if not said:
        return
    found: list[tuple[str, str, str]] = []
    for path, text in texts(report):
        match = re.search(
            r"[^。；\n]{0,16}访谈[^。；\n]{0,24}发现[^。；\n]{0,6}?[，,：]?(?P<what>[^。；\n]{0,30}(?:未|没有|不)(?:对)?(?P<core>[^。；，\n]{2,24}))",
            text,
        )
        if match is None or path.startswith("/interviews"):
            continue
        denied = re.search(r"(?:未|没有|不).{0,16}", match["what"])
        # 被否定的事：句末两个字最要紧（结果公示、政府采购）
        key = squeezed(match["core"])[-2:]
        if denied is not None and not re.search(rf"(?:未|没有?|不)[^。？?；]{{0,12}}{re.escape(key)}", said):
            found.append((path, match[0], key))
    if found:
        path, quote, key = next(((p, q, k) for p, q, k in found if p.startswith("/paragraphs")), found[0])
        rest = tuple(p for p, _, _ in found if p != path)
        yield Finding(
            message=f"「{quote[:60]}」：所附访谈记录没有谈到「{key}」的缺失，证据不支持。请核实。",
            advice="补充访谈记录，或改写依据。",
            stated=quote,
            expected="访谈记录有相应问答",
            paths=(path, *rest),
            quotes={path: quote},
        )
