"""How far everyone is: departments by stages, as counts. Four queries, however many dossiers there are."""

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
    """A row for each department in sight, and for each agency right below a finance authority, in the order of the tree."""
    direct = Q(kind=OrganisationKind.AGENCY, parent__kind=OrganisationKind.FINANCE_AUTHORITY)
    departments = list(policy.organisations(person).filter(Q(kind=OrganisationKind.DEPARTMENT) | direct, is_active=True))
    if not departments:
        return []
    counted = (
        policy.dossiers(person)
        .filter(fiscal_year_id=year)
        .order_by()
        .values_list("organisation", "stage", "awaits_record")
        .annotate(count=Count("pk"))
    )
    places = _Places(departments)
    whole: Counter[tuple[int, str]] = Counter()
    filed: Counter[tuple[int, str]] = Counter()
    for place, stage, awaits, count in counted:
        department = places.department(place)
        if department is not None:
            whole[department, stage] += count
            filed[department, stage] += 0 if awaits and stage != Stage.FINISHED else count
    late, returned = _behind(person, year, places)
    return [_row(department, whole, filed, late[department.pk], returned[department.pk]) for department in departments]


class _Places:
    """To which of the departments in sight an organisation belongs: the database counts by number, which an index knows."""

    def __init__(self, departments: list[Organisation]) -> None:
        paths = Organisation.objects.order_by().values_list("pk", "path")
        known = {department.pk for department in departments}
        self._found = {pk: next((int(part) for part in path.split("/") if part and int(part) in known), None) for pk, path in paths}

    def department(self, organisation: int) -> int | None:
        """The number of the department; None where it is not in sight."""
        return self._found.get(organisation)


def _behind(person: Person, year: int, places: _Places) -> tuple[Counter[int], Counter[int]]:
    """By department: what is overdue, and what came back and was not handed in again."""
    late: Counter[int] = Counter()
    returned: Counter[int] = Counter()
    rows = (
        policy.cases(person)
        .filter(Q(due_on__lt=flows.today()) | Q(returned_on__isnull=False), dossier__fiscal_year_id=year, is_open=True)
        .order_by()
        .values_list("dossier__organisation")
        .annotate(late=Count("pk", filter=Q(due_on__lt=flows.today())), returned=Count("pk", filter=Q(returned_on__isnull=False)))
    )
    for place, overdue, sent_back in rows:
        department = places.department(place)
        if department is not None:
            late[department] += overdue
            returned[department] += sent_back
    return late, returned


def _row(department: Organisation, whole: Counter[tuple[int, str]], filed: Counter[tuple[int, str]], late: int, returned: int) -> Row:
    shares = tuple(Share(stage=stage, filed=filed[department.pk, stage], count=whole[department.pk, stage]) for stage in Stage.values)
    count = sum(share.count for share in shares)
    awaited = count - sum(share.filed for share in shares)
    return Row(department=department, shares=shares, count=count, awaited=awaited, late=late, returned=returned)
