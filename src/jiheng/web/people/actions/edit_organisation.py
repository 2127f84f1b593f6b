"""Change the name or code of an organisation, or switch it off."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission


@action
def edit_organisation(actor: Person, organisation: Organisation, *, seen: int, name: str, code: str, is_active: bool) -> Organisation:
    """The organisation as changed; ``seen`` is the version the person had before their eyes."""
    policy.require(actor, Permission.MANAGE, organisation)
    wanted = {"name": name, "code": code, "is_active": is_active}
    before = {field: getattr(organisation, field) for field in wanted}
    changed = {field: [before[field], value] for field, value in wanted.items() if before[field] != value}
    organisation.change(seen, name=name, code=code, is_active=is_active)
    summary = _("修改单位「{name}」").format(name=name)
    chain.record(actor, "edit_organisation", organisation, summary, organisation=organisation, detail=changed)
    return organisation
