"""Whose turn a case is: the duties of the flow as people hold them, and where nobody does, those of who stands in."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from jiheng.web import policy, staffing
from jiheng.web.assignments.models import Assignment
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Dossier
from jiheng.web.duties import GIVEN_DUTIES, Place, duties_of
from jiheng.web.people.models import Person


def duties(person: Person, dossier: Dossier) -> frozenset[str]:
    """As what the person may act on the cases of the dossier, in the words of the flows."""
    return staffing.acting_as(policy.duties(person, dossier), dossier.organisation)


def waiting_for(person: Person, column: str = "waits_for") -> QuerySet[Case]:
    """The open cases that wait for this person (or, by ``escalated_to``, were brought before them).

    The column says one of a few things: which of them name a duty is found out first, so that an index finds the rows.
    """
    known = said(person, column)

    def names(duty: str) -> Q:
        return Q(**{f"{column}__in": [words for words in known if f" {duty} " in words]})

    asked = Q(pk__in=())
    for duty, place in _done(person):
        asked |= names(duty) & place.asked("dossier__organisation")
    for duty, organisations in _stood_in(person):
        asked |= names(duty) & Q(dossier__organisation__in=organisations)
    for role, duty in GIVEN_DUTIES.items():
        given = Assignment.objects.filter(person=person, role=role, withdrawn_at__isnull=True)
        asked |= names(duty) & Q(dossier__in=given.values("dossier"))
    return Case.objects.filter(asked, is_open=True, dossier__fiscal_year__is_open=True)


def _own(person: Person) -> list[tuple[str, Place]]:
    return [pair for one in policy.held(person) for pair in duties_of(one.role, one.kind, one.organisation, one.path)]


def _done(person: Person) -> Iterator[tuple[str, Place]]:
    """Their own duties, without those that somebody who is alone with the work cannot do."""
    own = _own(person)
    return (pair for pair in own if (staffing.apart_from(pair[0]), pair[1]) not in own or reach(person).does(*pair))


def _stood_in(person: Person) -> Iterator[tuple[str, frozenset[int]]]:
    own = _own(person)
    if any(staffing.substitutes_for(duty) for duty, _place in own):
        yield from staffing.places_stood_in(own, reach(person))


def reach(person: Person) -> staffing.Reach:
    """The organisations at and below those of the person, and who works there; asked of the database once a request."""
    known: staffing.Reach | None = person.__dict__.get("_reach")
    if known is None:
        known = person.__dict__["_reach"] = staffing.reach(one.path for one in policy.held(person))
    return known


def said(person: Person, column: str = "waits_for") -> tuple[str, ...]:
    """The different things the column says of open cases; asked of the database once a request."""
    known: dict[str, tuple[str, ...]] = person.__dict__.setdefault("_said", {})
    if column not in known:
        known[column] = tuple(Case.objects.filter(is_open=True).order_by().values_list(column, flat=True).distinct())
    return known[column]
