"""Begin the next version of a closed survey: the same questions, to be changed; its answers are counted apart."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import Survey, SurveyState


@action
def revise_survey(actor: Person, survey: Survey) -> Survey:
    """The draft of the next version."""
    policy.require_survey(actor, survey)
    if survey.state != SurveyState.CLOSED:
        raise Refused(_("调查结束后才能另起新的版本。"))
    draft = Survey.objects.create(
        dossier=survey.dossier,
        organisation=survey.organisation,
        number=survey.number + 1,
        follows=survey,
        title=survey.title,
        content=survey.content,
        access=survey.access,
        link=secrets.token_urlsafe(9),
        respondents=survey.respondents,
        method=survey.method,
        population=survey.population,
        planned=survey.planned,
        most=survey.most,
        once_a_browser=survey.once_a_browser,
        created_by=actor,
    )
    summary = _("为问卷「{title}」另起第 {number} 版").format(title=survey, number=draft.number)
    detail = {"survey": draft.pk, "follows": survey.pk}
    chain.record(actor, "revise_survey", survey.dossier, summary, organisation=survey.dossier.organisation, detail=detail)
    return draft
