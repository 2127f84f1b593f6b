"""对外文件留着工作底稿的索引号。

## 查什么
「索引：B4」「底稿编号」一类的标记。

## 为什么
底稿索引是评价机构内部使用的。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [索引系统已建成，文件索引完整。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [索引：B4]
---
B4
```

## 怎么改
删去。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import any_of
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("DOC130", severity=Severity.NOTE)
def working_paper_mark(record: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Each mark."""
    for path, text in sentences(record):
        match = any_of(standard.words("working_paper_marks")).search(text)
        if match is not None:
            yield Finding(
                message=f"对外报告里留着工作底稿的「{match[0]}」。",
                advice="删去。",
                stated=match[0],
                expected="删去",
                paths=(path,),
                quotes={path: match[0]},
            )
