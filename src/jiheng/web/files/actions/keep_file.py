"""Keep a file that came with something else: a form dropped on a page, an attachment. Documents come by ``hand_in``."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission


@action
def keep_file(actor: Person, place: Dossier | Organisation, received: Received) -> StoredFile:
    """The stored file; ``place`` is the dossier or the organisation it came for."""
    policy.require(actor, Permission.UPLOAD, place)
    file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
    file.save()
    organisation = place.organisation if isinstance(place, Dossier) else place
    detail = {"file": file.pk, "name": file.name, "digest": file.digest}
    chain.record(actor, "keep_file", place, _("收到文件「{name}」").format(name=file.short_name), organisation=organisation, detail=detail)
    return file
