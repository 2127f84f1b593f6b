"""问卷调查的数对不上。

## 查什么
回收数不超过发放数，有效份数不超过回收份数；每题「是」＋「否」＝回收数；占比＝「是」÷回收数；满意度＝满意数÷回收数；每题一张表的，各选项占比＝人数÷合计；人数少时，满意度必须是若干份之若干能得出的数（7 份得不出 93%）。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
surveys: [{issued: "7", returned: "7", questions: [{question: 是否满意？, returned: "7", answers: {是: "6", 否: "1"}, rate: "85.71%"}], satisfaction: "85.71%"}]
===
surveys: [{returned: "204", valid: "200", questions: [{question: 多久来一次, answers: {每周: "61", 更少: "139"}, rates: {每周: "30.50%", 更少: "69.50%"}}]}]
```
```yaml 应报告
surveys: [{issued: "7", returned: "9"}]
---
发放
===
surveys: [{issued: "210", returned: "200", valid: "204"}]
---
有效问卷 204 份，多于回收的 200 份
===
surveys: [{returned: "7", questions: [{question: 是否满意？, returned: "7", answers: {是: "6", 否: "2"}, rate: "85.71%"}]}]
---
相加
===
surveys: [{valid: "200", questions: [{question: 多久来一次, answers: {每周: "61", 更少: "139"}, rates: {每周: "35.00%", 更少: "69.50%"}}]}]
---
选项「每周」占比写 35.00%
===
surveys: [{returned: "7", satisfaction: "93%"}]
---
得不出
```

## 怎么改
按原始问卷重新统计。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import fails, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import points
from jiheng.model import (
    Estimate,
    EvaluationReport,
    Figure,
    Finding,
    Outcome,
    Relation,
    Severity,
    Survey,
    SurveyQuestion,
    amounts,
)
from jiheng.regulation import Standard


@check("EVR146", severity=Severity.MUST_FIX)
def survey_arithmetic(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every survey by itself."""
    for index, survey in enumerate(report.surveys):
        path = f"/surveys/{index}"
        # 只写「回收有效问卷」的，有效份数就是回收份数
        returned, field = (survey.returned, "returned") if survey.returned is not None else (survey.valid, "valid")
        if survey.issued is not None and returned is not None:
            over = returned.value > survey.issued.value
            yield Relation(
                expression="回收数 ≤ 发放数",
                stated=returned.text,
                computed=survey.issued.text,
                outcome=Outcome.FAILS if over else Outcome.HOLDS,
                paths=(f"{path}/{field}", f"{path}/issued"),
            )
            if over:
                yield _finding(
                    f"问卷回收 {returned.text} 份，多于发放的 {survey.issued.text} 份。",
                    returned.text,
                    f"不超过 {survey.issued.text}",
                    f"{path}/{field}",
                )
        yield from _valid(survey, path)
        for number, question in enumerate(survey.questions):
            # 每题一张表的，表里只有有效问卷
            all_returned = (survey.valid if question.rates else None) or survey.returned
            yield from _question(question, all_returned, f"{path}/questions/{number}")
        yield from _possible(survey, path)


def _valid(survey: Survey, path: str) -> Iterator[Said]:
    """The valid answers are some of those returned."""
    if survey.valid is not None and survey.returned is not None:
        over = survey.valid.value > survey.returned.value
        yield Relation(
            expression="有效问卷 ≤ 回收问卷",
            stated=survey.valid.text,
            computed=survey.returned.text,
            outcome=Outcome.FAILS if over else Outcome.HOLDS,
            paths=(f"{path}/valid", f"{path}/returned"),
        )
        if over:
            yield _finding(
                f"有效问卷 {survey.valid.text} 份，多于回收的 {survey.returned.text} 份。",
                survey.valid.text,
                f"不超过 {survey.returned.text}",
                f"{path}/valid",
            )


def _question(question: SurveyQuestion, all_returned: Figure | None, path: str) -> Iterator[Said]:
    returned = question.returned or all_returned
    if returned is None or not question.answers or not returned.value:
        return
    total = sum((figure.value for figure in question.answers.values()), Decimal(0))
    same = total == returned.value
    if len(question.answers) > 1:
        yield Relation(
            expression=f"「{question.question[:16]}」各选项相加 = 回收数",
            stated=returned.text,
            computed=points(total),
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=(f"{path}/answers",),
        )
        if not same:
            yield _finding(
                f"「{question.question[:20]}」各选项相加 {points(total)}，回收 {returned.text} 份。", points(total), returned.text, path
            )
    yield from _rates(question, returned, path)
    yes = next(
        (figure for name, figure in question.answers.items() if re.search(r"是|满意|好", name) and not re.search(r"否|不", name)), None
    )
    if yes is not None and question.rate is not None:
        computed = Estimate.exactly(yes.value * 100 / returned.value)
        yield relate(f"「{question.question[:16]}」占比 = {yes.text} ÷ {returned.text}", question.rate, computed, (f"{path}/rate",))
        if fails(question.rate.interval, computed):
            shown = amounts.text(computed.value, 2) + "%"
            yield _finding(
                f"「{question.question[:20]}」占比写 {question.rate.text}，{yes.text} ÷ {returned.text} 应为 {shown}。",
                question.rate.text,
                shown,
                f"{path}/rate",
            )


def _rates(question: SurveyQuestion, returned: Figure, path: str) -> Iterator[Said]:
    """The share of each answer in a table of its own."""
    for answer, rate in question.rates.items():
        count = question.answers.get(answer)
        if count is None:
            continue
        computed = Estimate.exactly(count.value * 100 / returned.value)
        paths = (f"{path}/rates/{answer}", f"{path}/answers/{answer}", f"{path}/returned")
        yield relate(f"「{answer[:12]}」占比 = {count.text} ÷ {returned.text}", rate, computed, paths)
        if fails(rate.interval, computed):
            shown = amounts.text(computed.value, 2) + "%"
            message = f"「{question.question[:20]}」选项「{answer[:12]}」占比写 {rate.text}，{count.text} ÷ {returned.text} 应为 {shown}。"
            yield _finding(message, rate.text, shown, f"{path}/rates/{answer}")


def _possible(survey: Survey, path: str) -> Iterator[Said]:
    """GRIM: a rate of few answers must be one of few values."""
    returned, rate = survey.valid or survey.returned, survey.satisfaction
    if rate is None or returned is None or returned.value < 1 or rate.unit != "%":
        return
    if survey.satisfied is not None:
        computed = Estimate.exactly(survey.satisfied.value * 100 / returned.value)
        yield relate(f"满意度 = {survey.satisfied.text} ÷ {returned.text}", rate, computed, (f"{path}/satisfaction",))
        if fails(rate.interval, computed):
            shown = amounts.text(computed.value, 2) + "%"
            yield _finding(
                f"满意度写 {rate.text}，{survey.satisfied.text} ÷ {returned.text} 应为 {shown}。", rate.text, shown, f"{path}/satisfaction"
            )
        return
    weighted = survey.formula is not None and re.search(r"加权|[*×]\s*0?\.\d|平均|总分", survey.formula)
    if len(survey.questions) > 1 or weighted:
        return
    nearest = (rate.value * returned.value / 100).to_integral_value()
    exact = nearest * 100 / returned.value
    reachable = rate.interval.contains(exact)
    yield Relation(
        expression=f"满意度 = 某数 ÷ {returned.text}",
        stated=rate.text,
        computed=amounts.text(exact, 2) + "%",
        outcome=Outcome.HOLDS if reachable else Outcome.FAILS,
        paths=(f"{path}/satisfaction",),
    )
    if not reachable:
        yield _doubt(
            f"满意度写 {rate.text}，{returned.text} 份问卷得不出这个数"
            f"（最接近的是 {points(nearest)}/{returned.text} = {amounts.text(exact, 2)}%）。",
            rate.text,
            amounts.text(exact, 2) + "%",
            f"{path}/satisfaction",
        )


def _doubt(message: str, stated: str, expected: str, path: str) -> Finding:
    """A satisfaction that no count gives may be a weighted one: a question."""
    return _finding(message, stated, expected, path).model_copy(update={"severity": Severity.QUESTION})


def _finding(message: str, stated: str, expected: str, path: str) -> Finding:
    return Finding(message=message, advice="按原始问卷重新统计。", stated=stated, expected=expected, paths=(path,))
