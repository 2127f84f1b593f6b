"""What there is around a dossier: in which tables rows hang on it, asked once for all of them.

Most dossiers have no complaint, no survey, no evaluation. Their page asks here first, and only what there is is asked for.
"""

from __future__ import annotations

from functools import cache

from django.db import connection, models

from jiheng.web.dossiers.models import Dossier

_KEPT = "_around"


def look_around(dossier: Dossier) -> None:
    """Find out now in which tables there are rows; for a dossier that was read for a page and goes with it."""
    names, statement = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [dossier.pk] * len(names))
        dossier.__dict__[_KEPT] = frozenset(names[number] for (number,) in cursor.fetchall())


def may_have(dossier: Dossier, model: type[models.Model]) -> bool:
    """Whether there may be rows of the table on the dossier: certain after :func:`look_around`, else always yes."""
    found: frozenset[str] | None = dossier.__dict__.get(_KEPT)
    return found is None or model._meta.label in found


@cache
def _statement(_vendor: str) -> tuple[tuple[str, ...], str]:
    """All tables that point to dossiers, and the question which of them have rows on one."""
    names: list[str] = []
    parts: list[str] = []
    for relation in Dossier._meta.related_objects:
        model, field = relation.related_model, relation.field
        if not isinstance(field, models.ForeignKey):
            continue
        table, column = (connection.ops.quote_name(name) for name in (model._meta.db_table, field.column))
        parts.append(f"SELECT {len(names)} WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)")  # noqa: S608 - our own names
        names.append(model._meta.label)
    return tuple(names), " UNION ALL ".join(parts)
