"""括号、引号、书名号不成对。

## 查什么
一段文字里（）“”《》的左右两半数目不等。编号「1）」「一）」不算。

## 为什么
录入差错，或文字被截断。

## 依据
- 《标点符号用法》（GB/T 15834—2011）

## 示例
```yaml 不应报告
expected_objective: 1）建设厕所3座；2）落实《厕所革命实施方案》（第二版），打造“示范县”。
```
```yaml 应报告
expected_objective: 落实《厕所革命实施方案，建设厕所3座。
---
《》
```

## 怎么改
补上缺的一半。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_NUMBERING = re.compile(r"(?:(?<=^)|(?<=[\s。；;，,：:]))[\d一二三四五六七八九十]{1,3}[)）]")


@check("DOC107", severity=Severity.NOTE, preview=True)
def unpaired_marks(form: Form, standard: Standard) -> Iterator[Said]:
    """Half a pair of marks."""
    for path, text in prose(form):
        plain = _NUMBERING.sub("", text).replace("(", "（").replace(")", "）")
        for left, right in ("（）", "“”", "《》"):
            one, other = plain.count(left), plain.count(right)
            if one != other:
                yield Finding(
                    severity=Severity.NOTE,
                    message=f"「{text[:30]}……」中「{left}{right}」不成对：左 {one} 个，右 {other} 个。",
                    advice="补上缺的一半。",
                    stated=f"左 {one}、右 {other}",
                    expected="成对",
                    paths=(path,),
                )
