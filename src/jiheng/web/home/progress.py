"""How far everyone is: departments by stages, as counts. Three queries, however many dossiers there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from jiheng.web import policy
from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Stage
from jiheng.web.people.models import Organisation, OrganisationKind, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of so many dossiers at a stage, so many have their form; as text and as a length for the bar (0 to 100)."""

    stage: str
    filed: int
    count: int

    @property
    def length(self) -> int:
        """Whole per cent, never 100 before all are filed."""
        return self.filed * 100 // self.count if self.count else 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.filed == self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A department and its stages."""

    department: Organisation
    shares: tuple[Share, ...]
    count: int
    awaited: int
    late: int
    returned: int


def progress(person: Person, year: int) -> list[Row]:
    """A row for each department in sight, in the order of the tree."""
    departments = list(policy.organisations(person).filter(kind=OrganisationKind.DEPARTMENT, is_active=True))
    if not departments:
        return []
    counted = (
        policy.dossiers(person)
        .filter(fiscal_year_id=year)
        .order_by()
        .values_list("organisation__path", "stage", "awaits_record")
        .annotate(count=Count("pk"))
    )
    whole: Counter[tuple[int, str]] = Counter()
    filed: Counter[tuple[int, str]] = Counter()
    known = {department.pk for department in departments}
    for path, stage, awaits, count in counted:
        department = _department(path, known)
        if department is not None:
            whole[department, stage] += count
            filed[department, stage] += 0 if awaits and stage != Stage.FINISHED else count
    late, returned = _behind(person, year, known)
    return [_row(department, whole, filed, late[department.pk], returned[department.pk]) for department in departments]


def _department(path: str, known: set[int]) -> int | None:
    return next((int(part) for part in path.split("/") if part and int(part) in known), None)


def _behind(person: Person, year: int, known: set[int]) -> tuple[Counter[int], Counter[int]]:
    """By department: what is overdue, and what came back and was not handed in again."""
    late: Counter[int] = Counter()
    returned: Counter[int] = Counter()
    rows = (
        policy.cases(person)
        .filter(dossier__fiscal_year_id=year, is_open=True)
        .order_by()
        .values_list("dossier__organisation__path")
        .annotate(late=Count("pk", filter=Q(due_on__lt=flows.today())), returned=Count("pk", filter=Q(returned_on__isnull=False)))
    )
    for path, overdue, sent_back in rows:
        department = _department(path, known)
        if department is not None:
            late[department] += overdue
            returned[department] += sent_back
    return late, returned


def _row(department: Organisation, whole: Counter[tuple[int, str]], filed: Counter[tuple[int, str]], late: int, returned: int) -> Row:
    shares = tuple(Share(stage=stage, filed=filed[department.pk, stage], count=whole[department.pk, stage]) for stage in Stage.values)
    count = sum(share.count for share in shares)
    awaited = count - sum(share.filed for share in shares)
    return Row(department=department, shares=shares, count=count, awaited=awaited, late=late, returned=returned)
