"""JSON that keeps the order of its names: the answers of a question stand as they were asked. PostgreSQL's own type sorts them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


class OrderedJSON(_Field):
    """A JSON value kept as text, names in their order."""

    def get_internal_type(self) -> str:
        """A column of text."""
        return "TextField"

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """As it was kept."""
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        """A value as it is; there is no other form of it."""
        return value

    def get_prep_value(self, value: Any) -> str | None:
        """As it is kept."""
        return None if value is None else json.dumps(value, ensure_ascii=False)
