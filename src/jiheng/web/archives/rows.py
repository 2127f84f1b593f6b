"""Rows as plain JSON without a number of this database, and rows made of it again in another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.db import models

from jiheng.web.archives.keeping import Kept, Names
from jiheng.web.people.models import Person

#: The column that holds the course of a flow; its events name people by their number.
COURSE: Final = "course"


def columns_of(kept: Kept) -> Iterator[Any]:
    """The columns of a table that go into the package."""
    return (column for column in kept.model._meta.concrete_fields if not column.primary_key and column.name not in kept.without)


class Unkept(Exception):
    """A row points to a table of which nothing is kept: a mistake of ours, which a test finds."""

    def __init__(self, column: Any) -> None:
        super().__init__(f"{column} points to rows that are not archived")


def told(row: models.Model, kept: Kept, names: Names) -> dict[str, Any]:
    """The row as JSON; ``names`` says what rows that others point to are called in the package."""
    said: dict[str, Any] = {}
    for column in columns_of(kept):
        value = getattr(row, column.attname)
        if value is not None and column.is_relation:
            value = names.get((column.related_model, value))
            if value is None and not column.null:
                raise Unkept(column)
        elif column.name == COURSE:
            value = _with_people(value, {str(key): name for (model, key), name in names.items() if model is Person})
        said[column.name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date | Decimal):
        return str(value)
    return value


def people_in(row: models.Model) -> set[int]:
    """The people whom the course of a row names by their number."""
    course = getattr(row, COURSE, None)
    events = course.get("events", ()) if isinstance(course, dict) else ()
    return {int(event["by"]) for event in events if str(event.get("by", "")).isdecimal()}


def _with_people(course: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    events = [{**event, "by": names.get(event["by"], event["by"])} if event.get("by") else event for event in course.get("events", ())]
    return {**course, "events": events} if events else course


def made(said: Mapping[str, Any], kept: Kept, known: Mapping[tuple[type[models.Model], Any], models.Model]) -> models.Model:
    """The row, stored as it was: no time, no number is put in anew."""
    values: dict[str, Any] = {name: fresh() for name, fresh in kept.without.items()}
    for column in columns_of(kept):
        value = said[column.name]
        if value is not None and column.is_relation:
            values[column.name] = known[column.related_model, value]
        elif column.name == COURSE:
            numbers = {key: str(row.pk) for (model, key), row in known.items() if model is Person}
            values[column.name] = _with_people(value, numbers)
        else:
            values[column.name] = column.to_python(value) if value is not None else None
    row = kept.model(**values)
    row.save_base(raw=True, force_insert=True)  # as Django's own fixtures are loaded
    return row
