"""What became of the findings of each check: the measure of whether it helps."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from jiheng.checks import all_checks
from jiheng.web import policy
from jiheng.web.findings.models import Finding, FindingState
from jiheng.web.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A check: how often it spoke, and the findings by state."""

    code: str
    title: str
    states: Counter[str]

    @property
    def count(self) -> int:
        """How often it spoke."""
        return self.states.total()

    @property
    def false_alarms(self) -> int:
        """How often people said that it was wrong."""
        return self.states[FindingState.FALSE_ALARM]

    @property
    def share(self) -> int:
        """False alarms of all, in whole per cent."""
        return self.false_alarms * 100 // self.count


def by_check(person: Person) -> list[Row]:
    """A row for each check that spoke in documents the person sees; those with most false alarms first."""
    found = Finding.objects.filter(document__in=policy.documents(person)).order_by()
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for code, state, count in found.values_list("code", "state").annotate(count=Count("pk")):
        states[code][state] = count
    titles = {check.code: check.title for check in all_checks()}
    rows = [Row(code=code, title=titles.get(code, ""), states=counted) for code, counted in states.items()]
    return sorted(rows, key=lambda row: (-row.false_alarms, -row.count, row.code))
