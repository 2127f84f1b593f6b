"""满意度由全部题目合并得出。

## 查什么
问卷只有一题问满意，结论却说「根据上述结果，本次满意度调查结果是……」；题目与满意无关（是否合格、是否推动发展），或没有问指标公式要的内容。

## 为什么
只有满意度那一题才能用作满意度。

## 依据
- 通行做法

## 示例
```yaml 不应报告
surveys: [{questions: [{question: 您对补助是否满意？, rate: 95%}, {question: 您对服务是否满意？, rate: 97%}], satisfaction: 96%}]
```
```yaml 应报告
surveys: [{questions: [{question: 是否带动科技创新？, rate: 100%}, {question: 奖补企业是否合格？, rate: 100%}, {question: 您对本次奖补是否满意？, rate: 100%}], satisfaction: 100%}]
---
1 题
```

## 怎么改
只用满意度题目计算；其余题目另作分析。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
)
from jiheng.regulation import Standard


@check("EVR149", severity=Severity.NOTE)
def satisfaction_pooled(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Surveys with more other questions than questions of satisfaction."""
    for index, survey in enumerate(report.surveys):
        asked = [q for q in survey.questions if "满意" in q.question]
        others = [q for q in survey.questions if "满意" not in q.question]
        if survey.satisfaction is None or len(others) <= len(asked):
            continue
        yield Finding(
            message=(
                f"{len(survey.questions)} 题中只有 {len(asked)} 题问满意，"
                f"其余 {len(others)} 题不应合并作满意度结论（满意度 {survey.satisfaction.text}）。"
            ),
            advice="只用满意度题目计算；其余题目另作分析。",
            stated=f"满意度调查结果 {survey.satisfaction.text}",
            expected="只用满意度题目计算",
            paths=(f"/surveys/{index}/satisfaction",),
        )
        for number, question in enumerate(survey.questions):
            if re.search(r"(?:是否|是不是)(?:合格|合规|达标|符合条件|真实)", question.question):
                yield Finding(
                    message=f"问卷题目「{question.question}」请被调查者评自己，回答没有证明力，应查登记、验收资料。",
                    advice="删去此题，改查佐证材料。",
                    stated=question.question,
                    expected="由资料证明",
                    paths=(f"/surveys/{index}/questions/{number}/question",),
                )
