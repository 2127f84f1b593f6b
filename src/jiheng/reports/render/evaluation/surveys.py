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


def survey_blocks(survey: CaseSurvey, words: Mapping[str, Any], draft: Draft, numbering: Numbering) -> Iterator[Block]:
    """Text, a table for each question, a chart for each set of answers."""
    asked = next((question for question in survey.questions if question.satisfaction is not None), None)
    more = {**dict(survey), "satisfaction": asked.satisfaction if asked else None, "formula": _formula(asked)}
    yield Region(name=f"survey/{survey.id}", paragraphs=draft.paragraphs("survey", **more))
    of = words["tables"]["survey"]
    for number, question in enumerate(survey.questions, 1):
        rows = [[answer, str(count), percent(_share(count, question.answered), "占比")] for answer, count in question.answers.items()]
        if rows:
            rows.append([of["total"], str(question.answered), percent(_share(question.answered, question.answered), "占比")])
        yield plain_table(of["columns"], rows, of["widths"], title=of["title"].format(n=number, question=question.text), whole=True)
    for answers, group in _by_answers(survey.questions).items():
        series = [(answer, [_percentage(one.answers[answer], one.answered) for one in group]) for answer in answers]
        chart = chart_of([one.text for one in group], series, unit="%", stacked=True, most=Decimal(100))
        drawn = picture(chart, words["tables"]["survey"]["chart"].format(n=numbering.drawing()))
        if drawn is not None:
            yield drawn


def _by_answers(questions: tuple[CaseQuestion, ...]) -> dict[tuple[str, ...], list[CaseQuestion]]:
    """The questions that offer the same answers, together; questions nobody answered are left out."""
    found: dict[tuple[str, ...], list[CaseQuestion]] = {}
    for question in questions:
        if question.answered:
            found.setdefault(tuple(question.answers), []).append(question)
    return found


def _formula(question: CaseQuestion | None) -> str:
    """How a weighted satisfaction was computed; nothing when every answer that counts counts whole."""
    if question is None or all(weight == 1 for weight in question.satisfied.values()):
        return ""
    terms = [f"{question.answers.get(answer, 0)}×{amounts.text(weight, None)}" for answer, weight in question.satisfied.items()]
    return f"（{'＋'.join(terms)}）÷{question.answered}"


def _share(count: int, of: int) -> Decimal | None:
    return Decimal(count) / of if of else None


def _percentage(count: int, of: int) -> Decimal | None:
    return Decimal(count) * 100 / of if of else None
