"""Rows that are written once: a correction is a new row."""

from __future__ import annotations

from typing import Any, Never

from django.db import models
from django.utils.translation import gettext as _


class Unchangeable(Exception):
    """Somebody tried to edit or remove a row that is written once."""

    def __init__(self) -> None:
        super().__init__(_("已保存的内容不能修改或删除；更正请另存新的一条。"))


class PermanentQuerySet(models.QuerySet[Any]):
    """Reads, and adds one by one."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Never:
        raise Unchangeable

    update = delete = bulk_create = bulk_update = update_or_create = get_or_create = _refuse


class Permanent(models.Model):
    """A row that is written once."""

    objects = PermanentQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Never."""
        raise Unchangeable
