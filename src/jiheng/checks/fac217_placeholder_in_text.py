"""公开文本里留着模板占位、错字、叠字。

## 查什么
正文里的「XX」「××」「待填写」「{单位}」等占位符；「主要是主要是」「原因原因」一类的叠字；「大小于」「拔款」一类的错字。

## 为什么
公开后无法收回，影响公信力。

## 依据
- practice#公开前核校

## 示例
```yaml 不应报告
paragraphs: [增加原因主要是接待任务增加。, 生产XXL型设备3台。]
===
paragraphs: [决算数小于预算数。]
```
```yaml 应报告
paragraphs: [本部门2024年度XX项目支出3.00万元。]
---
占位「XX」
===
paragraphs: [增加原因主要是主要是接待任务增加。]
---
「主要是」重复
===
paragraphs: [决算数大小于预算数的主要原因是厉行节约。]
---
「大小于」应为「小于」
```

## 怎么改
填写实际内容，改正错字，删去重复。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard


@check("FAC217", severity=Severity.MUST_FIX)
def placeholder_in_text(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    told: set[str] = set()
    for index, text in enumerate(accounts.paragraphs):
        for words, expected, message, severity in _slips(text, standard):
            if words not in told:
                told.add(words)
                path = f"/paragraphs/{index}"
                yield Finding(
                    severity=severity,
                    message=message,
                    advice="填写实际内容，改正错字，删去重复。",
                    stated=words,
                    expected=expected,
                    paths=(path,),
                    quotes={path: words},
                    citations=standard.cite("account_tolerance"),
                )


def _slips(text: str, standard: Standard) -> Iterator[tuple[str, str, str, Severity]]:
    placeholder = any_of(standard.words("placeholders")).search(text)
    if placeholder is not None:
        around = text[max(0, placeholder.start() - 8) : placeholder.end() + 6]
        yield placeholder[0], "实际内容", f"「{around}」还留着模板占位「{placeholder[0]}」。", Severity.MUST_FIX
    for word in standard.words("doubled_words"):
        for match in re.finditer(word.replace(r"\2", r"\1"), text):
            around = text[max(0, match.start() - 2) : match.end() + 2]
            once = match[0][: len(match[0]) // 2]
            if not any_of(standard.words("doubled_exempt")).search(around):
                yield match[0], once, f"「{text[max(0, match.start() - 6) : match.end() + 6]}」中「{once}」重复。", Severity.NOTE
    for pair in standard.words("accounts_typos"):
        wrong, right = pair.split()
        if wrong in text:
            yield wrong, right, f"「{wrong}」应为「{right}」。", Severity.MUST_FIX
