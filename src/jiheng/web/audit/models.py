"""The entries and the head of their chain. Both refuse to be edited through Django; ``verify`` finds what was edited past it."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any, ClassVar, Never

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _


class AppendOnly(Exception):
    """Somebody tried to change or remove an audit entry."""

    def __init__(self) -> None:
        super().__init__(_("审计记录只能追加，不能修改或删除。"))


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads only."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Never:
        raise AppendOnly

    update = delete = bulk_create = bulk_update = update_or_create = get_or_create = _refuse


class AuditEntry(models.Model):
    """One deed. ``detail`` holds names, states and numbers of what was done, never the text of a document."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=60)
    action = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    summary = models.CharField(max_length=400)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-sequence"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.summary}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Never."""
        raise AppendOnly

    def seal(self) -> str:
        """The digest of all that is said here and of the entry before."""
        said = {
            "sequence": self.sequence,
            "at": self.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "action": self.action,
            "subject": [self.subject_type, self.subject_id],
            "organisation": self.organisation_id,
            "summary": self.summary,
            "detail": self.detail,
            "previous": self.previous,
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class AuditHead(models.Model):
    """The end of the chain: one row, locked by whoever adds an entry."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"
