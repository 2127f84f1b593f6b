"""Take a link back before it is used."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Invitation, Person
from jiheng.web.policy import Permission


@action
def withdraw_invitation(actor: Person, invitation: Invitation) -> Invitation:
    """The invitation, now opening nothing."""
    policy.require(actor, Permission.MANAGE, invitation.organisation)
    now = timezone.now()
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now):
        raise Refused(_("这个链接已经用过或已撤回。"))
    invitation.withdrawn_at = now
    chain.record(
        actor,
        "withdraw_invitation",
        invitation,
        _("撤回给 {name} 的链接").format(name=invitation.name),
        organisation=invitation.organisation,
    )
    return invitation
