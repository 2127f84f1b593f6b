"""What is late is brought before those above."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import coursed
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.portal.models import Publication
from jiheng.web.versioned import Stale


@action
def escalate(publication: Publication, roles: tuple[str, ...]) -> Publication:
    """Told to these roles from now on until it moves."""
    told = coursed.listed(roles)
    fresh = Publication.objects.filter(pk=publication.pk, version=publication.version).exclude(escalated_to=told)
    if not fresh.update(escalated_to=told):  # no change of the row itself: nobody is late by it
        raise Stale(publication)
    summary = _("公开「{title}」：{label}已过，告知{who}").format(
        title=publication.title, label=publication.due_label, who=publication.declared.people(roles)
    )
    chain.record(
        None,
        "escalate",
        publication.dossier,
        summary,
        organisation=publication.dossier.organisation,
        detail={"publication": publication.pk},
    )
    return publication
