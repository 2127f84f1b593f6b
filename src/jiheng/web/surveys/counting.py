"""The answers of a survey as the counting room takes them, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jiheng.model.questionnaires import Answers, Question, QuestionKind
from jiheng.scoring.surveys import CrossTable, Fieldwork, SurveyResult, by_formula, comments, count_survey, cross, is_valid
from jiheng.web.surveys import law
from jiheng.web.surveys.models import Answer, Survey

#: Closed surveys do not change: so many are kept counted in each process.
_KEPT: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A closed survey as it may be shown; ``formulas`` tells the satisfaction by each formula, title first."""

    result: SurveyResult
    formulas: tuple[tuple[str, Decimal | None, bool], ...]
    written: tuple[tuple[Question, tuple[str, ...]], ...]


def count(survey: Survey, answers: Sequence[Answers]) -> SurveyResult:
    """The survey counted, with what is known beside the answers."""
    fieldwork = Fieldwork(
        id=f"S{survey.pk}",
        respondents=survey.respondents,
        method=survey.get_method_display() if survey.method != "公开征集" else survey.method,
        population=survey.population,
        issued=survey.issued,
        started_on=survey.opened_on,
        finished_on=survey.closed_on,
    )
    return count_survey(survey.questionnaire, answers, fieldwork, least=law.least_shown())


def answers_of(survey: Survey) -> list[Answers]:
    """All answers, in the order of their keys, which are chance."""
    return list(Answer.objects.filter(survey=survey).order_by("key").values_list("content", flat=True))


def analysis(survey: Survey) -> Analysis | None:
    """What a closed survey found; None while too few answers would give somebody away. Ask for closed surveys only."""
    return _analysis(survey.pk, survey.seal)


@lru_cache(maxsize=_KEPT)
def _analysis(pk: int, _seal: str) -> Analysis | None:
    survey = Survey.objects.get(pk=pk)
    answers = answers_of(survey)
    result = count(survey, answers)
    if (result.record.valid or 0) < law.least_shown():
        return None
    titles = law.library().formulas
    questionnaire = survey.questionnaire
    rates = by_formula(questionnaire, answers, least=law.least_shown())
    texts = [question for question in questionnaire.questions if question.kind is QuestionKind.TEXT]
    return Analysis(
        result=result,
        formulas=tuple((one.title, rates[name], name == questionnaire.formula) for name, one in titles.items() if name in rates),
        written=tuple((question, comments(question, answers)) for question in texts),
    )


def crossed(survey: Survey, row: str, column: str) -> CrossTable | None:
    """Two questions of a closed survey against each other; None when they cannot be."""
    questionnaire = survey.questionnaire
    groups, asked = questionnaire.question(row), questionnaire.question(column)
    if groups is None or asked is None or groups == asked or not groups.labels or not asked.labels:
        return None
    answers = [one for one in answers_of(survey) if is_valid(questionnaire, one)]
    return cross(groups, asked, answers, least_group=law.least_shown(), least_cell=law.least_cell())
