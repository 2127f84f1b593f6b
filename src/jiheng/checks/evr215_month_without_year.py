"""支付月份没有写年份。

## 查什么
评分过程写「11 月支付……」，没有年份，而正文写明了年份。

## 为什么
跨年度的支付分不清是哪一年。

## 依据
- 通行做法

## 示例
```yaml 不应报告
level3: 预算执行率
course: 2023年11月支付30万元，12月支付5万元，执行率达100%。
```
```yaml 应报告
level3: 预算执行率
course: 通过查阅凭证，11月支付30万元，12月支付5万元，执行率达100%。
---
年份
```

## 怎么改
补上年份。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import ScoreRow
from jiheng.model import (
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR215", severity=Severity.NOTE)
def month_without_year(row: ScoreRow, standard: Standard) -> Iterator[Said]:
    """Months of payments in a course without any year."""
    text = row.line.course or ""
    match = re.search(r"[^，。；]{0,14}[，,]?(?<![年\d])(?<!年\s)\d{1,2}\s*月(?:份)?(?:支付|拨付|支出)[^，。；]{0,24}", text)
    if match is not None and not re.search(r"(?:19|20)\d{2}\s*年", text):
        yield Finding(
            message=f"「{match[0].strip()[:40]}」没有写年份。",
            advice="补上年份。",
            stated=match[0].strip()[:40],
            expected="写明年份",
            paths=(row.at("course"),),
            quotes={row.at("course"): match[0].strip()},
        )
