"""Dossiers in the order of years and organisations, cut into pages without sorting them all.

How many each organisation has in each year tells on which page it stands: an index has these counts, and only the dossiers of the
organisations of a page are sorted.
"""

from __future__ import annotations

from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation


class InOrderOfPlaces:
    """What a paginator asks of a list: how many, and a slice."""

    def __init__(self, rows: QuerySet[Dossier]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return sum(count for _year, _place, count in self._counts)

    def __getitem__(self, wanted: slice) -> list[Dossier]:
        first, last = wanted.start, min(wanted.stop, len(self))
        chosen: dict[int, list[int]] = {}
        passed = skipped = 0
        for year, place, count in self._counts:
            if passed + count <= first:
                skipped += count
            elif passed < last:
                chosen.setdefault(year, []).append(place)
            else:
                break
            passed += count
        if not chosen:
            return []
        here = reduce(or_, (Q(fiscal_year_id=year, organisation__in=places) for year, places in chosen.items()))
        rows = self._rows.filter(here).order_by("-fiscal_year_id", "organisation__path", "code", "pk")
        return list(rows[first - skipped : last - skipped])

    @cached_property
    def _counts(self) -> list[tuple[int, int, int]]:
        """Year, organisation and number, in order."""
        rows: Any = self._rows.order_by().values_list("fiscal_year_id", "organisation").annotate(Count("pk"))
        found = list(rows)
        places = {place for _year, place, _count in found}
        paths = dict(Organisation.objects.filter(pk__in=places).values_list("pk", "path"))
        return sorted(found, key=lambda one: (-one[0], paths[one[1]]))
