"""What people are called in the flows of the standard, and where each duty holds. The policy asks here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.people.models import Organisation, OrganisationKind, Role

#: What a role is called in the flows of the standard: at one's own organisation, and, by its kind, there and in all below it.
#: The standard knows two offices of a finance authority: reviewers there are the business office, recheckers the performance office.
OWN_DUTIES: Final[dict[str, str]] = {
    Role.PREPARER: "agency.preparer",
    Role.REVIEWER: "agency.reviewer",
    Role.APPROVER: "agency.approver",
}
PLACED_DUTIES: Final[dict[tuple[str, str], str]] = {
    (OrganisationKind.DEPARTMENT, Role.REVIEWER): "department.reviewer",
    (OrganisationKind.DEPARTMENT, Role.APPROVER): "department.approver",
    (OrganisationKind.FINANCE_AUTHORITY, Role.REVIEWER): "finance_authority.business_office",
    (OrganisationKind.FINANCE_AUTHORITY, Role.RECHECKER): "finance_authority.performance_office",
    (OrganisationKind.FINANCE_AUTHORITY, Role.APPROVER): "finance_authority.approver",
}
GIVEN_DUTIES: Final[dict[str, str]] = {
    AssignmentRole.EVALUATOR: "third_party_evaluator.evaluator",
    AssignmentRole.EXPERT: "expert",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a duty holds: at one organisation, or (``below``) there and in all below it."""

    organisation: int
    below: str = ""

    def reaches(self, organisation: Organisation) -> bool:
        """Whether it holds there."""
        return organisation.path.startswith(self.below) if self.below else organisation.pk == self.organisation

    def asked(self, field: str) -> Q:
        """The same as a question to the database."""
        return Q(**{f"{field}__path__startswith": self.below}) if self.below else Q(**{field: self.organisation})


def duties_of(role: str, kind: str, organisation: int, path: str) -> Iterator[tuple[str, Place]]:
    """The duties a role brings that is held at an organisation, and where."""
    if role in OWN_DUTIES:
        yield OWN_DUTIES[role], Place(organisation=organisation)
    if (kind, role) in PLACED_DUTIES:
        yield PLACED_DUTIES[kind, role], Place(organisation=organisation, below=path)
