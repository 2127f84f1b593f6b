"""模板占位、填表说明没有删去。

## 查什么
表中还留着「XX」「××」「≥**人」「待填写」「（100字以内）」一类的占位符或填表说明。每张表只报一次。

## 为什么
说明这一处没有填，或照抄了模板。

## 依据
- 通行做法：公开、报送的表不得留有模板文字

## 示例
```yaml 不应报告
project: A级旅游厕所建设
expected_objective: 建设XXL型车位3个，选用WXX系列设备。
indicators:
  - {name: 建设厕所数量（座）, target: ≥3座}
===
expected_objective: "**总体目标**：建设厕所3座。"
```
```yaml 应报告
expected_objective: 在XX乡建设厕所3座。
---
XX
===
expected_objective: 建设厕所3座。（100字以内）
---
100字以内
===
indicators:
  - {name: 低保发放人数（≥**人）, target: ≥200人}
---
**
```

## 怎么改
填写实际内容，删去占位符和填表说明。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.passages import passages
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import any_of
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("DOC101", severity=Severity.MUST_FIX)
def placeholder_left(form: Form, standard: Standard) -> Iterator[Said]:
    """Template words left in the form; once per form."""
    places: dict[str, tuple[str, str]] = {}
    for path, text in passages(form):
        match = any_of(standard.words("placeholders")).search(text)
        if match is not None:
            places[path] = (match[0].strip(), text)
    if not places:
        return
    path, (left, text) = next(iter(places.items()))
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"「{_around(text, left)}」中还留着模板占位「{left}」" + (f"，全表共 {len(places)} 处。" if len(places) > 1 else "。"),
        advice="填写实际内容，删去占位符和填表说明。",
        stated=left,
        expected="实际内容",
        paths=tuple(places),
        quotes={path: left},
    )


def _around(text: str, word: str) -> str:
    start = text.find(word)
    return text[max(0, start - 15) : start + len(word) + 10].strip()
