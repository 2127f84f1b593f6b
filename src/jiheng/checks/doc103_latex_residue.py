r"""公式代码残留。

## 查什么
文字、指标值里留着「$\geq 90\%$」一类的公式代码。

## 为什么
由网页、扫描件转换而来，未还原成符号，读者看不懂。

## 依据
- 通行做法

## 示例
```yaml 不应报告
indicators:
  - {name: 服务企业满意度, target: ≥90%}
===
expected_objective: 引进美元投资US$300万元。
```
```yaml 应报告
indicators:
  - {name: 服务企业满意度, target: "$\\geq 90\\%$"}
---
代码
```

## 怎么改
改为「≥90%」。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import passages
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard

_SIGNS = {r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\times": "×", r"\%": "%"}


@check("DOC103", severity=Severity.NOTE)
def latex_residue(form: Form, standard: Standard) -> Iterator[Said]:
    """Formula code left by a converter."""
    for path, text in passages(form):
        match = any_of(standard.words("latex")).search(text)
        if match is None:
            continue
        wanted = re.sub(r"\\(?:geq|ge|leq|le|times|%)", lambda sign: _SIGNS.get(sign[0], ""), text).replace("$", "").replace(" ", "")
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{text[:40]}」是公式代码残留，应为「{wanted[:40]}」。",
            advice="还原成普通符号。",
            stated=text[:60],
            expected=wanted[:60],
            paths=(path,),
            quotes={path: match[0]},
        )
