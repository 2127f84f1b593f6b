"""Asking for a check of a version. Part of the caller's transaction: a version that is stored is also queued."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.files.models import DocumentVersion
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person


def request_check(version: DocumentVersion, by: Person) -> Job:
    """The job that checks the version."""
    title = _("核对「{name}」第 {number} 版").format(name=version.document.name, number=version.number)
    return request(
        "check_document", {"version": version.pk}, key=check_key(version.pk), title=title, by=by, address=version.get_absolute_url()
    )


def check_key(version: int) -> str:
    """What the check of a version is called in the queue."""
    return f"check_document {version}"


def request_pages(version: DocumentVersion, by: Person) -> Job:
    """The job that has the version set as pages; the same bytes are set once."""
    title = _("生成页面图：「{name}」第 {number} 版").format(name=version.document.name, number=version.number)
    digest = version.file.digest
    return request("draw_pages", {"version": version.pk}, key=pages_key(digest), title=title, by=by, address=version.get_absolute_url())


def pages_key(digest: str) -> str:
    """What setting these bytes as pages is called in the queue."""
    return f"draw_pages {digest}"


def between_key(dossier: int) -> str:
    """What checking the papers of a dossier together is called in the queue."""
    return f"check_dossier {dossier}"
