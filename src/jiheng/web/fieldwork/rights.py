"""What a person may do here: the duties the policy names, put to the questions these pages ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating

#: Who answers for the evaluated agency.
UNIT: Final = (evaluating.AGENCY_PREPARER, evaluating.AGENCY_REVIEWER)
_PROVIDE: Final = "provide_materials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """A person before an evaluation. ``writes``: evaluators while it is their turn; ``provides``: the unit while materials are taken."""

    person: Person
    evaluation: Evaluation
    writes: bool
    provides: bool
    sees_workings: bool


def rights_of(person: Person, evaluation: Evaluation, held: frozenset[str]) -> Rights | None:
    """What somebody with these duties may do; None for those who have no part in the fieldwork."""
    sees = evaluating.sees_workings(person, evaluation, held)
    if not sees and not held.intersection((*UNIT, evaluating.AGENCY_APPROVER)):
        return None
    return Rights(
        person=person,
        evaluation=evaluation,
        writes=evaluating.may_write(held, evaluation),
        provides=bool(held.intersection(UNIT)) and takes_materials(evaluation),
        sees_workings=sees,
    )


def rights(person: Person, evaluation: Evaluation) -> Rights:
    """What the person may do; 404 for an evaluation they cannot see, 403 for those who have no part in its fieldwork."""
    found = rights_of(person, evaluation, evaluating.require_evaluation(person, evaluation))
    if found is None:
        raise PermissionDenied
    return found


def takes_materials(evaluation: Evaluation) -> bool:
    """Whether the unit may hand in now: the flow knows it where the evaluation stands."""
    return any(one.action == _PROVIDE for one in evaluation.declared.leaving(evaluation.state))


def require_workings(person: Person, evaluation: Evaluation) -> Rights:
    """The same; 403 for those from whom the workings are kept."""
    found = rights(person, evaluation)
    if not found.sees_workings:
        raise PermissionDenied
    return found


def require_writing(person: Person, evaluation: Evaluation) -> Rights:
    """The same; 403 for all but the evaluators while it is their turn."""
    evaluating.require_writing(person, evaluation)
    return rights(person, evaluation)


def require_providing(person: Person, evaluation: Evaluation) -> Rights:
    """The same; 403 for all but the unit while materials are taken."""
    found = rights(person, evaluation)
    if not found.provides:
        raise PermissionDenied
    return found
