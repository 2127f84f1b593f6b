"""What a step of a rectification requires and the workspace knows itself: its items, the answers to them, the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiheng.process import Fact
from jiheng.web.rectifications.models import Evidence, Item, Rectification


def _items(row: Rectification) -> Fact:
    return [one.problem for one in Item.objects.filter(rectification=row, removed_at__isnull=True) if one.requirement.strip()]


def _measure(row: Rectification) -> Fact:
    return "\n".join(one.measure for one in Item.objects.filter(rectification=row, removed_at__isnull=True))


def _evidence(row: Rectification) -> Fact:
    found = Evidence.objects.filter(item__rectification=row, item__removed_at__isnull=True).select_related("file")
    return [one.file.short_name for one in found]


#: By requirement of the flow.
LOOKED_UP: Final[dict[str, Callable[[Rectification], Fact]]] = {"items": _items, "measure": _measure, "evidence": _evidence}
