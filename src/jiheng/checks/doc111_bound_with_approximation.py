"""界限与概数并用。

## 查什么
「≥6万余篇」「不少于约80人」「约80人以上」：界限词与概数词同用。每张表只报一次。

## 为什么
界限要确定，概数是不确定，两者并用，达标与否说不清。

## 依据
- 通行做法

## 示例
```yaml 不应报告
expected_objective: 文献下载不少于6万篇，发放手册约100本，种植多种作物≥20种。
```
```yaml 应报告
expected_objective: 文献下载≥6万余篇。
---
并用
```

## 怎么改
删去「余」「约」，写明确的界限。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.passages import passages
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC111", severity=Severity.NOTE)
def bound_with_approximation(form: Form, standard: Standard) -> Iterator[Said]:
    """A bound that is not sure of itself; once per form."""
    for path, text in passages(form):
        match = any_of(standard.words("approximate_bound")).search(text)
        if match is None:
            continue
        tidy = match[0].replace("余", "").replace("多", "").replace("约", "")
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{match[0]}」界限与概数并用，不严谨，应为「{tidy}」。",
            advice="写明确的界限。",
            stated=match[0],
            expected=tidy,
            paths=(path,),
            quotes={path: match[0]},
        )
        return
