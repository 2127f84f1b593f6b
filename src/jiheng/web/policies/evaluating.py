"""Who sees an evaluation and what they may do with it.

Those see it in whose reach its dossier is, and those who are on the team. The evaluated agency and its department see that it is under way
and what is asked of them; workings (scores, problems, working papers) are for the client, the team, and the finance authority above.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404

from jiheng.web import policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.duties import duties_of
from jiheng.web.evaluations.models import Duty, Evaluation, TeamMember
from jiheng.web.people.models import Organisation, OrganisationKind, Person, Role
from jiheng.web.policy import Permission

CLIENT_REVIEWER: Final = "client.reviewer"
CLIENT_APPROVER: Final = "client.approver"
AGENCY_PREPARER: Final = "agency.preparer"
AGENCY_REVIEWER: Final = "agency.reviewer"
AGENCY_APPROVER: Final = "agency.approver"
LEAD: Final = "third_party_evaluator.lead_evaluator"
EVALUATOR: Final = "third_party_evaluator.evaluator"
RECHECKER: Final = "third_party_evaluator.rechecker"
EXPERT: Final = "expert"
#: Those who write the case.
WRITERS: Final = frozenset({LEAD, EVALUATOR})
#: Those who see the workings.
WORKING: Final = frozenset({CLIENT_REVIEWER, CLIENT_APPROVER, LEAD, EVALUATOR, RECHECKER, EXPERT})
_CLIENT: Final[dict[str, str]] = {Role.REVIEWER: CLIENT_REVIEWER, Role.RECHECKER: CLIENT_REVIEWER, Role.APPROVER: CLIENT_APPROVER}
_FOR_CLIENT: Final = frozenset(_CLIENT.values())
#: Where evaluations are commissioned, and what they are then.
CLIENTS: Final = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)
#: The lead evaluator does an evaluator's work too; the rechecker does not.
_TEAM: Final[dict[str, frozenset[str]]] = {
    Duty.LEAD_EVALUATOR: frozenset({LEAD, EVALUATOR}),
    Duty.EVALUATOR: frozenset({EVALUATOR}),
    Duty.RECHECKER: frozenset({RECHECKER}),
    Duty.EXPERT: frozenset({EXPERT}),
}
#: Those of the client who can evaluate where no agency is engaged.
OWN_STAFF: Final = (Role.PREPARER, Role.REVIEWER, Role.RECHECKER, Role.APPROVER)
_EVALUATING: Final = (Duty.LEAD_EVALUATOR, Duty.EVALUATOR, Duty.RECHECKER)
_AGENCY_ROLES: Final = (Role.PREPARER, Role.REVIEWER, Role.APPROVER)


def _reach(person: Person) -> tuple[str, ...]:
    return tuple({one.path for one in policy.held(person) if one.grants(Permission.VIEW)})


def may_judge(person: Person) -> bool:
    """Whether the person can be put on a team, and so has interests to declare: from outside, or of the staff of who commissions."""
    held = policy.held(person)
    return any(one.role in (Role.EVALUATOR, Role.EXPERT) or (one.role in OWN_STAFF and one.kind in CLIENTS) for one in held)


def by_client(evaluation: Evaluation) -> bool:
    """Whether the client evaluates with its own people: no agency is engaged."""
    return evaluation.evaluator_id in (None, evaluation.client_id)


def _by_client() -> Q:
    """The same of the evaluation of a place in a team."""
    return Q(evaluation__evaluator__isnull=True) | Q(evaluation__evaluator=F("evaluation__client"))


def _given(person: Person) -> QuerySet[TeamMember]:
    """The places in teams that the person holds, and whose role is still in force."""
    roles = {one.role for one in policy.held(person)}
    duties = [*(_EVALUATING if Role.EVALUATOR in roles else ()), *((Duty.EXPERT,) if Role.EXPERT in roles else ())]
    places = [one.organisation for one in policy.held(person) if one.role in OWN_STAFF and one.kind in CLIENTS]
    own = _by_client() & Q(duty__in=_EVALUATING, evaluation__client__in=places)
    return TeamMember.objects.filter(Q(duty__in=duties) | own, person=person, left_at__isnull=True)


def _own_work(person: Person) -> QuerySet[TeamMember]:
    """The places the person ever had where the client evaluates itself: there they do not act for the client, not even after they left."""
    return TeamMember.objects.filter(_by_client(), person=person, duty__in=_EVALUATING)


def written_by(person: Person) -> QuerySet[Evaluation]:
    """The evaluations whose case the person writes."""
    duties = (Duty.LEAD_EVALUATOR, Duty.EVALUATOR)
    return Evaluation.objects.filter(pk__in=_given(person).filter(duty__in=duties).values("evaluation"))


def evaluations(person: Person) -> QuerySet[Evaluation]:
    """The evaluations a person can see."""
    below = reduce(or_, (Q(path__startswith=path) for path in sorted(_reach(person))), Q(pk__in=()))
    dossiers = Dossier.objects.filter(organisation__in=Organisation.objects.filter(below))
    return Evaluation.objects.filter(Q(dossier__in=dossiers) | Q(pk__in=_given(person).values("evaluation")))


def duties(person: Person, evaluation: Evaluation) -> frozenset[str]:
    """As what the person may act on the evaluation, in the words of the flow."""
    agency, found = evaluation.dossier.organisation, set[str]()
    for one in policy.held(person):
        if one.organisation == agency.pk and one.role in _AGENCY_ROLES:
            found |= {duty for duty, _place in duties_of(one.role, one.kind, one.organisation, one.path) if duty.startswith("agency.")}
        if one.organisation == evaluation.client_id and one.role in _CLIENT:
            found.add(_CLIENT[one.role])
    for duty in _given(person).filter(evaluation=evaluation).values_list("duty", flat=True):
        found |= _TEAM[duty]
    if found & _FOR_CLIENT and by_client(evaluation) and _own_work(person).filter(evaluation=evaluation).exists():
        found -= _FOR_CLIENT
    return frozenset(found)


def sees_workings(person: Person, evaluation: Evaluation, held: frozenset[str] | None = None) -> bool:
    """Whether the person sees scores, problems and working papers before they are told. ``held``: their duties, if known already."""
    if (duties(person, evaluation) if held is None else held) & WORKING:
        return True
    place = evaluation.dossier.organisation
    return any(
        one.grants(Permission.VIEW)
        and (one.kind == OrganisationKind.FINANCE_AUTHORITY or one.organisation == evaluation.client_id)
        and place.path.startswith(one.path)
        for one in policy.held(person)
    )


def may_write(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties may change entries now: it is the evaluators' turn, and the report is not final.

    What the unit is asked for it fills in elsewhere (:mod:`fieldwork`), and nothing else.
    """
    if not evaluation.is_open or evaluation.stage == "archive":
        return False
    turn = set(evaluation.waits_for.split())
    return bool(held & WRITERS and turn & WRITERS)


def require_evaluation(person: Person, evaluation: Evaluation, *needed: str) -> frozenset[str]:
    """The person's duties; 404 for an evaluation they cannot see, 403 if none of those needed is theirs."""
    found = duties(person, evaluation)
    if not found and not evaluations(person).filter(pk=evaluation.pk).exists():
        raise Http404
    if needed and not found.intersection(needed):
        raise PermissionDenied
    return found


def require_workings(person: Person, evaluation: Evaluation) -> frozenset[str]:
    """The person's duties; 404 for an evaluation they cannot see, 403 for those from whom the workings are kept."""
    found = require_evaluation(person, evaluation)
    if not sees_workings(person, evaluation, found):
        raise PermissionDenied
    return found


def require_writing(person: Person, evaluation: Evaluation) -> frozenset[str]:
    """The person's duties; 404 for an evaluation they cannot see, 403 if the case is not theirs to change now."""
    found = require_evaluation(person, evaluation)
    if not may_write(found, evaluation):
        raise PermissionDenied
    return found


def clients(person: Person) -> QuerySet[Organisation]:
    """The organisations for which the person commissions evaluations."""
    return Organisation.objects.filter(pk__in=_commissioning(person))


def _commissioning(person: Person) -> set[int]:
    return {one.organisation for one in policy.held(person) if _CLIENT.get(one.role) == CLIENT_REVIEWER and one.kind in CLIENTS}


def can_open(person: Person, dossier: Dossier) -> bool:
    """Whether the person may put the dossier on the plan: they commission for another organisation than the one evaluated."""
    return policy.may(person, Permission.VIEW, dossier) and bool(_commissioning(person) - {dossier.organisation_id})


def has_evaluations(person: Person) -> bool:
    """Whether the person has to do with evaluations at all: what a menu asks."""
    return policy.holds(person, Permission.VIEW) or any(one.role in (Role.EVALUATOR, Role.EXPERT) for one in policy.held(person))


def waiting_for(person: Person, column: str = "waits_for") -> QuerySet[Evaluation]:
    """The open evaluations that wait for this person (or, by ``escalated_to``, were brought before them)."""
    asked = [Q(pk__in=())]
    for one in policy.held(person):
        if one.role in _AGENCY_ROLES:
            own = [duty for duty, _place in duties_of(one.role, one.kind, one.organisation, one.path) if duty.startswith("agency.")]
            asked += [Q(**{f"{column}__contains": f" {duty} "}, dossier__organisation=one.organisation) for duty in own]
        if one.role in _CLIENT:
            for_client = Q(**{f"{column}__contains": f" {_CLIENT[one.role]} "}, client=one.organisation)
            asked.append(for_client & ~Q(pk__in=_own_work(person).values("evaluation")))
    for duty, names in _TEAM.items():
        on = _given(person).filter(duty=duty).values("evaluation")
        asked += [Q(**{f"{column}__contains": f" {name} "}, pk__in=on) for name in sorted(names)]
    return Evaluation.objects.filter(reduce(or_, asked), is_open=True)
