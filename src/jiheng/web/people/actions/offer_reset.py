"""Give somebody who lost their password, their second factor or both a link to start again."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Invitation, InvitationPurpose, Membership, Person
from jiheng.web.policy import Permission


@action
def offer_reset(actor: Person, membership: Membership) -> tuple[Invitation, str]:
    """The invitation and the secret of its link. The old password holds until the link is used."""
    policy.require(actor, Permission.MANAGE, membership.organisation)
    if membership.until is not None:
        raise Http404
    if not policy.manages(actor, membership.person):
        raise Refused(_("{name} 还在别的单位任职，请由上级单位的系统管理员办理。").format(name=membership.person))
    token = secrets.token_urlsafe(32)
    person = membership.person
    invitation = Invitation.objects.create(
        purpose=InvitationPurpose.RESET,
        digest=Invitation.digest_of(token),
        name=person.name,
        organisation=membership.organisation,
        person=person,
        invited_by=actor,
        expires_at=timezone.now() + settings.INVITATION_LIMIT,
    )
    chain.record(actor, "offer_reset", person, _("为 {name} 开出重设密码的链接").format(name=person), organisation=membership.organisation)
    return invitation, token
