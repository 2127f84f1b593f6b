"""句子没有写完。

## 查什么
以「和」「与」「的」一类的字收尾就加句号，或句号前是逗号、顿号。

## 为什么
多半是删改时留下的半句话。

## 依据
- practice#语句完整

## 示例
```yaml 不应报告
paragraphs: [不断提升单位的预算管理水平。, 收支平衡，略有结余和结转。]
===
paragraphs: [这项工作是有意义的。]
```
```yaml 应报告
paragraphs: [运用好评价结果，不断提升本单位的预算管理水平和。]
---
「管理水平和。」
===
paragraphs: [加强预算编制、执行和监督，。]
---
标点
```

## 怎么改
补全句子，或删去多余的字。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_PUNCTUATION = re.compile(r"[\u4e00-\u9fff]{1,8}[，、；：][。]")
#: Words that these endings belong to (总和, 参与, 以及): not an unfinished sentence.
_WHOLE = re.compile(
    r"(?:总|温|缓|(?<!水)平|共|调|饱|谐|亲|祥|柔|附|中|人|参|赠|给|干|授|针|相|反|应|核|校|面|绝|配|内|存|现|潜|所|实"
    r"|普|涉|顾|提|触|波|合|兼|吞)$"
)


@check("FAC208", severity=Severity.NOTE)
def unfinished_sentence(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    endings = "|".join(sorted((word for word in standard.words("unfinished_endings") if word != "的"), key=len, reverse=True))
    pattern = re.compile(rf"[\u4e00-\u9fff]{{2,10}}?(?:{endings})[。；;]")
    for index, paragraph in enumerate(accounts.paragraphs):
        for match in (*pattern.finditer(paragraph), *_PUNCTUATION.finditer(paragraph)):
            words = match[0]
            stem = re.sub(rf"(?:{endings})[。；;]$", "", words)
            if not _PUNCTUATION.fullmatch(words) and _WHOLE.search(stem):
                continue
            shown = words[-6:]
            what = "标点重复" if _PUNCTUATION.fullmatch(words) else "句子没有写完"
            yield Finding(
                message=f"「{shown}」{what}，请补全或删去多余的字。",
                advice="补全句子，或删去多余的字。",
                stated=shown,
                expected=f"{stem[-4:]}。",
                paths=(f"/paragraphs/{index}",),
                quotes={f"/paragraphs/{index}": words},
                citations=standard.cite("account_tolerance"),
            )
