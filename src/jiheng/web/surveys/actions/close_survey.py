"""Close a survey: no answer is taken any more, all are sealed together, and the result becomes a record."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.records import digest_of
from jiheng.web.people.models import Person
from jiheng.web.surveys import law
from jiheng.web.surveys.counting import count
from jiheng.web.surveys.models import Access, Answer, Survey, SurveyResult, SurveyState
from jiheng.web.surveys.receiving import seal


@action
def close_survey(actor: Person, survey: Survey, *, seen: int, issued: int | None = None) -> Survey:
    """The closed survey. With codes, so many were issued as there are codes; else as many as the actor says were reached."""
    policy.require_survey(actor, survey)
    if survey.state != SurveyState.OPEN:
        raise Refused(_("只有进行中的调查可以结束。"))
    if survey.access == Access.CODES:
        issued = survey.codes.count()
    if issued is not None and issued < survey.received:
        raise Refused(_("发放份数 {issued} 少于已收的 {received} 份。").format(issued=issued, received=survey.received))
    survey.change(seen, state=SurveyState.CLOSED, issued=issued, closed_on=timezone.localdate())
    # The row is ours now: whoever answers at this moment waits for it and is then turned away.
    rows = list(Answer.objects.filter(survey=survey).values_list("key", "content"))
    survey.change(survey.version, seal=seal(rows), received=len(rows))
    result = count(survey, [content for _key, content in rows])
    if (result.record.valid or 0) >= law.least_shown():
        content = result.record.model_dump(mode="json", exclude_none=True)
        SurveyResult(survey=survey, content=content, digest=digest_of(content)).save()
    summary = _("结束调查「{title}」第 {number} 版，收到 {received} 份").format(title=survey, number=survey.number, received=len(rows))
    detail = {"survey": survey.pk, "received": len(rows), "valid": result.record.valid, "seal": survey.seal}
    chain.record(actor, "close_survey", survey.dossier, summary, organisation=survey.dossier.organisation, detail=detail)
    return survey
