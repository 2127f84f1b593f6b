"""Change a survey: a draft in everything, an open one only in what its respondents never saw."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.model.questionnaires import Questionnaire
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import Survey, SurveyState

#: What may change while answers come in.
WHILE_OPEN: Final = frozenset({"closes_on", "planned", "population", "issued"})


@action
def edit_survey(actor: Person, survey: Survey, *, seen: int, questionnaire: Questionnaire | None = None, **values: Any) -> Survey:
    """The changed survey; ``seen`` is the version of it the person had before their eyes."""
    policy.require_survey(actor, survey)
    if survey.state == SurveyState.CLOSED:
        raise Refused(_("调查已结束，不能再改。要再调查一次，请另起新的版本。"))
    if survey.state == SurveyState.OPEN and (questionnaire is not None or not WHILE_OPEN.issuperset(values)):
        raise Refused(_("问卷已经开放，题目和填写方式不能再改。要改请先结束，再另起新的版本。"))
    if questionnaire is not None:
        values |= {"content": questionnaire.model_dump(mode="json"), "title": questionnaire.title}
    survey.change(seen, **values)
    summary = _("修改问卷「{title}」").format(title=survey)
    detail = {"survey": survey.pk, "fields": sorted(values)}
    chain.record(actor, "edit_survey", survey.dossier, summary, organisation=survey.dossier.organisation, detail=detail)
    return survey
