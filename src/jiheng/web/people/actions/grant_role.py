"""Give somebody who has an account one more role."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import ROLES_OF, Membership, Organisation, Person, Role
from jiheng.web.policy import Permission


@action
def grant_role(actor: Person, organisation: Organisation, person: Person, *, role: Role) -> Membership:
    """The new membership."""
    policy.require(actor, Permission.MANAGE, organisation)
    if role not in ROLES_OF[organisation.kind]:
        raise Refused(_("{kind}不设「{role}」。").format(kind=organisation.get_kind_display(), role=role.label))
    try:
        with transaction.atomic():
            membership = Membership.objects.create(person=person, organisation=organisation, role=role)
    except IntegrityError as error:
        raise Refused(_("{name} 已经是{role}。").format(name=person, role=role.label)) from error
    policy.forget(person)
    summary = _("给 {name} 增加角色：{role}").format(name=person, role=role.label)
    chain.record(actor, "grant_role", membership, summary, organisation=organisation, detail={"role": role.value})
    return membership
