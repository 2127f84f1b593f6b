"""A survey collected on the web becomes the annex of a report; read back, our own checks find nothing."""

from __future__ import annotations

import datetime
import random

from report_reading import findings_of, read_back

from jiheng.model import CaseSurvey
from jiheng.model.questionnaires import Answers, QuestionKind, read_answers
from jiheng.regulation.questionnaires import load_questionnaires
from jiheng.reports.evaluation_report import project_report
from jiheng.sample.cases import case_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case
from jiheng.scoring.surveys import Fieldwork, count_survey, satisfaction

READ = load_case(case_text("project"), "案例.yaml")


def collected() -> CaseSurvey:
    """A survey of 197 made-up answers to a questionnaire of the library."""
    questionnaire = load_questionnaires().templates["beneficiaries"].questionnaire
    chance = random.Random(7)
    answers: list[Answers] = []
    for _ in range(197):
        sent: dict[str, list[str]] = {}
        for question in questionnaire.questions:
            if question.kind is QuestionKind.TEXT:
                sent[question.id] = ["希望再快一点"]
            elif question.kind is QuestionKind.MULTIPLE:
                sent[question.id] = [str(n) for n in range(1, len(question.labels) + 1) if chance.random() < 0.4]
            elif question.is_required or chance.random() < 0.9:
                sent[question.id] = [str(min(1 + int(chance.expovariate(4)), len(question.labels)))]
        reading = read_answers(questionnaire, sent)
        assert reading.faults == {}
        answers.append(reading.answers)
    fieldwork = Fieldwork(
        id="S1",
        respondents="受训农民",
        method="抽样调查",
        population=1200,
        issued=230,
        started_on=datetime.date(2025, 3, 18),
        finished_on=datetime.date(2025, 3, 28),
    )
    return count_survey(questionnaire, answers, fieldwork).record


def test_the_annex_of_a_collected_survey_passes_our_own_checks() -> None:
    record = collected()
    case = READ.case.model_copy(update={"surveys": (record,), "texts": {**READ.case.texts, "practices": "按季通报培训和服务进度。"}})
    paper = project_report(case, READ.frame, score_case(case, READ.frame, READ.standard), READ.standard)
    report, result = read_back(paper, "docx")
    assert findings_of(result) == []
    survey = next(one for one in report.surveys if one.questions)
    assert (survey.issued.value, survey.returned.value, survey.valid.value) == (230, 197, 197)
    read = {one.question: {label: count.value for label, count in one.answers.items()} for one in survey.questions}
    asked = [one for one in record.questions if one.respondents is None and one.answered]
    assert {one.text: read.get(one.text) for one in asked} == {one.text: one.answers for one in asked}
    stated = [one.satisfaction.value for one in report.surveys if one.satisfaction is not None]
    assert set(stated) == {satisfaction(record)}
