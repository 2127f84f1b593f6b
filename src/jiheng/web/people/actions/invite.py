"""Invite somebody into an organisation by a link."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import ROLES_OF, Invitation, Organisation, Person, Role
from jiheng.web.policy import Permission


@action
def invite(actor: Person, organisation: Organisation, *, name: str, role: Role) -> tuple[Invitation, str]:
    """The invitation and the secret of its link, which is shown once and kept nowhere."""
    policy.require(actor, Permission.MANAGE, organisation)
    if role not in ROLES_OF[organisation.kind]:
        raise Refused(_("{kind}不设「{role}」。").format(kind=organisation.get_kind_display(), role=role.label))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        digest=Invitation.digest_of(token),
        name=name,
        organisation=organisation,
        role=role,
        invited_by=actor,
        expires_at=timezone.now() + settings.INVITATION_LIMIT,
    )
    summary = _("邀请 {name} 任{role}").format(name=name, role=role.label)
    chain.record(actor, "invite", invitation, summary, organisation=organisation, detail={"role": role.value})
    return invitation, token
