"""Have a version checked again, as after an update of the checks or when the first try failed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.requests import request_check
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def check_again(actor: Person, version: DocumentVersion) -> Job:
    """The job that checks it; the one that waits or runs already."""
    document = version.document
    policy.require_for_document(actor, Permission.UPLOAD, document)
    job = request_check(version, actor)
    summary = _("重新核对「{name}」第 {number} 版").format(name=document.name, number=version.number)
    chain.record(actor, "check_again", document.dossier or document, summary, organisation=document.organisation)
    return job
