"""Open an account that was locked after wrong passwords."""

from __future__ import annotations

from axes.utils import reset
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.people.models import Membership, Person
from jiheng.web.policy import Permission


@action
def unlock(actor: Person, membership: Membership) -> Person:
    """The person, who can try again."""
    policy.require(actor, Permission.MANAGE, membership.organisation)
    reset(username=membership.person.username)
    chain.record(
        actor, "unlock", membership.person, _("为 {name} 解除锁定").format(name=membership.person), organisation=membership.organisation
    )
    return membership.person
