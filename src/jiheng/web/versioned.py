"""Optimistic locking: who saves says which version they saw, and a newer one is never overwritten."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _


class Stale(Exception):
    """Somebody else saved in the meantime."""

    def __init__(self, subject: models.Model) -> None:
        self.subject = subject
        super().__init__(_("「{subject}」刚刚被别人改过，您的修改没有保存。请对照最新内容后再提交。").format(subject=subject))


class Versioned(models.Model):
    """A row that counts its changes."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def change(self, seen: int, **values: Any) -> Self:
        """Save ``values`` if the row still has the version ``seen``; raises :class:`Stale` if not."""
        changed = type(self)._default_manager.filter(pk=self.pk, version=seen).update(**values, version=seen + 1)
        if not changed:
            raise Stale(self)
        for name, value in values.items():
            setattr(self, name, value)
        self.version = seen + 1
        return self
