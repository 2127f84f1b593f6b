"""引用文件的文号用错括号。

## 查什么
文号的年份用了（）［］【】等，应为六角括号〔〕。

## 为什么
公文格式的规定；用错括号，检索不到文件。

## 依据
- gb-9704#发文字号

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [根据《办法》（财预〔2020〕10号），本期（2023）2号会议室。]
```
```yaml 应报告
type: evaluation_report
paragraphs: ["根据《办法》（财预[2020]10号）。"]
---
〔2020〕
```

## 怎么改
改用六角括号〔〕。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.checks.wording import any_of, squeezed
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC124", severity=Severity.NOTE)
def cited_number_brackets(record: Prose, standard: Standard) -> Iterator[Said]:
    """Each number once."""
    told: set[str] = set()
    for path, text in texts(record):
        for match in any_of(standard.words("document_number")).finditer(text):
            printed = squeezed(match[0])
            if printed in told or not re.search(r"发|字|函|财|政|办|委|党|规|通|令|审", printed[:10]):
                continue
            told.add(printed)
            wanted = re.sub(r"[【\[（(［]((?:19|20)\d{2})[】\]）)］]", r"〔\1〕", printed)
            yield Finding(
                message=f"发文字号「{printed}」的年份应用六角括号，即「{wanted}」。",
                advice="改用六角括号〔〕。",
                stated=printed,
                expected=wanted,
                paths=(path,),
                quotes={path: match[0]},
                citations=standard.cite("document_number_form"),
            )
