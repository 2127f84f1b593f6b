"""Have a version set as pages, to be shown as it looks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.requests import request_pages
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def ask_for_pages(actor: Person, version: DocumentVersion) -> Job:
    """The job that does it; the one that waits or runs already for the same bytes."""
    document = version.document
    policy.require_for_document(actor, Permission.VIEW, document)
    job = request_pages(version, actor)
    summary = _("生成页面图：「{name}」第 {number} 版").format(name=document.name, number=version.number)
    chain.record(actor, "ask_for_pages", document.dossier or document, summary, organisation=document.organisation)
    return job
