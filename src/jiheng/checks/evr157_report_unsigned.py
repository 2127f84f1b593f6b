"""报告正文末尾没有落款和日期。

## 查什么
有致送单位（「某某财政局：」）的报告正文，末尾应有评价机构名称和日期。

## 为什么
没有落款的报告不知由谁负责。

## 依据
- mof-2021-4#报告由第三方机构盖章、主评人签字

## 示例
```yaml 不应报告
evaluator: 青禾咨询有限公司
headings: [其他需要说明的问题, 附表]
heading_parts: [body, annex]
paragraphs: ["青禾县财政局：", 无其他问题。, 青禾咨询有限公司, 2024年7月10日]
paragraph_sections: [0, 0, 0, 0]
```
```yaml 应报告
evaluator: 青禾咨询有限公司
headings: [其他需要说明的问题, 附表]
heading_parts: [body, annex]
paragraphs: [受贵局委托，青禾咨询有限公司开展评价。, 无其他问题，建议公开评价结果。]
paragraph_sections: [0, 0]
---
落款
```

## 怎么改
补评价机构落款、签章和日期。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    ReportPart,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR157", severity=Severity.QUESTION)
def report_unsigned(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The last paragraphs of the body."""
    body = [
        index
        for index in range(len(report.paragraphs))
        if (section := report.paragraph_sections[index] if index < len(report.paragraph_sections) else -1) >= 0
        and section < len(report.heading_parts)
        and report.heading_parts[section] is ReportPart.BODY
    ]
    if not body or not report.evaluator or ReportPart.ANNEX not in report.heading_parts:
        return
    closing = "".join(
        squeezed(report.paragraphs[index])
        for index in body[-5:]
        if len(squeezed(report.paragraphs[index])) <= 40 and not report.paragraphs[index].rstrip().endswith("。")
    )
    signed = squeezed(report.evaluator)[:6] in closing or re.search(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?$|二〇", closing) is not None
    last = body[-1]
    yield counted("正文末尾有落款、日期", int(not signed), (f"/paragraphs/{last}",))
    if not signed:
        text = report.paragraphs[last].rstrip()
        yield Finding(
            message="报告正文末尾没有评价机构落款、签章和日期。请核实。",
            advice="补评价机构落款、签章和日期。",
            stated="无落款",
            expected="评价机构名称、签章、日期",
            paths=(f"/paragraphs/{last}",),
            quotes={f"/paragraphs/{last}": text[-30:]},
        )
