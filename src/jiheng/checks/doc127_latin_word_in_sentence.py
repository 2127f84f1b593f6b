"""中文句子里夹着英文连词。

## 查什么
「平台 and 项目」「体系of 政策」一类：两个汉字之间的英文虚词。

## 为什么
机器翻译或转换留下的残迹。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [采用 PPP 模式建设，使用 Excel 统计，引进 Rock and Roll 乐队。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [加强管理平台 and 项目资金的协调。]
---
and
```

## 怎么改
改为中文。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import any_of
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC127", severity=Severity.NOTE)
def latin_word_in_sentence(record: Prose, standard: Standard) -> Iterator[Said]:
    """Each place once."""
    for path, text in texts(record):
        for match in any_of(standard.words("latin_words")).finditer(text):
            quote = text[max(0, match.start() - 4) : match.end() + 4]
            yield Finding(
                message=f"「{quote}」中夹着英文「{match[0].strip()}」，应改为中文（和、或、的）。",
                advice="改为中文。",
                stated=quote,
                expected="和",
                paths=(path,),
                quotes={path: quote},
            )
