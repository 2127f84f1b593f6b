"""Make access codes: each is good for one answer."""

from __future__ import annotations

import secrets
from typing import Final

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import AccessCode, Survey, SurveyState

#: Signs that nobody takes for another when they are read from paper.
SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 10
#: So many codes a survey can have: a county's largest sample many times over.
MOST: Final = 20_000


@action
def issue_codes(actor: Person, survey: Survey, *, number: int) -> int:
    """How many codes there are now."""
    policy.require_survey(actor, survey)
    if survey.state == SurveyState.CLOSED:
        raise Refused(_("调查已结束，不能再发填写码。"))
    before = survey.codes.count()
    if before + number > MOST:
        raise Refused(_("填写码最多 {most} 个，已有 {before} 个。").format(most=MOST, before=before))
    made: set[str] = set()
    while len(made) < number:
        made.add("".join(secrets.choice(SIGNS) for _place in range(LENGTH)))
    AccessCode.objects.bulk_create([AccessCode(survey=survey, code=code) for code in sorted(made)], batch_size=500)
    summary = _("为问卷「{title}」生成填写码 {number} 个").format(title=survey, number=number)
    detail = {"survey": survey.pk, "number": number}
    chain.record(actor, "issue_codes", survey.dossier, summary, organisation=survey.dossier.organisation, detail=detail)
    return before + number
