"""Hand in a file: a new document, or the next version of the one that has its name in the dossier."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.files.receiving import Received
from jiheng.web.files.versions import append, is_newest, locked
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission


@action
def hand_in(actor: Person, place: Dossier | Organisation, received: Received) -> DocumentVersion:
    """The version that holds the file. Handed in again, as after a dropped connection, it is the same version."""
    policy.require(actor, Permission.UPLOAD, place)
    dossier = place if isinstance(place, Dossier) else None
    organisation = locked(dossier.organisation if dossier else Organisation.objects.get(pk=place.pk))
    same = [one for one in _namesakes(organisation, dossier, received.name) if dossier or is_newest(one, received)]
    document = same[0] if same else Document.objects.create(organisation=organisation, dossier=dossier, name=received.name)
    version = append(actor, document, received)
    summary = _("上传「{name}」第 {number} 版").format(name=document.name, number=version.number)
    detail = {"document": document.pk, "number": version.number, "digest": received.digest}
    chain.record(actor, "hand_in", dossier or document, summary, organisation=organisation, detail=detail)
    return version


def _namesakes(organisation: Organisation, dossier: Dossier | None, name: str) -> list[Document]:
    """In an inbox many forms have one name: there only the same bytes are the same document."""
    return list(Document.objects.filter(organisation=organisation, dossier=dossier, name=name).order_by("-pk"))
