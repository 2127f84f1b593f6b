"""Bring a late case before those above."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jiheng.web import staffing
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.casework.flows import flow_of
from jiheng.web.casework.models import Case
from jiheng.web.coursed import listed
from jiheng.web.versioned import Stale


@action
def escalate(case: Case, roles: Iterable[str]) -> Case:
    """The case, told to these roles from now on until it moves."""
    told = tuple(dict.fromkeys(roles))
    fresh = Case.objects.filter(pk=case.pk, version=case.version).exclude(escalated_to=listed(told))
    if not fresh.update(escalated_to=listed(told)):  # no change of the case itself: nobody is late by it
        raise Stale(case)
    place = case.dossier.organisation
    who = staffing.named(flow_of(case.way).words, told, staffing.staff_of([place]), place)
    summary = _("{flow}：{label}已过，告知{who}").format(flow=case.get_flow_display(), label=case.due_label, who=who)
    chain.record(
        None, "escalate", case.dossier, summary, organisation=case.dossier.organisation, detail={"case": case.pk, "roles": list(told)}
    )
    return case
