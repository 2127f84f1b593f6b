"""Who sees a rectification and what they may do with it: its issuer, the agency it was sent to, and those above the agency."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.duties import duties_of
from jiheng.web.people.models import Organisation, OrganisationKind, Person, Role
from jiheng.web.policy import Permission
from jiheng.web.rectifications.models import Rectification

ISSUER: Final = "issuer.reviewer"
AGENCY: Final = "agency.preparer"
_ISSUER: Final[dict[str, str]] = {Role.REVIEWER: ISSUER, Role.RECHECKER: ISSUER, Role.APPROVER: "issuer.approver"}
_ISSUING: Final = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)
#: What the agency may change, and when: its answers, while the case is with it.
ANSWERING: Final = ("rectifying", "escalated", "suspended")


def rectifications(person: Person) -> QuerySet[Rectification]:
    """Those a person can see: of dossiers in their reach, drafts by their issuer alone. Who was merely given a dossier sees none."""
    paths = {one.path for one in policy.held(person) if one.grants(Permission.VIEW)}
    below = reduce(or_, (Q(path__startswith=path) for path in sorted(paths)), Q(pk__in=()))
    dossiers = Dossier.objects.filter(organisation__in=Organisation.objects.filter(below))
    own = [one.organisation for one in policy.held(person) if one.role in _ISSUER]
    return Rectification.objects.filter(Q(issued_on__isnull=False) | Q(issuer__in=own), dossier__in=dossiers)


def duties(person: Person, rectification: Rectification) -> frozenset[str]:
    """As what the person may act on the rectification, in the words of the flow."""
    above = {one for one in policy.duties(person, rectification.dossier) if not one.startswith(("third_party", "expert"))}
    own = {_ISSUER[one.role] for one in policy.held(person) if one.organisation == rectification.issuer_id and one.role in _ISSUER}
    return frozenset(above | own)


def issues(person: Person, dossier: Dossier) -> bool:
    """Whether the person writes notices to the agency of the dossier."""
    return bool(_issuing(person, dossier))


def issuers(person: Person, dossier: Dossier) -> QuerySet[Organisation]:
    """The organisations for which the person writes notices to the agency of the dossier: above it, and never to themselves."""
    return Organisation.objects.filter(pk__in=_issuing(person, dossier))


def _issuing(person: Person, dossier: Dossier) -> set[int]:
    found = {
        one.organisation
        for one in policy.held(person)
        if _ISSUER.get(one.role) == ISSUER and one.kind in _ISSUING and dossier.organisation.path.startswith(one.path)
    }
    return found - {dossier.organisation_id}


def require_rectification(person: Person, rectification: Rectification, *needed: str) -> frozenset[str]:
    """The person's duties; 404 for one they cannot see, 403 if none of those needed is theirs."""
    if not rectifications(person).filter(pk=rectification.pk).exists():
        raise Http404
    found = duties(person, rectification)
    if needed and not found.intersection(needed):
        raise PermissionDenied
    return found


def waiting_for(person: Person, column: str = "waits_for") -> QuerySet[Rectification]:
    """The open ones that wait for this person (or, by ``escalated_to``, were brought before them)."""
    asked = [Q(pk__in=())]
    for one in policy.held(person):
        for duty, place in duties_of(one.role, one.kind, one.organisation, one.path):
            asked.append(Q(**{f"{column}__contains": f" {duty} "}, dossier__in=Dossier.objects.filter(place.asked("organisation"))))
        if one.role in _ISSUER:
            asked.append(Q(**{f"{column}__contains": f" {_ISSUER[one.role]} "}, issuer=one.organisation))
    return rectifications(person).filter(reduce(or_, asked), is_open=True)
