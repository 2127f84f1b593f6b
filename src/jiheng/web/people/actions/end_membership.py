"""End a role: the person keeps their name in what they did, and loses what the role let them do."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Membership, Person
from jiheng.web.policy import Permission


@action
def end_membership(actor: Person, membership: Membership) -> Membership:
    """The membership with its last day."""
    policy.require(actor, Permission.MANAGE, membership.organisation)
    if membership.person_id == actor.pk:
        raise Refused(_("不能停用自己的角色，请由另一位管理员办理。"))
    today = timezone.localdate()
    if not Membership.objects.filter(pk=membership.pk, until__isnull=True).update(until=today):
        raise Refused(_("这个角色已经停用。"))
    membership.until = today
    policy.forget(membership.person)
    summary = _("停用 {name} 的角色：{role}").format(name=membership.person, role=membership.get_role_display())
    chain.record(actor, "end_membership", membership, summary, organisation=membership.organisation, detail={"role": membership.role})
    return membership
