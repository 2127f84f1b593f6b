"""The analysis of a survey: what was asked of whom, each question with counts and shares, the answers as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import amounts
from jiheng.model.cases import CaseQuestion, CaseSurvey
from jiheng.reports.render.charts import chart_of, picture
from jiheng.reports.render.drafting import Draft, percent
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.paper import Block, Region
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case_inputs import satisfaction_terms


def survey_blocks(survey: CaseSurvey, words: Mapping[str, Any], draft: Draft, numbering: Numbering) -> Iterator[Block]:
    """Text, a table for each question, a chart for each set of answers."""
    terms = satisfaction_terms(survey)
    more = {**dict(survey), "satisfaction": terms[0] / terms[1] if terms else None, "formula": _formula(survey)}
    yield Region(name=f"survey/{survey.id}", paragraphs=draft.paragraphs("survey", **more))
    of = words["tables"]["survey"]
    for number, question in enumerate(survey.questions, 1):
        rows = [[answer, str(count), percent(_share(count, question.answered), "占比")] for answer, count in question.answers.items()]
        if rows:
            total = of["total"] if question.respondents is None else of["respondents"]
            rows.append([total, str(question.answered), percent(_share(question.answered, question.answered), "占比")])
        yield plain_table(of["columns"], rows, of["widths"], title=of["title"].format(n=number, question=question.text), whole=True)
    for answers, group in _by_answers(survey.questions).items():
        series = [(answer, [_percentage(one.answers[answer], one.answered) for one in group]) for answer in answers]
        chart = chart_of([one.text for one in group], series, unit="%", stacked=True, most=Decimal(100))
        drawn = picture(chart, words["tables"]["survey"]["chart"].format(n=numbering.drawing()))
        if drawn is not None:
            yield drawn


def _by_answers(questions: tuple[CaseQuestion, ...]) -> dict[tuple[str, ...], list[CaseQuestion]]:
    """The questions that offer the same answers, together; questions nobody answered are left out, and those with several answers."""
    found: dict[tuple[str, ...], list[CaseQuestion]] = {}
    for question in questions:
        if question.answered and question.respondents is None:
            found.setdefault(tuple(question.answers), []).append(question)
    return found


def _formula(survey: CaseSurvey) -> str:
    """How a weighted satisfaction was computed over all questions that ask for it; nothing when every answer that counts counts whole."""
    asked = [question for question in survey.questions if question.satisfied and question.answered]
    weights: dict[tuple[str, Decimal], int] = {}
    for question in asked:
        for answer, weight in question.satisfied.items():
            weights[answer, weight] = weights.get((answer, weight), 0) + question.answers.get(answer, 0)
    if all(weight == 1 for _, weight in weights):
        return ""
    terms = [f"{count}×{amounts.text(weight, None)}" for (_, weight), count in weights.items()]
    return f"（{'＋'.join(terms)}）÷{sum(question.answered for question in asked)}"


def _share(count: int, of: int) -> Decimal | None:
    return Decimal(count) / of if of else None


def _percentage(count: int, of: int) -> Decimal | None:
    return Decimal(count) * 100 / of if of else None
