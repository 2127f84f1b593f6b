"""问卷太少，满意度不稳定。

## 查什么
有效问卷少于 30 份：每一份不满意，满意度就下降几个百分点，足以跌破目标。

## 为什么
样本太少或全是受益者，结论靠不住。

## 依据
- 通行做法

## 示例
```yaml 不应报告
surveys: [{issued: "60", returned: "60", satisfaction: "95%"}]
```
```yaml 应报告
surveys: [{issued: "7", returned: "7", satisfaction: "100%"}]
---
14.29
```

## 怎么改
扩大调查范围，或说明样本的局限。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.report_texts import sentences
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
    amounts,
)
from jiheng.regulation import Standard


@check("EVR148", severity=Severity.QUESTION)
def few_answers(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """The survey with the fewest answers; once per report."""
    least = standard.number("survey_least_answers")
    found = [
        (number, index)
        for index, survey in enumerate(report.surveys)
        if (number := survey.returned or survey.valid) is not None and number.value > 0
    ]
    few = [(returned, index) for returned, index in found if returned.value < least]
    if not few:
        return
    returned, index = few[0]
    step = amounts.text(Decimal(100) / returned.value, 2)
    path = next((p for p, text in sentences(report) if re.search(rf"问卷\s*{returned.text}\s*份", text)), f"/surveys/{index}/returned")
    match = next(
        (
            m
            for p, text in sentences(report)
            if p == path and (m := re.search(rf"[^。；\n，,]{{0,20}}问卷\s*{returned.text}\s*份[^。\n]{{0,20}}", text))
        ),
        None,
    )
    yield Finding(
        message=f"满意度只有 {returned.text} 份问卷，每 1 份不满意即下降 {step} 个百分点，样本过少。请核实代表性。",
        advice="扩大调查范围，或说明样本的局限。",
        stated=f"{returned.text} 份问卷",
        expected=f"每份 {step} 个百分点",
        paths=(path, f"/surveys/{index}"),
        quotes={path: match[0]} if match else {},
        citations=standard.cite("survey_least_answers"),
    )
