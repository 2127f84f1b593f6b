"""满意度写出的算式算不出所写的满意度。

## 查什么
「满意度＝（174×1＋18×0.8）÷200＝94.20%」：算式的结果应等于所写的满意度；各选项的人数应是统计表里的人数，除数应是有效（回收）问卷数；几道题合起来算的，是这几道题的答题数之和。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
surveys: [{valid: "200", satisfaction: "94.20%", formula: 满意度=（174×1＋18×0.8）÷200=94.20%}]
===
# 只有文字，没有数
surveys: [{valid: "200", satisfaction: "94.20%", formula: 满意度=满意人数÷有效问卷数×100%}]
===
surveys: [{valid: "190", satisfaction: "90.00%", formula: 满意度=171÷190×100%}]
===
# 两道题合起来算
surveys:
  - {valid: "190", satisfaction: "90.00%", formula: 满意度=342÷380×100%, questions: [{question: 办事是否方便, answers: {是: "170", 否: "20"}}, {question: 是否满意, answers: {是: "172", 否: "18"}}]}
```
```yaml 应报告
surveys: [{valid: "200", satisfaction: "95.20%", formula: 满意度=（174×1＋18×0.8）÷200=95.20%}]
---
应为 94.20%
===
surveys: [{valid: "190", satisfaction: "85.50%", formula: 满意度=171÷200×100%}]
---
除以 200
```

## 怎么改
按原始问卷重新统计，改正算式或结果。
"""  # noqa: E501 - an example of a record stays on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, EvaluationReport, Figure, Finding, Outcome, Relation, Severity, Survey, normal
from jiheng.regulation import Standard

#: Sums over so many questions are tried; of more there would be too many.
_QUESTIONS = 12
_TERM = re.compile(r"(\d+(?:\.\d+)?)(?:\*(\d+(?:\.\d+)?)(%?))?")
_FORMULA = re.compile(r"\(?(?P<sum>\d[\d.*%+]*)\)?/(?P<by>\d+)(?:\*100%?)?(?:=.*)?")


@check("EVR175", severity=Severity.MUST_FIX)
def satisfaction_formula_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Sums of weighted counts over the number of answers; other formulas are left alone."""
    for index, survey in enumerate(report.surveys):
        found = _parsed(survey.formula)
        if found is None or survey.satisfaction is None or survey.satisfaction.unit != "%":
            continue
        total, divisor, shown = found
        path = f"/surveys/{index}"
        computed = Estimate.exactly(total * 100 / divisor)
        relation = relate(f"满意度 = {shown}", survey.satisfaction, computed, (f"{path}/satisfaction", f"{path}/formula"))
        yield relation
        if relation.outcome is Outcome.FAILS:
            message = f"满意度写 {survey.satisfaction.text}，按所写的算式 {shown} 应为 {relation.computed}。"
            yield _finding(message, survey.satisfaction.text, relation.computed, path)
        yield from _divided(survey, divisor, path)


def _divided(survey: Survey, divisor: Decimal, path: str) -> Iterator[Said]:
    """The divisor is the number of valid answers, or of those returned; satisfaction over several questions counts their answers."""
    given: dict[str, Figure] = {field: figure for field in ("valid", "returned") if (figure := getattr(survey, field)) is not None}
    if not given or divisor in _answers_to_several(survey):
        return
    field = next((name for name, figure in given.items() if figure.value == divisor), None)
    chosen = field or next(iter(given))
    yield Relation(
        expression="满意度算式的除数 = 有效（回收）问卷数",
        stated=f"{divisor}",
        computed=given[chosen].text,
        outcome=Outcome.HOLDS if field else Outcome.FAILS,
        paths=(f"{path}/formula", f"{path}/{chosen}"),
    )
    if field is None:
        message = f"满意度的算式除以 {divisor}，有效问卷为 {given[chosen].text} 份。"
        yield _finding(message, f"{divisor}", given[chosen].text, path)


def _answers_to_several(survey: Survey) -> set[Decimal]:
    """How many answers two or more of its questions got together."""
    counts = [sum((count.value for count in one.answers.values()), Decimal(0)) for one in survey.questions[:_QUESTIONS]]
    together: dict[int, set[Decimal]] = {0: {Decimal(0)}}
    for count in counts:
        for size, sums in list(together.items())[::-1]:
            together.setdefault(size + 1, set()).update(value + count for value in sums)
    return {value for size, sums in together.items() if size > 1 for value in sums}


def _parsed(formula: str | None) -> tuple[Decimal, Decimal, str] | None:
    """The weighted sum, the divisor, and the formula for people; None when it is no such formula of numbers."""
    text = re.sub(r"\s+", "", normal(formula or "")).translate(str.maketrans("×÷", "*/")).partition("=")[2]
    match = _FORMULA.fullmatch(text)
    if match is None or not int(match["by"]):
        return None
    terms = [_TERM.fullmatch(term) for term in match["sum"].split("+")]
    if any(term is None for term in terms):
        return None
    total = sum((_value(term) for term in terms if term is not None), Decimal(0))
    shown = match["sum"].replace("*", "×").replace("+", " + ")
    return total, Decimal(match["by"]), f"{f'（{shown}）' if len(terms) > 1 else shown} ÷ {match['by']}"


def _value(term: re.Match[str]) -> Decimal:
    times = Decimal(term[2]) / (100 if term[3] else 1) if term[2] else Decimal(1)
    return Decimal(term[1]) * times


def _finding(message: str, stated: str, expected: str, path: str) -> Finding:
    return Finding(
        message=message,
        advice="按原始问卷重新统计，改正算式或结果。",
        stated=stated,
        expected=expected,
        paths=(f"{path}/satisfaction", f"{path}/formula"),
    )
