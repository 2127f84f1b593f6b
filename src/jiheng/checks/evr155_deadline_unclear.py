"""期限不明确或偏短。

## 查什么
「收到报告三日内」没有写明工作日还是自然日，且偏短；「在规定的时间内」「限期」整改没有写明日期。

## 为什么
期限不明，逾期与否无法判断。

## 依据
- 通行做法

## 示例
```yaml 不应报告
paragraphs: [请在收到报告5个工作日内反馈, 应于2024年9月30日前完成整改]
```
```yaml 应报告
paragraphs: [请在收到报告三日内将书面意见送回]
---
三日内
===
paragraphs: [制定整改措施，并在规定的时间内，将整改情况行文报告]
---
规定的时间内
```

## 怎么改
写明工作日数或具体日期。
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
from jiheng.scoring.printed import number_of


@check("EVR155", severity=Severity.NOTE)
def deadline_unclear(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Deadlines in sentences; each wording once."""
    told: set[str] = set()
    short = standard.number("answer_days_short")
    for path, text in sentences(report):
        match = re.search(r"(?:收到|接到)[^，。；\d]{0,10}?([一二三四五六七八九十两\d]+)(?:日|天)内", text)
        if match is not None and number_of(match[1]) < short and "days" not in told:
            told.add("days")
            yield _finding(path, match[0], f"反馈期限「{match[0]}」偏短，且没有写明是工作日还是自然日。", "写明工作日数")
        vague = re.search(r"(?:在|于)?规定的?(?:时间|期限|时限)内[^。；]{0,24}|限期(?:完成)?整改(?!通知)[^。；\d]{0,12}(?=。|；|$)", text)
        if vague is not None and "整改" in text and "vague" not in told:
            told.add("vague")
            yield _finding(path, vague[0], f"「{vague[0]}」没有写明整改期限。", "写明整改期限")


def _finding(path: str, quote: str, message: str, expected: str) -> Finding:
    return Finding(message=message, advice="写明工作日数或具体日期。", stated=quote, expected=expected, paths=(path,), quotes={path: quote})
