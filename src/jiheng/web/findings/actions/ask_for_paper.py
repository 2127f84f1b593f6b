"""Have a paper made of a version under review."""

from __future__ import annotations

import hashlib

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.papers import PaperKind
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def ask_for_paper(actor: Person, version: DocumentVersion, kind: PaperKind) -> Job:
    """The job that makes it; the one that is done already when nothing was decided since."""
    document = version.document
    policy.require_for_document(actor, Permission.VIEW, document)
    states = document.findings.order_by("pk").values_list("pk", "version")
    stamp = hashlib.sha256(str((list(states), str(version.assessment.assessed_at))).encode()).hexdigest()[:16]
    key = f"make_paper {version.pk} {kind.value} {actor.pk} {stamp}"
    title = _("生成{paper}：「{name}」第 {number} 版").format(paper=kind.label, name=document.name, number=version.number)
    address = reverse("download_paper", args=[document.pk, version.number, kind.value])
    done = Job.objects.filter(key=key, state=JobState.DONE).first()
    job = done or request("make_paper", {"version": version.pk, "paper": kind.value}, key=key, title=title, by=actor, address=address)
    detail = {"document": document.pk, "number": version.number, "paper": kind.value}
    chain.record(actor, "ask_for_paper", document.dossier or document, title, organisation=document.organisation, detail=detail)
    return job
