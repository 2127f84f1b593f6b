"""Findings by kind for a bureau: what the checks of handed-in papers say most often, and in how many dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count
from django.urls import reverse

from jiheng.checks import all_checks
from jiheng.web import policy
from jiheng.web.dossiers.panel import Panel
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import Person

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One check: how many of its findings are unsettled, in how many dossiers, and where they are listed."""

    code: str
    title: str
    count: int
    dossiers: int
    address: str


def findings_by_kind(person: Person, year: int) -> Panel | None:
    """The most frequent ones in what the person sees of a year; None where there are none."""
    rows = (
        Finding.objects.unsettled()
        .filter(policy.sees(person, "document__dossier__"), document__dossier__fiscal_year_id=year)
        .order_by()
        .values("code")
        .annotate(count=Count("pk"), dossiers=Count("document__dossier", distinct=True))
        .order_by("-count", "code")
    )
    found = list(rows[:_SHOWN])
    if not found:
        return None
    titles = {check.code: check.title for check in all_checks()}
    kinds = [
        Kind(
            code=row["code"],
            title=titles.get(row["code"], ""),
            count=row["count"],
            dossiers=row["dossiers"],
            address=f"{reverse('documents')}?code={row['code']}",
        )
        for row in found
    ]
    return Panel(template="home/findings.html", context={"kinds": kinds})
