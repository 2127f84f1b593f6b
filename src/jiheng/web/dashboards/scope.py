"""Which dossiers a chart is about: the filters of the address, applied to what the person sees."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from jiheng.web import policy
from jiheng.web.dashboards.law import grade_bounds, standard_of
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import FiscalYear, Organisation, OrganisationKind, Person

#: How a dossier that belongs to no sector is asked for.
NO_SECTOR = "-"


class Filters(forms.Form):
    """What can be asked for; everything is optional."""

    year = forms.ChoiceField(label=_("年度"), required=False)
    department = forms.ChoiceField(label=_("部门"), required=False)
    sector = forms.ChoiceField(label=_("领域"), required=False)
    kind = forms.ChoiceField(label=_("类型"), required=False, choices=[("", _("全部")), *DossierKind.choices])

    def __init__(self, data: QueryDict, years: list[int], departments: list[Organisation]) -> None:
        super().__init__(data)
        sectors = [*standard_of().parameter("sectors").value, NO_SECTOR]
        choices = {
            "year": [(str(year), str(year)) for year in years],
            "department": [(str(one.pk), one.name) for one in departments],
            "sector": [(sector, sector_name("" if sector == NO_SECTOR else sector)) for sector in sectors],
        }
        for name, options in choices.items():
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, required=False, choices=[("", _("全部")), *options])


def sector_name(sector: str) -> str:
    """What a sector is called; other where it has no name."""
    return sector or now("其他领域")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at: the person, the filters, and the years there are (newest first)."""

    person: Person
    filters: Filters
    years: tuple[int, ...]
    departments: tuple[Organisation, ...]
    year: int | None = None
    department: Organisation | None = None
    organisation: int | None = None
    sector: str | None = None
    kind: str = ""
    grade: str = ""
    check: str = ""
    is_year_ours: bool = False  # nobody asked for a year
    #: What tables of the same scope have in common is asked of the database once.
    asked: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_inside(self) -> bool:
        """Whether one department is looked at: its organisations are told apart, not departments."""
        return self.department is not None or len(self.departments) < 2

    def rows(self) -> QuerySet[Dossier]:
        """The dossiers, without order: they are counted and added up by the database."""
        rows = policy.dossiers(self.person).order_by()
        if self.year:
            rows = rows.filter(fiscal_year_id=self.year)
        if self.department:
            rows = rows.filter(facts__department=self.department)
        if self.organisation:
            rows = rows.filter(organisation_id=self.organisation)
        if self.sector is not None:
            rows = rows.filter(facts__sector=self.sector)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.grade:
            rows = graded(rows, self.grade, self.year)
        if self.check:
            rows = rows.filter(pk__in=Finding.objects.filter(code=self.check).values("document__dossier"))
        return rows

    @property
    def kind_name(self) -> str:
        """What the chosen kind is called; empty without one."""
        return str(DossierKind(self.kind).label) if self.kind else ""

    def of_all_years(self) -> Scope:
        """The same for every year."""
        return replace(self, year=None, asked={})

    def address(self, **changes: object) -> str:
        """The scope as the query of an address, with changes; empty ones are left out, the year always stands."""
        said: dict[str, object] = {
            "department": self.department.pk if self.department else "",
            "organisation": self.organisation or "",
            "sector": self.sector or NO_SECTOR if self.sector is not None else "",
            "kind": self.kind,
            "grade": self.grade,
            "check": self.check,
        }
        query = QueryDict(mutable=True)
        query["year"] = str(changes.pop("year", self.year or ""))
        for name, value in {**said, **changes}.items():
            if value:
                query[name] = str(value)
        return query.urlencode()


def graded(rows: QuerySet[Dossier], grade: str, year: int | None) -> QuerySet[Dossier]:
    """Those with scores of a grade."""
    return rows.filter(**score_between(grade, year))


def score_between(grade: str, year: int | None) -> dict[str, Any]:
    """The bounds of a grade as lookups: from its own up to the next better one's."""
    bounds = grade_bounds(year)
    better = [bound for name, bound in bounds.items() if bound > bounds[grade]]
    return {"score__gte": bounds[grade], **({"score__lt": min(better)} if better else {})}


def _telling(person: Person, years: list[int]) -> int:
    """The newest year of which the person sees a score; the newest of all where there is none."""
    scored = policy.dossiers(person).filter(score__isnull=False, fiscal_year=OuterRef("pk")).order_by()
    newest: int | None = FiscalYear.objects.filter(Exists(scored)).aggregate(newest=Max("year"))["newest"]
    return newest or max(years)


def scope_of(person: Person, asked: QueryDict) -> Scope:
    """The scope that was asked for. Without a year the newest with scores: ``?year=`` means all. What is no choice is not asked."""
    years = list(FiscalYear.objects.values_list("year", flat=True))
    departments = list(policy.organisations(person).filter(kind=OrganisationKind.DEPARTMENT))
    data = asked.copy()
    if "year" not in data and years:
        data["year"] = str(_telling(person, years))
    filters = Filters(data, years, departments)
    filters.is_valid()
    wanted = filters.cleaned_data
    sector = wanted.get("sector")
    organisation = asked.get("organisation", "")
    grade = asked.get("grade", "")
    return Scope(
        person=person,
        filters=filters,
        years=tuple(sorted(years, reverse=True)),
        departments=tuple(departments),
        year=int(wanted["year"]) if wanted.get("year") else None,
        department=next((one for one in departments if str(one.pk) == wanted.get("department")), None),
        organisation=int(organisation) if organisation.isdecimal() else None,
        sector=("" if sector == NO_SECTOR else sector) if sector else None,
        kind=wanted.get("kind") or "",
        grade=grade if grade in grade_bounds() else "",
        check=asked.get("check", "")[:8],
        is_year_ours="year" not in asked,
    )
