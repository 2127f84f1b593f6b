"""The list of dossiers: filters from the address, order, page. The number of queries does not grow with the rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, Q, QuerySet, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jiheng.web import policy
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage, State
from jiheng.web.dossiers.places import InOrderOfPlaces
from jiheng.web.dossiers.templatetags.figures import money, percent, points
from jiheng.web.people.models import FiscalYear, Organisation, OrganisationKind, Person
from jiheng.web.policies import driving
from jiheng.web.policy import Permission

PAGE: Final = 50
ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "organisation": ("-fiscal_year_id", "organisation__path", "code", "pk"),
    "score": (F("score").asc(nulls_last=True), "organisation__path", "pk"),
    "updated": ("-updated_at", "-pk"),
}


class Standing(TextChoices):
    """How a case on its way stands, seen by whoever asks."""

    MINE = "mine", _("等我办")
    OTHERS = "others", _("等别人办")
    RETURNED = "returned", _("已退回")
    LATE = "late", _("已逾期")


class Filters(forms.Form):
    """What can be asked for; everything is optional."""

    q = forms.CharField(label=_("名称或代码"), required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.ChoiceField(label=_("年度"), required=False)
    department = forms.ChoiceField(label=_("部门"), required=False)
    kind = forms.ChoiceField(label=_("类型"), required=False, choices=[("", _("全部")), *DossierKind.choices])
    stage = forms.ChoiceField(label=_("阶段"), required=False, choices=[("", _("全部")), *Stage.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), *State.choices, *Standing.choices])
    order = forms.ChoiceField(
        label=_("排序"), required=False, choices=[("organisation", _("按单位")), ("score", _("得分从低到高")), ("updated", _("最近更新"))]
    )

    def __init__(self, data: QueryDict, years: list[int], departments: list[Organisation]) -> None:
        super().__init__(data)
        self.fields["year"] = forms.ChoiceField(
            label=_("年度"), required=False, choices=[("", _("全部")), *((str(year), str(year)) for year in years)]
        )
        self.fields["department"] = forms.ChoiceField(
            label=_("部门"), required=False, choices=[("", _("全部")), *((str(one.pk), one.name) for one in departments)]
        )
        if len(departments) < 2:
            del self.fields["department"]


class UnderWay(TypedDict):
    """A case on its way, as the list says it."""

    state: str
    returned: bool
    due: str
    late: bool


class Row(TypedDict):
    """A dossier in the words of the list; made ready here, because a template that asks each row for each word is slow."""

    address: str
    subject: str
    organisation: str
    year: int
    stage: str
    state: str
    state_name: str
    cases: list[UnderWay]
    budget: str
    rate: str
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list, the filters as the form shows them, and the address without the page number."""

    page: Page[Any]
    rows: list[Row]
    filters: Filters
    address: str
    opens: bool


def listing(person: Person, asked: QueryDict) -> Listing:
    """The page that was asked for. Without a year the newest is shown: ``?year=`` shows all."""
    rows, filters, data = _asked(person, asked)
    data.pop("page", None)
    under_way = Case.objects.filter(is_open=True).only("dossier", "state_label", "returned_on", "due_on")
    rows = rows.select_related("organisation").prefetch_related(Prefetch("cases", under_way, to_attr="under_way"))
    by_place = filters.is_valid() and filters.cleaned_data.get("order", "") in ("", "organisation")
    shown: Any = InOrderOfPlaces(rows) if by_place else rows
    page = Paginator(shown, PAGE).get_page(asked.get("page"))
    return Listing(page=page, rows=_rows(page), filters=filters, address=data.urlencode(), opens=policy.holds(person, Permission.FILL))


def _rows(page: Page[Any]) -> list[Row]:
    stages = {stage.value: str(stage.label) for stage in Stage}
    states, today = {state: str(state.label) for state in State}, flows.today()
    return [
        Row(
            address=one.get_absolute_url(),
            subject=one.subject,
            organisation=one.organisation.name,
            year=one.fiscal_year_id,
            stage=stages[one.stage],
            state=one.state.value,
            state_name=states[one.state],
            cases=[_under_way(case, today) for case in one.under_way],
            budget=money(one.adjusted_budget),
            rate=percent(one.execution_rate),
            score=points(one.score),
        )
        for one in page
    ]


def _under_way(case: Case, today: datetime.date) -> UnderWay:
    due = case.due_on
    return UnderWay(
        state=case.state_label,
        returned=case.returned_on is not None,
        due=due.isoformat() if due else "",
        late=due is not None and due < today,
    )


def selection(person: Person, asked: QueryDict) -> QuerySet[Dossier]:
    """All pages of the same list, for a download."""
    return _asked(person, asked)[0].select_related("organisation")


def _asked(person: Person, asked: QueryDict) -> tuple[QuerySet[Dossier], Filters, QueryDict]:
    years = list(FiscalYear.objects.values_list("year", flat=True))
    departments = list(policy.organisations(person).filter(kind=OrganisationKind.DEPARTMENT))
    data = asked.copy()
    if "year" not in data and years:
        data["year"] = str(max(years))
    filters = Filters(data, years, departments)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    rows = _filtered(policy.dossiers(person), wanted, departments)
    if wanted.get("state") in Standing.values:
        rows = rows.filter(pk__in=_standing(person, wanted["state"]).values("dossier"))
    return rows.order_by(*ORDERS[wanted.get("order") or "organisation"]), filters, data


def _standing(person: Person, asked: str) -> QuerySet[Case]:
    mine = driving.waiting_for(person)
    if asked == Standing.MINE:
        return mine
    rows = policy.cases(person).filter(is_open=True, dossier__fiscal_year__is_open=True)
    if asked == Standing.OTHERS:
        return rows.exclude(pk__in=mine.values("pk"))
    return rows.filter(returned_on__isnull=False) if asked == Standing.RETURNED else rows.filter(due_on__lt=flows.today())


def _filtered(rows: QuerySet[Dossier], wanted: dict[str, Any], departments: list[Organisation]) -> QuerySet[Dossier]:
    if words := wanted.get("q"):
        rows = rows.filter(Q(subject__icontains=words) | Q(code__startswith=words) | Q(organisation__name__icontains=words))
    if wanted.get("year"):
        rows = rows.filter(fiscal_year_id=int(wanted["year"]))
    if wanted.get("department"):
        path = next(one.path for one in departments if str(one.pk) == wanted["department"])
        rows = rows.filter(organisation__path__startswith=path)
    for field in ("kind", "stage"):
        if wanted.get(field):
            rows = rows.filter(**{field: wanted[field]})
    match wanted.get("state"):
        case State.FINISHED:
            rows = rows.filter(stage=Stage.FINISHED)
        case State.AWAITED:
            rows = rows.exclude(stage=Stage.FINISHED).filter(awaits_record=True)
        case State.FILED:
            rows = rows.exclude(stage=Stage.FINISHED).filter(awaits_record=False)
    return rows
