"""Put a photo to the notes of a site visit."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.fieldwork.models import SitePhoto, SiteVisit
from jiheng.web.fieldwork.recording import kept, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.files.models import FileType
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person


@action
def add_photo(actor: Person, visit: SiteVisit, received: Received, *, caption: str) -> SitePhoto:
    """The photo with the notes."""
    require_writing(actor, visit.evaluation)
    if received.type != FileType.IMAGE:
        raise Refused(_("「{name}」不是照片。别的文件请登记为底稿。").format(name=received.name))
    photo = SitePhoto(visit=visit, file=kept(actor, received), caption=caption)
    photo.save()
    record(actor, "add_photo", visit.evaluation, _("现场照片「{place}」").format(place=visit), visit=visit.pk, digest=received.digest)
    return photo
