"""Store a draft: what is typed becomes a record, the record the next version of its form."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.filling.desk import Desk
from jiheng.web.people.models import Person
from jiheng.web.versioned import Stale


@action
def store_draft(actor: Person, desk: Desk, *, seen: int, dossier_seen: int, note: str = "") -> RecordVersion:
    """The stored version; ``seen`` is the saving the person had before their eyes, ``dossier_seen`` the version of the dossier."""
    if desk.draft is None:
        raise Refused(_("还没有填写内容。"))
    if desk.draft.version != seen or desk.has_newer:
        raise Stale(desk.draft)
    read = desk.typed(desk.content)
    version = store_record(actor, desk.dossier, read.record, seen=dossier_seen, note=note)
    desk.draft.change(seen, based_on=version.number, is_stored=True)
    return version
