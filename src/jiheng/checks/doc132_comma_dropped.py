"""同一句话有的有逗号、有的没有。

## 查什么
同样的两个分句，一处用逗号隔开，另一处连在一起（漏标点）。每处差别只报一次。

## 为什么
重复使用的文字应一致，漏标点多半是粘贴时丢失。

## 依据
- 通行做法

## 示例
```yaml 不应报告
type: evaluation_report
paragraphs: [搭建科技创新平台，推动社会高质量发展。, 搭建科技创新平台，推动社会高质量发展。]
```
```yaml 应报告
type: evaluation_report
paragraphs: [搭建科技创新平台，推动社会高质量发展。, 通过奖补搭建科技创新平台推动社会高质量发展。]
---
漏
```

## 怎么改
补上标点。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import texts
from jiheng.model import (
    EvaluationReport,
    FinalAccounts,
    Finding,
    Severity,
)
from jiheng.regulation import Standard

Prose: TypeAlias = EvaluationReport | FinalAccounts


@check("DOC132", severity=Severity.NOTE)
def comma_dropped(record: Prose, standard: Standard) -> Iterator[Said]:
    """Six characters on either side of a comma, met elsewhere without it."""
    width = 6
    joints: dict[str, str] = {}
    whole = [(path, re.sub(r"\s+", "", text)) for path, text in texts(record)]
    for _, text in whole:
        for match in re.finditer(rf"(?=([\u4e00-\u9fff]{{{width}}})，([\u4e00-\u9fff]{{{width}}}))", text):
            joints.setdefault(match[1] + match[2], f"{match[1]}，{match[2]}")
    told: set[str] = set()
    for path, text in whole:
        for run in re.findall(r"[\u4e00-\u9fff]+", text):
            for at in range(len(run) - 2 * width + 1):
                piece = run[at : at + 2 * width]
                if piece in joints and piece not in told:
                    told.add(piece)
                    yield Finding(
                        message=f"「{piece}」别处写作「{joints[piece]}」，此处漏了逗号。",
                        advice="补上标点。",
                        stated=piece,
                        expected=joints[piece],
                        paths=(path,),
                        quotes={path: piece},
                    )
