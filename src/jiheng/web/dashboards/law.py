"""The numbers of the standard that charts and outliers need, with what they rest on."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache

from django.conf import settings

from jiheng.model import Citation
from jiheng.regulation import Standard, load_standard


@cache
def standard_of(year: int | None = None) -> Standard:
    """The standard as it held at the end of a fiscal year; the newest without one."""
    return load_standard(getattr(settings, "STANDARD", "cn"), datetime.date(year, 12, 31) if year else None)


def grade_bounds(year: int | None = None) -> dict[str, Decimal]:
    """Grades with their lower bounds, the best first."""
    bounds: dict[str, Decimal] = standard_of(year).parameter("evaluation_grades").value
    return dict(sorted(bounds.items(), key=lambda pair: -pair[1]))


def sector_of(department: str) -> str:
    """The sector a department belongs to by its name; empty where no word fits."""
    sectors: dict[str, list[str]] = standard_of().parameter("sectors").value
    return next((sector for sector, words in sectors.items() if any(word in department for word in words)), "")


def cited(citation: Citation) -> str:
    """What a number rests on, as a page says it; what everybody does is called so once."""
    return citation.document if citation.evidence == "practice" else citation.text
