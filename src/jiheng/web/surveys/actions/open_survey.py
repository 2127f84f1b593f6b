"""Open a survey: from now on its questionnaire is sealed and answers are taken."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.model.questionnaires import questionnaire_faults
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.records import digest_of
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import Access, Survey, SurveyState


@action
def open_survey(actor: Person, survey: Survey, *, seen: int) -> Survey:
    """The open survey."""
    policy.require_survey(actor, survey)
    if survey.state != SurveyState.DRAFT:
        raise Refused(_("只有起草中的问卷可以开放。"))
    faults = [fault.text for fault in questionnaire_faults(survey.questionnaire)]
    today = timezone.localdate()
    if survey.closes_on is not None and survey.closes_on < today:
        faults.append(_("截止日期已经过去。"))
    if not survey.respondents:
        faults.append(_("没有写调查对象。"))
    if survey.access == Access.CODES and not survey.codes.exists():
        faults.append(_("还没有生成填写码。"))
    if faults:
        raise Refused(_("还不能开放：{faults}").format(faults="".join(faults)))
    digest = digest_of(survey.content)
    survey.change(seen, state=SurveyState.OPEN, digest=digest, opened_on=today)
    summary = _("开放问卷「{title}」第 {number} 版").format(title=survey, number=survey.number)
    detail = {"survey": survey.pk, "digest": digest}
    chain.record(actor, "open_survey", survey.dossier, summary, organisation=survey.dossier.organisation, detail=detail)
    return survey
