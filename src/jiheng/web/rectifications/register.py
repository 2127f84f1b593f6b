"""The register: the rectifications a person sees, filtered and paged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from jiheng.web.casework import flows
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.forms import Filters
from jiheng.web.rectifications.models import Rectification, Verdict

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page, the filters as the form shows them, and the address without the page number."""

    page: Page[Any]
    filters: Filters
    address: str


def rows(person: Person, filters: Filters) -> QuerySet[Rectification]:
    """The rows asked for, those with the soonest term first."""
    wanted: dict[str, Any] = filters.cleaned_data if filters.is_valid() else {}
    found = rectifying.rectifications(person).select_related("dossier__organisation", "issuer")
    if words := wanted.get("q"):
        about = Q(dossier__subject__icontains=words) | Q(dossier__organisation__name__icontains=words)
        in_items = Q(pk__in=Rectification.objects.filter(items__problem__icontains=words, items__removed_at__isnull=True).values("pk"))
        found = found.filter(about | in_items | Q(document_number__icontains=words) | Q(title__icontains=words))
    if wanted.get("year"):
        found = found.filter(dossier__fiscal_year=wanted["year"])
    if wanted.get("origin"):
        found = found.filter(origin=wanted["origin"])
    match wanted.get("state"):
        case None | "":
            pass
        case "open":
            found = found.filter(is_open=True)
        case "late":
            found = found.filter(is_open=True, due_on__lt=flows.today())
        case state:
            found = found.filter(state=state)
    return found.order_by("-is_open", F("due_on").asc(nulls_last=True), "-pk")


def listing(person: Person, asked: QueryDict) -> Listing:
    """The page that was asked for; the number of queries does not grow with the rows."""
    filters = Filters(asked)
    here = Q(items__removed_at__isnull=True)
    counted = rows(person, filters).annotate(
        asked=Count("items", filter=here), settled=Count("items", filter=here & Q(items__verdict=Verdict.ACCEPTED))
    )
    data = asked.copy()
    data.pop("page", None)
    return Listing(page=Paginator(counted, PAGE).get_page(asked.get("page")), filters=filters, address=data.urlencode())
