"""Make a token for a program that acts for an organisation."""

from __future__ import annotations

import datetime
import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.exchange.models import ApiToken
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission

#: How a token is known for one where it turns up by mistake.
PREFIX = "jiheng_"


@action
def create_token(actor: Person, organisation: Organisation, *, name: str, writes: bool, days: int) -> tuple[ApiToken, str]:
    """The token's row and its secret, which is shown once and kept nowhere."""
    policy.require(actor, Permission.MANAGE, organisation)
    secret = PREFIX + secrets.token_urlsafe(32)
    person = Person(username=f"api.{secrets.token_hex(8)}", name=_("接口：{name}").format(name=name)[:60], is_active=False)
    person.set_unusable_password()
    person.save()
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        digest=ApiToken.digest_of(secret),
        writes=writes,
        person=person,
        created_by=actor,
        expires_at=timezone.now() + datetime.timedelta(days=days),
    )
    summary = _("建立接口令牌「{name}」（{scope}）").format(name=name, scope=_("读取和填报") if writes else _("只读"))
    chain.record(actor, "create_token", token, summary, organisation=organisation, detail={"writes": writes, "days": days})
    return token, secret
