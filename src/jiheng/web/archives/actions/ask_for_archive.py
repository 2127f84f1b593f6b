"""Have the package of a dossier made."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Dossier
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def ask_for_archive(actor: Person, dossier: Dossier) -> Job:
    """The job that makes it; the one that is under way already when it was asked for before."""
    policy.require(actor, Permission.DIRECT, dossier)
    title = _("归档「{subject}」").format(subject=dossier)
    arguments = {"dossier": dossier.pk, "person": actor.pk, "day": flows.today().isoformat()}
    address = reverse("archives", args=[dossier.pk])
    job = request("make_archive", arguments, key=f"make_archive {dossier.pk} {actor.pk}", title=title, by=actor, address=address)
    chain.record(actor, "ask_for_archive", dossier, title, organisation=dossier.organisation)
    return job
