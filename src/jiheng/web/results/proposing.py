"""What each result proposes, side by side with what is planned for the next year. The number of queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Coalesce, Rank
from django.utils.translation import gettext as _

from jiheng.assessment.assessing import standard_of
from jiheng.model import Figure
from jiheng.process.results import BudgetProposal, UnknownGrade, budget_proposal, exceeds
from jiheng.scoring.case import grade_of
from jiheng.web.dashboards.facts import lasting
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person
from jiheng.web.policies import using
from jiheng.web.rectifications.models import Rectification
from jiheng.web.results.models import ResultUse

#: States of a rectification in which nothing was put right in time.
_UNRECTIFIED = ("escalated", "suspended")
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One dossier: its result, what that proposes, and next year's plan against it."""

    dossier: Dossier
    place: int
    source: str
    score: Decimal
    grade: str
    rectified: bool
    proposal: BudgetProposal | None
    why_none: str
    planned: Dossier | None
    warning: str
    uses: int

    @property
    def department(self) -> str:
        """The department it belongs to."""
        facts = getattr(self.dossier, "facts", None)
        return str(facts.department or "") if facts is not None else ""


def scored(person: Person, year: int) -> QuerySet[Dossier]:
    """The dossiers of a year with a score, the best first; those of equal points share a place."""
    rows = _with_points(person, year)
    rows = rows.annotate(place=Window(Rank(), order_by=F("points").desc()))
    ranked: QuerySet[Dossier] = rows.order_by("place", "organisation__path", "pk")
    return ranked


def _with_points(person: Person, year: int) -> QuerySet[Any]:
    rows: QuerySet[Any] = using.dossiers(person).filter(fiscal_year=year).annotate(points=Coalesce("outcome__score", "score"))
    return rows.filter(points__isnull=False)


def with_all(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """The rows with everything that is told of them."""
    return rows.select_related("organisation", "facts__department", "outcome")


def results(rows: Sequence[Dossier]) -> list[Result]:
    """The results of dossiers of one year that were read by :func:`scored`."""
    numbers = [one.pk for one in rows]
    late = set(Rectification.objects.filter(dossier__in=numbers, state__in=_UNRECTIFIED).values_list("dossier_id", flat=True))
    uses = dict(ResultUse.objects.filter(dossier__in=numbers).order_by().values_list("dossier").annotate(count=Count("pk")))
    plans = _next_year(rows)
    return [_result(one, rectified=one.pk not in late, planned=plans.get(_key(one)), uses=uses.get(one.pk, 0)) for one in rows]


def _key(dossier: Dossier) -> tuple[int, str, str]:
    return dossier.organisation_id, dossier.kind, lasting(dossier.subject)


def _next_year(rows: Sequence[Dossier]) -> dict[tuple[int, str, str], Dossier]:
    if not rows:
        return {}
    places = {one.organisation_id for one in rows}
    found = Dossier.objects.filter(fiscal_year=rows[0].fiscal_year_id + 1, organisation__in=places, adjusted_budget__isnull=False)
    return {_key(one): one for one in found}


def _result(dossier: Any, *, rectified: bool, planned: Dossier | None, uses: int) -> Result:
    outcome = getattr(dossier, "outcome", None)
    standard = standard_of(settings.STANDARD, dossier.fiscal_year_id)
    grade = outcome.grade if outcome else grade_of(dossier.points, _FULL, standard)
    proposal, why_none = None, ""
    if dossier.adjusted_budget is None:
        why_none = _("没有本年预算数，提不出建议。")
    else:
        try:
            proposal = budget_proposal(grade, figure(dossier.adjusted_budget), standard, rectified=rectified)
        except UnknownGrade as error:
            why_none = str(error)
    warning = ""
    if proposal is not None and planned is not None and planned.adjusted_budget is not None:
        warning = exceeds(proposal, figure(planned.adjusted_budget))
    return Result(
        dossier=dossier,
        place=dossier.place,
        source=_("评价") if outcome else _("自评"),
        score=dossier.points,
        grade=grade,
        rectified=rectified,
        proposal=proposal,
        why_none=why_none,
        planned=planned,
        warning=warning,
        uses=uses,
    )


def figure(value: Decimal) -> Figure:
    """An amount in 万元 with the decimals it has, two at least."""
    plain = value.normalize() + 0
    return Figure(value=plain, unit="万元", decimals=max(2, -int(plain.as_tuple().exponent)))


def result_of(person: Person, dossier: Dossier) -> Result | None:
    """The result of one dossier; None while it has no score."""
    rows = _with_points(person, dossier.fiscal_year_id)
    found: Any = with_all(rows.filter(pk=dossier.pk)).first()
    if found is None:
        return None
    found.place = rows.filter(points__gt=found.points).count() + 1
    return results([found])[0]
