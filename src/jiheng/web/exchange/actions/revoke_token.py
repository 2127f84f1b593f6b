"""Close a token for good."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.exchange.models import ApiToken
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def revoke_token(actor: Person, token: ApiToken) -> ApiToken:
    """The token, which opens nothing any more."""
    policy.require(actor, Permission.MANAGE, token.organisation)
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        raise Refused(_("这个令牌已经停用。"))
    chain.record(actor, "revoke_token", token, _("停用接口令牌「{name}」").format(name=token), organisation=token.organisation)
    return token
