"""What surveys, slips, interviews and the calendar of a case cannot be: counts that no survey gives, days in the wrong order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from jiheng.model import CaseSurvey, EvaluationCase, Severity
from jiheng.scoring.faults import Fault


def annex_faults(case: EvaluationCase) -> Iterator[Fault]:
    """Impossible counts and days, in the order of the case."""
    for number, survey in enumerate(case.surveys):
        yield from _survey(survey, f"/surveys/{number}")
    yield from _days(case)


def _survey(survey: CaseSurvey, place: str) -> Iterator[Fault]:
    """Counts of a survey: each at most the one before it."""
    steps = [("population", "总体", survey.population), ("issued", "发放", survey.issued), ("returned", "收回", survey.returned)]
    known = [step for step in [*steps, ("valid", "有效", survey.valid)] if step[2] is not None]
    for (_, above, most), (key, word, count) in zip(known, known[1:], strict=False):
        if count is not None and most is not None and count > most:
            yield _impossible(f"{place}/{key}", f"{word} {count} 份，多于{above}的 {most}", f"不超过 {most}", str(count))
    limit = known[-1] if known and known[-1][0] != "population" else None
    for number, question in enumerate(survey.questions):
        at = f"{place}/questions/{number}"
        if limit is not None and limit[2] is not None and question.answered > limit[2]:
            said = f"「{question.text}」各选项共 {question.answered} 人，多于{limit[1]}的 {limit[2]} 份"
            yield _impossible(f"{at}/answers", said, f"不超过 {limit[2]}", str(question.answered))
        for answer, count in question.answers.items():
            if question.respondents is not None and count > question.respondents:
                said = f"「{question.text}」选「{answer}」的 {count} 人，多于回答的 {question.respondents} 人"
                yield _impossible(f"{at}/answers/{answer}", said, f"不超过 {question.respondents}", str(count))
        for answer in question.satisfied:
            if question.answers and answer not in question.answers:
                known_answers = "、".join(question.answers)
                yield _impossible(f"{at}/satisfied/{answer}", f"没有「{answer}」这个选项", f"已有：{known_answers}", answer)


def _impossible(place: str, problem: str, remedy: str, stated: str) -> Fault:
    return Fault(
        code="CAS113",
        name="survey_impossible",
        severity=Severity.MUST_FIX,
        place=place,
        problem=problem,
        remedy=f"请按原始问卷改正，{remedy}",
        stated=stated,
    )


def _days(case: EvaluationCase) -> Iterator[Fault]:
    """Pairs of days of which the second cannot be the earlier one."""
    engagement = case.engagement
    pairs: list[tuple[str, str, datetime.date | None, str, datetime.date | None]] = [
        ("/engagement/finished_on", "评价结束", engagement.finished_on, "开始", engagement.started_on),
        ("/engagement/report_on", "报告日期", engagement.report_on, "评价开始", engagement.started_on),
    ]
    for number, stage in enumerate(engagement.schedule):
        pairs.append((f"/engagement/schedule/{number}/finished_on", f"「{stage.name}」结束", stage.finished_on, "开始", stage.started_on))
    for number, slip in enumerate(case.slips):
        pairs.append((f"/slips/{number}/answered_on", f"「{slip.addressee}」反馈", slip.answered_on, "送达", slip.sent_on))
    for number, survey in enumerate(case.surveys):
        pairs.append((f"/surveys/{number}/finished_on", "调查结束", survey.finished_on, "开始", survey.started_on))
    for number, interview in enumerate(case.interviews):
        pairs.append((f"/interviews/{number}/held_on", "报告日期", engagement.report_on, "访谈", interview.held_on))
    for place, what, later, other, earlier in pairs:
        if later is not None and earlier is not None and later < earlier:
            yield Fault(
                code="CAS114",
                name="days_reversed",
                severity=Severity.MUST_FIX,
                place=place,
                problem=f"{what} {later.isoformat()} 早于{other} {earlier.isoformat()}",
                remedy="请核对日期",
                stated=later.isoformat(),
            )
