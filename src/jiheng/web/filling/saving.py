"""Keeping what is typed. No action: the chain tells who began a draft, threw it away or stored it, not every pause in typing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.casework.sealing import why_sealed
from jiheng.web.filling.actions.start_draft import start_draft
from jiheng.web.filling.content import Content
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.models import Draft
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.versioned import Stale


def save_draft(actor: Person, desk: Desk, content: Content, *, seen: int, based_on: int) -> Draft:
    """The draft with the new text; raises :class:`Stale` when it was saved or stored since ``seen`` and ``based_on``."""
    dossier = desk.dossier
    policy.require(actor, Permission.FILL, dossier)
    if not dossier.fiscal_year.is_open:
        raise Refused(_("{year} 年度已关闭，不能再填报。").format(year=dossier.fiscal_year))
    if sealed := why_sealed(dossier, desk.form):
        raise Refused(sealed)
    if based_on not in (desk.based_on, desk.stored):
        raise Stale(dossier)
    if desk.draft is None:
        if seen:
            raise Stale(dossier)
        return start_draft(actor, dossier, desk.form, content, based_on=based_on)
    if desk.draft.version == seen and desk.draft.based_on == based_on and desk.draft.typed == content:
        return desk.draft
    with transaction.atomic():
        values = {"content": content.model_dump(mode="json"), "based_on": based_on, "is_stored": False}
        draft: Draft = desk.draft.change(seen, **values, saved_by=actor, saved_at=timezone.now())
    return draft
