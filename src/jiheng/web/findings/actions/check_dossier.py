"""Have the papers of a dossier checked together."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.findings.requests import between_key
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def check_dossier(actor: Person, dossier: Dossier) -> Job:
    """The job that does it; the one that waits or runs already."""
    policy.require(actor, Permission.ANSWER, dossier)
    title = _("各件之间的核对：{subject}").format(subject=dossier.subject)
    address = reverse("between", args=[dossier.pk])
    job = request("check_dossier", {"dossier": dossier.pk}, key=between_key(dossier.pk), title=title, by=actor, address=address)
    chain.record(actor, "check_dossier", dossier, title, organisation=dossier.organisation)
    return job
