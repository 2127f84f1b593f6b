"""Begin: the first finance authority and the link for its first administrator. Only on an empty installation, only from the console."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Invitation, Organisation, OrganisationKind, Role


@action
def found(*, name: str, code: str, administrator: str) -> tuple[Organisation, str]:
    """The organisation and the secret of the link."""
    if Organisation.objects.exists():
        raise Refused(_("已经有单位，不能再次初始化。请由现有管理员邀请人员。"))
    organisation = Organisation.objects.create(kind=OrganisationKind.FINANCE_AUTHORITY, name=name, code=code)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        digest=Invitation.digest_of(token),
        name=administrator,
        organisation=organisation,
        role=Role.ADMINISTRATOR,
        expires_at=timezone.now() + settings.INVITATION_LIMIT,
    )
    chain.record(None, "found", organisation, _("建立工作区：「{name}」").format(name=name), organisation=organisation)
    return organisation, token
