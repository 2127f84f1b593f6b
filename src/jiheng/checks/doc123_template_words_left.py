"""报告、公开说明里留着模板占位。

## 查什么
正文、评分表里还有「XX」「××」「待填写」「（100 字以内）」一类的占位或填写说明。每份文件只报一次。

## 为什么
说明这一处没有填，或照抄了模板。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [选用XXL型设备，建设厕所3座。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [受XX县财政局委托，开展绩效评价。]
---
XX
```

## 怎么改
填写实际内容。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import around, texts
from jiheng.checks.wording import any_of
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC123", severity=Severity.MUST_FIX)
def template_words_left(record: Prose, standard: Standard) -> Iterator[Said]:
    """Template words; once per record."""
    found = [
        (path, text, match) for path, text in texts(record) if (match := any_of(standard.words("placeholders")).search(text)) is not None
    ]
    if found:
        _, text, match = found[0]
        yield Finding(
            message=f"「{around(text, match.start(), match.end(), 12)}」中还留着模板占位「{match[0].strip()}」"
            + (f"，共 {len(found)} 处。" if len(found) > 1 else "。"),
            advice="填写实际内容。",
            stated=match[0].strip(),
            expected="实际内容",
            paths=tuple(other for other, _, _ in found),
            quotes={p: m[0] for p, _, m in found},
        )
