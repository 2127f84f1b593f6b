"""Take back the notes of a site visit."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import SiteVisit
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def withdraw_visit(actor: Person, visit: SiteVisit, *, seen: int) -> SiteVisit:
    """The notes, withdrawn; they stay written."""
    require_writing(actor, visit.evaluation)
    visit.change(seen, withdrawn_at=timezone.now(), changed_by=actor, changed_at=timezone.now())
    record(actor, "withdraw_visit", visit.evaluation, _("撤下现场查看「{place}」").format(place=visit), visit=visit.pk)
    return visit
