"""「一是…二是…三是」之间的标点不一致。

## 查什么
同一句的并列分项，多数用分号（句号）隔开，有一处用了逗号。

## 为什么
标点不一致，分项的界线就不清。

## 依据
- practice#并列分项标点一致

## 示例
```yaml 不应报告
paragraphs: [一是加强学习；二是严格执行；三是运用结果。]
===
# 全用逗号
paragraphs: [一是加强学习，二是严格执行，三是运用结果。]
===
paragraphs: [一是加强学习。二是严格执行；三是运用结果。]
```
```yaml 应报告
paragraphs: [一是加强学习；二是严格执行，三是运用结果。]
---
「，三是」前应为分号
```

## 怎么改
各分项之间统一用分号。
"""

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import FinalAccounts, Finding, Severity
from jiheng.regulation import Standard

_ITEM = re.compile(r"([，,；;。])\s*([二三四五六七八九]是)")
_STOPS = "；;。"


@check("FAC214", severity=Severity.NOTE)
def uneven_enumeration(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for index, paragraph in enumerate(accounts.paragraphs):
        marks = list(_ITEM.finditer(paragraph))
        odd = [match for match in marks if match[1] not in _STOPS]
        if not odd or len(odd) == len(marks):
            continue
        match = odd[0]
        around = paragraph[max(0, match.start() - 2) : match.end()]
        yield Finding(
            message=f"「{around}」：「，{match[2]}」前应为分号，与其他分项一致。",
            advice="各分项之间统一用分号。",
            stated=around,
            expected=around.replace(match[1], "；"),
            paths=(f"/paragraphs/{index}",),
            quotes={f"/paragraphs/{index}": paragraph[max(0, match.start() - 6) : match.end()]},
            citations=standard.cite("account_tolerance"),
        )
