"""A corrected file of a document: its next version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.files.receiving import Received
from jiheng.web.files.versions import append, is_newest, locked
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def add_version(actor: Person, document: Document, received: Received) -> DocumentVersion:
    """The new version. The name of the document stays; the file keeps its own."""
    policy.require_for_document(actor, Permission.UPLOAD, document)
    locked(document.organisation)
    if is_newest(document, received):
        raise Refused(_("文件与最新一版完全相同，没有保存新的版本。"))
    version = append(actor, document, received)
    summary = _("上传「{name}」第 {number} 版").format(name=document.name, number=version.number)
    detail = {"document": document.pk, "number": version.number, "digest": received.digest}
    chain.record(actor, "add_version", document.dossier or document, summary, organisation=document.organisation, detail=detail)
    return version
