"""发文字号用错括号。

## 查什么
发文字号的年份用了【】［］（）等括号，应为六角括号〔〕。

## 为什么
公文格式的规定；用错括号，检索不到文件。

## 依据
- 《党政机关公文格式》（GB/T 9704—2012）发文字号

## 示例
```yaml 不应报告
expected_objective: 根据青政发〔2023〕13号文件，建设厕所3座。
===
expected_objective: 建设厕所（2023年续建）3座，编号（2023）。
```
```yaml 应报告
indicators:
  - {name: 建设厕所, target: ≥3座, basis: 关于印发行动计划的通知（青政办发【2023】13号）}
---
〔2023〕
```

## 怎么改
改用六角括号〔〕。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import passages
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC104", severity=Severity.NOTE)
def document_number_brackets(form: Form, standard: Standard) -> Iterator[Said]:
    """A document number in other brackets; each number once."""
    told: set[str] = set()
    for path, text in passages(form):
        for match in any_of(standard.words("document_number")).finditer(text):
            printed = re.sub(r"\s+", "", match[0])
            if printed in told or ("发" not in printed and "字" not in printed and "函" not in printed and "财" not in printed):
                continue
            told.add(printed)
            wanted = re.sub(r"[【\[（(［]((?:19|20)\d{2})[】\]）)］]", r"〔\1〕", printed)
            yield Finding(
                severity=Severity.NOTE,
                message=f"发文字号「{printed}」的年份应用六角括号，即「{wanted}」。",
                advice="改用六角括号〔〕。",
                stated=printed,
                expected=wanted,
                paths=(path,),
                quotes={path: match[0]},
                citations=standard.cite("document_number_form"),
            )
