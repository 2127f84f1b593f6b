"""分项编号之间缺标点。

## 查什么
（1）（2）（3）分项叙述，后一项的编号紧接在前一项的文字后面，没有句号、分号。每张表只报一次。

## 为什么
前后两项连成一句，读不通。

## 依据
- 通行做法

## 示例
```yaml 不应报告
expected_objective: （1）建设厕所3座。（2）培训80人；（3）发放手册。
===
expected_objective: （1）落实上级文件（2）所列任务。
```
```yaml 应报告
expected_objective: （1）建设厕所3座（2）培训80人。（3）发放手册。
---
（2）
```

## 怎么改
在前一项末尾补句号或分号。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_ITEM = re.compile(r"[(（](\d{1,2})[)）]")


@check("DOC110", severity=Severity.NOTE)
def items_run_together(form: Form, standard: Standard) -> Iterator[Said]:
    """A numbered item without a stop before it; once per form."""
    for path, text in prose(form):
        items = list(_ITEM.finditer(text))
        if [int(item[1]) for item in items] != list(range(1, len(items) + 1)) or len(items) < 3:
            continue
        for item in items[1:]:
            before = text[: item.start()].rstrip()
            if before and re.match(r"[\u4e00-\u9fff\d%％”》]", before[-1]) and "\n" not in text[len(before) : item.start()]:
                yield Finding(
                    severity=Severity.NOTE,
                    message=f"「{before[-10:]}{item[0]}」：第 {item[1]} 项之前缺标点。",
                    advice="在前一项末尾补句号或分号。",
                    stated=f"{before[-10:]}{item[0]}",
                    expected=f"{before[-10:]}。{item[0]}",
                    paths=(path,),
                    quotes={path: f"{before[-10:]}{item[0]}"},
                )
                return
