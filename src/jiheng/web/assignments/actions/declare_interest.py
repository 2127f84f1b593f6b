"""Say of oneself that an organisation is too near to be judged."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.assignments.models import DeclaredInterest
from jiheng.web.audit import chain
from jiheng.web.people.models import Organisation, Person


@action
def declare_interest(actor: Person, organisation: Organisation) -> DeclaredInterest:
    """The declaration; said twice it stays one."""
    declared, _is_new = DeclaredInterest.objects.get_or_create(person=actor, organisation=organisation)
    chain.record(actor, "declare_interest", declared, _("申明需回避「{name}」").format(name=organisation), organisation=organisation)
    return declared
