"""What a day asks of any row on its way: reminders, what is late brought before those above, what the system may do itself."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from django.db import IntegrityError, transaction

from jiheng.process import Reminder, reminders
from jiheng.web.acting import Refused
from jiheng.web.coursed import Coursed, DayReminder, calendar_of, late_roles, listed
from jiheng.web.versioned import Stale

Row = TypeVar("Row", bound=Coursed)
Told = TypeVar("Told", bound=DayReminder)
Row_contra = TypeVar("Row_contra", bound=Coursed, contravariant=True)


class Reminding(Protocol[Row_contra]):
    """The action that gives a reminder."""

    def __call__(self, row: Row_contra, reminder: Reminder, /, *, on: datetime.date) -> Any: ...


class Escalating(Protocol[Row_contra]):
    """The action that tells those above."""

    def __call__(self, row: Row_contra, roles: tuple[str, ...], /) -> Any: ...


class Acting(Protocol[Row_contra]):
    """The action that takes a step in the name of the system."""

    def __call__(self, row: Row_contra, name: str, /, *, on: datetime.date) -> Any: ...


def done_on(
    row: Row, on: datetime.date, *, given: Iterable[str], remind: Reminding[Row], escalate: Escalating[Row], act: Acting[Row] | None = None
) -> Counter[str]:
    """How many of each deed were done for the row; a second run on the same day does none. ``given``: deadlines reminded of today.

    ``act`` is there where a flow lets the system do something.
    """
    done: Counter[str] = Counter()
    with suppress(Refused, Stale):  # somebody acts on it right now, or another run was quicker
        course = row.way
        due = reminders(row.declared, course, calendar_of(course.standard), on)
        known = set(given) if due else set()  # most rows have none today: nothing is asked of the database
        for one in due:
            if one.due.deadline not in known:
                remind(row, one, on=on)
                done["reminded"] += 1
    with suppress(Refused, Stale):
        told = late_roles(row, on)
        if told and row.escalated_to != listed(told):
            escalate(row, told)
            done["escalated"] += 1
    with suppress(Stale):
        done["acted"] += _acted(row, on, act) if act is not None else 0
    return done


def reminded_of(reminded: Told, reminder: Reminder, on: datetime.date) -> Told:
    """The reminder, kept; part of the action that gives it.

    Raises:
        Refused: it was given for that day already.
    """
    reminded.deadline, reminded.on, reminded.text = reminder.due.deadline, on, reminder.text
    try:
        with transaction.atomic():
            reminded.save()
    except IntegrityError as error:
        raise Refused(reminder.text) from error
    return reminded


def _acted(row: Row, on: datetime.date, act: Acting[Row]) -> int:
    for one in row.declared.leaving(row.state):
        if one.overdue and "system" in one.roles:
            with suppress(Refused):  # its day has not passed
                act(row, one.action, on=on)
                return 1
    return 0
