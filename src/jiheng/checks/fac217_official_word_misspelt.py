"""决算用语写错。

## 查什么
正文里的「大小于」「拔款」「结佘」一类的错字。占位符、叠字由各类文档共用的检查承担。

## 为什么
公开后无法收回，影响公信力。

## 依据
- practice#公开前核校

## 示例
```yaml 不应报告
paragraphs: [决算数小于预算数。, 财政拨款收入3.00万元。]
```
```yaml 应报告
paragraphs: [决算数大小于预算数的主要原因是厉行节约。]
---
「大小于」应为「小于」
```

## 怎么改
改正错字。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard


@check("FAC217", severity=Severity.MUST_FIX)
def official_word_misspelt(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for pair in standard.words("accounts_typos"):
        wrong, right = pair.split()
        around = {f"/paragraphs/{index}": _around(text, wrong) for index, text in enumerate(accounts.paragraphs) if wrong in text}
        paths = tuple(around)
        if paths:
            yield Finding(
                message=f"「{around[paths[0]]}」中「{wrong}」应为「{right}」" + (f"，共 {len(paths)} 处。" if len(paths) > 1 else "。"),
                advice="改正错字。",
                stated=wrong,
                expected=right,
                paths=paths,
                quotes=dict.fromkeys(paths, wrong),
                citations=standard.cite("account_tolerance"),
            )


def _around(text: str, word: str) -> str:
    """The word with a few characters on both sides."""
    start = text.find(word)
    return text[max(0, start - 6) : start + len(word) + 6]
