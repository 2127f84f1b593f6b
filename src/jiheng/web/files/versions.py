"""Versions of documents: what the actions share. The caller has asked the policy and writes the audit entry."""

from __future__ import annotations

from django.utils import timezone

from jiheng.web.files.models import Document, DocumentVersion, StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.findings.requests import request_check
from jiheng.web.people.models import Organisation, Person


def locked(organisation: Organisation) -> Organisation:
    """The organisation, held until the end of the transaction: two uploads of one file come one after the other."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def newest(document: Document) -> DocumentVersion | None:
    """The latest version; None of a document without one."""
    return document.versions.select_related("file").order_by("-number").first()


def is_newest(document: Document, received: Received) -> bool:
    """Whether the latest version already holds these bytes."""
    latest = newest(document)
    return latest is not None and latest.file.digest == received.digest


def append(actor: Person, document: Document, received: Received) -> DocumentVersion:
    """The next version with the file, queued to be checked; the latest one when it holds the same bytes."""
    latest = newest(document)
    if latest is not None and latest.file.digest == received.digest:
        return latest
    file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
    file.save()
    version = DocumentVersion(document=document, number=latest.number + 1 if latest else 1, file=file)
    version.save()
    Document.objects.filter(pk=document.pk).update(latest=version.number, updated_at=timezone.now())
    document.latest = version.number
    request_check(version, actor)
    return version
