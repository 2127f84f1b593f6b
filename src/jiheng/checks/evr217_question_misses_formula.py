"""问卷没有问指标公式要的内容。

## 查什么
指标公式是「加大投入意愿企业÷调查企业」，问卷却没有一题问投入意愿。

## 为什么
公式的分子无从得来，得分没有依据。

## 依据
- 通行做法

## 示例
```yaml 不应报告
lines: [{level3: 加大投入积极性, evaluation_points: 积极性=加大投入意愿企业/调查企业*100%。}]
surveys: [{questions: [{question: 您是否有加大投入的意愿？}]}]
```
```yaml 应报告
lines: [{level3: 激发企业投入积极性, evaluation_points: 投入积极性=加大科研投入意愿企业/调查企业*100%。}]
surveys: [{questions: [{question: 是否激发企业科技研发积极性？}, {question: 您是否满意？}]}]
---
意愿
```

## 怎么改
问卷增加相应题目，或修改公式。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import annex, leaves, lines_of, plain
from jiheng.checks.wording import squeezed
from jiheng.model import (
    EvaluationReport,
    Finding,
    Severity,
    normal,
)
from jiheng.regulation import Standard


@check("EVR217", severity=Severity.QUESTION)
def question_misses_formula(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Numerators of formulas over those asked, against the questions."""
    number = annex(report)
    asked = [
        (f"/surveys/{s}/questions/{q}/question", question.question)
        for s, survey in enumerate(report.surveys)
        for q, question in enumerate(survey.questions)
    ]
    if number is None or not asked:
        return
    for row in leaves(lines_of(report, number)):
        text = row.line.evaluation_points or ""
        match = re.search(
            r"=\s*[(（]?\s*([\u4e00-\u9fff\s]{4,20}?)(?:企业|人数|户数|单位|群众|对象)数?\s*/\s*(?:被?调查|受访)[\u4e00-\u9fff]{2,6}",
            normal(text),
        )
        if match is None or "满意" in match[1]:
            continue
        words = squeezed(match[1])
        told = [(path, question) for path, question in asked if words[-2:] in question]
        yield counted(f"问卷问了「{words}」", int(not told), (row.at("evaluation_points"),))
        if not told:
            name = plain(row.name)
            formula = re.search(r"[\u4e00-\u9fff\s]{2,20}[=＝][^。]{0,40}", text)
            best = max(asked, key=lambda item: SequenceMatcher(None, item[1], name, autojunk=False).ratio())
            yield Finding(
                message=f"「{name}」的公式分子是「{words}」，问卷最接近的题目是「{best[1]}」，没有问「{words[-2:]}」。请核实。",
                advice="问卷增加相应题目，或修改公式。",
                stated=best[1],
                expected=words,
                paths=(best[0], row.at("evaluation_points")),
                quotes={row.at("evaluation_points"): formula[0]} if formula is not None else {},
            )
