"""词语重复。

## 查什么
同一个词紧接着写了两遍（原因原因、主要是主要是、是是）。

## 为什么
录入或粘贴的差错。

## 依据
- 通行做法

## 示例
```yaml 不应报告
expected_objective: 一户一户走访，方方面面都要照顾到，研究研究再定，是是非非要分清。
===
expected_objective: 建设高标准农田，农田建设面积200亩。
===
indicators:
  - {name: 培训人数, target: ≥80人, deviation_reason: 天天巡查，时时关注，常常回访。}
```
```yaml 应报告
indicators:
  - {name: 培训人数, target: ≥80人, deviation_reason: 减少原因原因是场次减少。}
---
原因原因
```

## 怎么改
删去重复的词。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.passages import prose
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC105", severity=Severity.NOTE)
def doubled_words(form: Form, standard: Standard) -> Iterator[Said]:
    """The same word twice in a row."""
    told: set[str] = set()
    for path, text in prose(form):
        for pattern in _patterns(standard.words("doubled_words")):
            for match in pattern.finditer(text):
                printed = match[0]
                around = text[max(0, match.start() - 2) : match.end() + 2]
                if printed in told or any_of(standard.words("doubled_exempt")).search(around):
                    continue
                told.add(printed)
                yield Finding(
                    severity=Severity.NOTE,
                    message=f"「{text[max(0, match.start() - 8) : match.end() + 8]}」中「{printed[: len(printed) // 2]}」重复。",
                    advice="删去重复的词。",
                    stated=printed,
                    expected=printed[: len(printed) // 2],
                    paths=(path,),
                    quotes={path: printed},
                )


def _patterns(words: tuple[str, ...]) -> list[re.Pattern[str]]:
    """Each word by itself, for its back reference counts from one."""
    return [re.compile(word.replace(r"\2", r"\1")) for word in words]
