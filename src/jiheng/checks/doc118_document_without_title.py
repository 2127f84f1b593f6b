"""引用文件只有文号，没有名称。

## 查什么
「根据某小组（文号）和（文号）文件」：和字后面括号里只有发文字号，没有文件名称或发文机关。

## 为什么
引用公文应先引标题、后引发文字号。

## 依据
- 《党政机关公文处理工作条例》引用公文的写法

## 示例
```yaml 不应报告
expected_objective: 根据《人才工作办法》（青人才发〔2020〕4号）和《实施细则》（青科发〔2021〕10号），建设队伍。
```
```yaml 应报告
expected_objective: 根据县人才工作领导小组（青人才发〔2020〕4号）和（青科发〔2021〕10号）文件要求，建设队伍。
---
没有文件名称
```

## 怎么改
补上文件名称，写作《名称》（文号）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_BARE = re.compile(r"[和、及]\s*[(（]([\u4e00-\u9fff]{2,10}\s*〔\d{4}〕\s*\d+\s*号)[)）]")


@check("DOC118", severity=Severity.NOTE)
def document_without_title(form: Form, standard: Standard) -> Iterator[Said]:
    """A document number standing for a document."""
    for path, text in prose(form):
        match = _BARE.search(text)
        if match is not None:
            yield Finding(
                severity=Severity.NOTE,
                message=f"引用的文件「{match[1]}」只有文号，没有文件名称。",
                advice="补上文件名称，写作《名称》（文号）。",
                stated=match[0],
                expected="《文件名称》（文号）",
                paths=(path,),
                quotes={path: match[0]},
                citations=standard.cite("document_number_form"),
            )
