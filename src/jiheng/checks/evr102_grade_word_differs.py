"""评价等级各处写法不一致。

## 查什么
摘要、结论、结果应用里的等级用词应一致：一处「优」、一处「优秀」要统一；一处「优」、一处「良」是矛盾。

## 为什么
等级是评价结论，等级名称以评价标准规定的为准。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
verdicts: [{section: 摘要, grade: 优}, {section: 结论, grade: "“优”"}]
```
```yaml 应报告
verdicts: [{section: 摘要, grade: 优}, {section: 结果应用, grade: 优秀}]
---
优秀
===
verdicts: [{section: 摘要, grade: 优}, {section: 结论, grade: 良}]
---
矛盾
```

## 怎么改
统一为评价标准规定的等级名称。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import own_verdicts
from jiheng.model import (
    EvaluationReport,
    Finding,
    Outcome,
    Relation,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR102", severity=Severity.QUESTION)
def grade_word_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Grade words of all places; the word used most is the report's own."""
    words = [(index, re.sub(r"[“”\"「」\s等级级]", "", verdict.grade)) for index, verdict in own_verdicts(report) if verdict.grade]
    if len(words) < 2:
        return
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    common = Counter(word for _, word in words).most_common(1)[0][0]
    first = next(index for index, word in words if word == common)
    for index, word in words:
        yield Relation(
            expression="等级各处一致",
            stated=word,
            computed=common,
            outcome=Outcome.HOLDS if word == common else Outcome.FAILS,
            paths=(f"/verdicts/{index}/grade", f"/verdicts/{first}/grade"),
        )
        if word == common:
            continue
        one, other = ({grade for grade, spelt in names.items() if text in spelt} for text in (word, common))
        clash = bool(one) and bool(other) and one != other
        yield Finding(
            severity=Severity.MUST_FIX if clash else Severity.QUESTION,
            message=f"此处评价等级写「{word}」，别处写「{common}」，" + ("互相矛盾。" if clash else "应统一。"),
            advice="统一为评价标准规定的等级名称。",
            stated=f"评定等级「{word}」",
            expected=f"「{common}」",
            paths=(f"/verdicts/{index}", f"/verdicts/{first}/grade"),
        )
