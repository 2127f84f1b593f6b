"""标点重复。

## 查什么
「，，」「。。」「，。」一类连用的标点。每张表只报一次。

## 为什么
录入差错。

## 依据
- 通行做法

## 示例
```yaml 不应报告
expected_objective: 建设厕所3座……（含东河乡）。
```
```yaml 应报告
expected_objective: 建设厕所3座，，培训80人。
---
，，
```

## 怎么改
删去多余的标点。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC116", severity=Severity.NOTE)
def doubled_punctuation(form: Form, standard: Standard) -> Iterator[Said]:
    """Two stops in a row; once per form."""
    for path, text in prose(form):
        match = any_of(standard.words("doubled_punctuation")).search(text)
        if match is not None:
            around = text[max(0, match.start() - 8) : match.end() + 4]
            yield Finding(
                severity=Severity.NOTE,
                message=f"「{around}」中标点「{match[0]}」重复。",
                advice="删去多余的标点。",
                stated=match[0],
                expected=match[0][-1],
                paths=(path,),
                quotes={path: around},
            )
            return
