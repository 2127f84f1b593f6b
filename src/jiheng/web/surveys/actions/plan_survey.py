"""Draw up a survey on a dossier, from a draft of the library or empty."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.model.questionnaires import Questionnaire
from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person
from jiheng.web.surveys import law
from jiheng.web.surveys.models import Survey


@action
def plan_survey(actor: Person, dossier: Dossier, *, title: str, template: str = "") -> Survey:
    """The new draft, for the organisation the actor works for."""
    policy.require(actor, policy.Permission.VIEW, dossier)
    organisation = policy.surveys_for(actor, dossier)
    if organisation is None:
        raise PermissionDenied
    library = law.library()
    drafted = library.templates.get(template)
    begun = drafted.questionnaire if drafted is not None else Questionnaire(title=title, formula=next(iter(library.formulas)))
    survey = Survey.objects.create(
        dossier=dossier,
        organisation_id=organisation,
        title=title,
        content=begun.model_copy(update={"title": title}).model_dump(mode="json"),
        respondents=drafted.respondents if drafted is not None else "",
        link=secrets.token_urlsafe(9),
        created_by=actor,
    )
    summary = _("起草问卷「{title}」").format(title=title)
    chain.record(actor, "plan_survey", dossier, summary, organisation=dossier.organisation, detail={"survey": survey.pk})
    return survey
