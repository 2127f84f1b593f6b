"""Who sees results and says how they were used: those in whose reach the dossier is; those above its agency decide."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q, QuerySet

from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation, OrganisationKind, Person, Role
from jiheng.web.policy import Permission

_DECIDING: Final = (Role.REVIEWER, Role.RECHECKER, Role.APPROVER)
_ABOVE: Final = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)


def dossiers(person: Person) -> QuerySet[Dossier]:
    """The dossiers in the person's reach; who was merely given one does not see what becomes of its result."""
    paths = {one.path for one in policy.held(person) if one.grants(Permission.VIEW)}
    below = reduce(or_, (Q(path__startswith=path) for path in sorted(paths)), Q(pk__in=()))
    return Dossier.objects.filter(organisation__in=Organisation.objects.filter(below))


def sees(person: Person, dossier: Dossier) -> bool:
    """Whether the dossier is in the person's reach."""
    return any(one.reaches(Permission.VIEW, dossier.organisation) for one in policy.held(person))


def decides(person: Person, dossier: Dossier) -> bool:
    """Whether the person writes down how the result is used: from above, never for their own organisation."""
    place = dossier.organisation
    return any(
        one.role in _DECIDING and one.kind in _ABOVE and one.organisation != place.pk and place.path.startswith(one.path)
        for one in policy.held(person)
    )


def head(person: Person) -> Organisation | None:
    """The highest finance authority or department in which the person sees results: whose summary report it is."""
    places = {one.organisation for one in policy.held(person) if one.kind in _ABOVE and one.grants(Permission.VIEW)}
    return Organisation.objects.filter(pk__in=places).order_by("path").first()
