"""语句不通。

## 查什么
词表所列的不通的说法（「参训人员的对……」「……的项目的实施」「较上年同期均较好地完成」）。

## 为什么
多半是改写时留下的残句。

## 依据
- 词表见标准的 lexicon/typing.yaml

## 示例
```yaml 不应报告
expected_objective: 提升参训人员对产业发展的认识，加强企业的对外合作和人员的对口支援。
```
```yaml 应报告
expected_objective: 提升参训人员的对产业发展的认识。
---
语句不通
```

## 怎么改
理顺语句。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC117", severity=Severity.NOTE)
def awkward_phrase(form: Form, standard: Standard) -> Iterator[Said]:
    """A phrase of the list; each text once."""
    told: set[str] = set()
    for path, text in prose(form):
        match = any_of(standard.words("awkward")).search(text)
        if match is None or match[0] in told:
            continue
        told.add(match[0])
        around = text[max(0, match.start() - 8) : match.end() + 8]
        yield Finding(
            severity=Severity.NOTE,
            message=f"「{around}」语句不通，请理顺。",
            advice="理顺语句。",
            stated=around,
            expected="语句通顺",
            paths=(path,),
            quotes={path: around},
        )
