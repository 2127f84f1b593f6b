"""Whose turn a publication is."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q, QuerySet

from jiheng.process import load_flow
from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.duties import duties_of
from jiheng.web.people.models import Person
from jiheng.web.portal.models import Publication


def waiting_for(person: Person) -> QuerySet[Publication]:
    """The open ones of which the next step is this person's, and those that are late and were brought before them."""
    flow = load_flow("disclosure", settings.STANDARD)
    asked_for = {role for state in flow.states.values() for role in state.waits_for}
    asked_for |= {role for deadline in flow.deadlines.values() for role in deadline.escalate_to}
    asked = []
    for one in policy.held(person):
        for duty, place in duties_of(one.role, one.kind, one.organisation, one.path):
            if duty in asked_for:
                here = Q(dossier__in=Dossier.objects.filter(place.asked("organisation")))
                asked.append(here & (Q(waits_for__contains=f" {duty} ") | Q(escalated_to__contains=f" {duty} ")))
    if not asked:
        return Publication.objects.none()
    return policy.publications(person).filter(reduce(or_, asked), is_open=True)
