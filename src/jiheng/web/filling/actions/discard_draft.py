"""Throw a draft away: the form is again what was stored last, or blank."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.filling.desk import Desk
from jiheng.web.filling.models import Draft
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.versioned import Stale


@action
def discard_draft(actor: Person, desk: Desk, *, seen: int) -> None:
    """The draft is gone; raises :class:`Stale` when somebody saved it in the meantime."""
    policy.require(actor, Permission.FILL, desk.dossier)
    if desk.draft is None:
        raise Refused(_("没有草稿。"))
    if not Draft.objects.filter(pk=desk.draft.pk, version=seen).delete()[0]:
        raise Stale(desk.draft)
    summary = _("放弃{form}的草稿").format(form=desk.form.label)
    detail = {"form": desk.form.value}
    chain.record(actor, "discard_draft", desk.dossier, summary, organisation=desk.dossier.organisation, detail=detail)
