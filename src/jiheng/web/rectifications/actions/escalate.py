"""What is late is brought before those above."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import coursed
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.rectifications.models import Rectification
from jiheng.web.versioned import Stale


@action
def escalate(rectification: Rectification, roles: tuple[str, ...]) -> Rectification:
    """Told to these roles from now on until it moves."""
    told = coursed.listed(roles)
    fresh = Rectification.objects.filter(pk=rectification.pk, version=rectification.version).exclude(escalated_to=told)
    if not fresh.update(escalated_to=told):  # no change of the case itself: nobody is late by it
        raise Stale(rectification)
    dossier, flow = rectification.dossier, rectification.declared
    summary = _("{title}：{label}已过，告知{who}").format(title=rectification, label=rectification.due_label, who=flow.people(roles))
    chain.record(None, "escalate", dossier, summary, organisation=dossier.organisation, detail={"rectification": rectification.pk})
    return rectification
