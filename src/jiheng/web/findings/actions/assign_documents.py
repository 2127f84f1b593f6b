"""Put documents of an inbox into a dossier, or move them to another."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import Document
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def assign_documents(actor: Person, documents: Sequence[Document], dossier: Dossier) -> int:
    """How many were put there; those that are there already stay."""
    policy.require(actor, Permission.UPLOAD, dossier)
    moved = [one for one in documents if one.dossier_id != dossier.pk]
    for document in moved:
        policy.require_for_document(actor, Permission.UPLOAD, document)
        document.change(document.version, dossier=dossier, organisation=dossier.organisation)
    if not moved:
        raise Refused(_("所选资料已经在「{subject}」的卷宗里。").format(subject=dossier.subject))
    summary = _("归入资料 {count} 份").format(count=len(moved))
    detail = {"documents": [one.pk for one in moved]}
    chain.record(actor, "assign_documents", dossier, summary, organisation=dossier.organisation, detail=detail)
    return len(moved)
