"""Add an organisation below another."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Organisation, OrganisationKind, Person
from jiheng.web.policy import Permission


@action
def add_organisation(actor: Person, *, parent: Organisation, kind: OrganisationKind, name: str, code: str) -> Organisation:
    """The new organisation."""
    policy.require(actor, Permission.MANAGE, parent)
    if parent.kind in (OrganisationKind.AGENCY, OrganisationKind.THIRD_PARTY_EVALUATOR) and kind != OrganisationKind.AGENCY:
        raise Refused(_("「{parent}」下面只能设预算单位。").format(parent=parent))
    organisation = Organisation.objects.create(parent=parent, kind=kind, name=name, code=code)
    summary = _("新增{kind}「{name}」").format(kind=kind.label, name=name)
    chain.record(actor, "add_organisation", organisation, summary, organisation=organisation, detail={"code": code, "kind": kind.value})
    return organisation
