"""效果没有数据支撑。

## 查什么
「带动了全县经济高质量发展」「获得较为稳定的收益」一类的效果，附近没有任何数据。每份报告只报一次。

## 为什么
效益指标得满分而没有数据，得分没有依据。

## 依据
- mof-2020-10#效益应有佐证

## 示例
```yaml 不应报告
paragraphs: [带动企业营业收入增长12%，研发投入增加300万元，显著提升了创新能力。]
```
```yaml 应报告
paragraphs: [通过奖补，企业获得较为稳定的收益，并带动了青禾县经济高质量发展。]
---
稳定的收益
```

## 怎么改
补充营业收入、投入、就业等数据，或删去。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.checks.wording import any_of
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR214", severity=Severity.QUESTION)
def effect_without_data(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Sentences of effect without a number; those of the conclusions before others."""
    found: list[tuple[str, str, str]] = []
    for path, text in sentences(report):
        for sentence in re.split(r"(?<=[。；])", text):
            match = any_of(standard.words("absolute_effects")).search(sentence)
            if match is not None and not re.search(r"\d", sentence):
                found.append((path, sentence, match[0]))
                break
    best = next((item for item in found if "效益方面" in item[1] or "绩效情况" in item[1]), found[0] if found else None)
    if best is not None:
        path, sentence, words = best
        start = sentence.find(words)
        quote = sentence[max(sentence.rfind("，", 0, start) + 1, start - 30) : start + len(words)]
        yield Finding(
            message=f"「{words}」没有数据支撑（全文 {len(found)} 处）。请核实。",
            advice="补充营业收入、投入、就业等数据，或删去。",
            stated=words,
            expected="有数据佐证",
            paths=(path, *(other for other, _, _ in found if other != path)),
            quotes={path: quote},
        )
