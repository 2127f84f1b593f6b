"""One thing to do, as every source tells it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from jiheng.web.people.models import Person

#: So many of one source stand on the page; the list has the rest.
SHOWN: Final = 8
#: So many of one source are counted; beyond that the page says "more than".
MOST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What, on which subject, where; until when, why it came back and who has to act, where that is known."""

    what: str
    subject: str
    where: str
    address: str
    due: datetime.date | None = None
    is_late: bool = False
    reason: str = ""
    waits_for: str = ""


def counted(rows: QuerySet[Any]) -> int:
    """How many there are, up to one more than the most that are counted."""
    return rows.order_by()[: MOST + 1].count()


Source = Callable[[Person], tuple[Iterable[Task], int]]
