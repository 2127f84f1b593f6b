"""Tokens of programs: the tables."""

from __future__ import annotations

import datetime
import hashlib
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Organisation, Person

#: The long work of this app: trying out a long list, and doing what it says.
TRY_IMPORT: Final = "try_import"
DO_IMPORT: Final = "do_import"


class ApiToken(models.Model):
    """A program acts for an organisation with it. Only the digest is kept; ``person`` stands in the audit log for the program."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_tokens", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    writes = models.BooleanField(_("可以填报"), default=False)
    #: Never signs in: inactive, without a password, without memberships.
    person = models.OneToOneField(Person, models.PROTECT, related_name="api_token")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("建立人"))
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("有效期至"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def digest_of(token: str) -> str:
        """What is kept of a token."""
        return hashlib.sha256(token.encode()).hexdigest()

    def is_open(self, now: datetime.datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at and self.organisation.is_active


class ImportBatch(models.Model):
    """A list somebody handed in: tried out, done when confirmed with the same digest. Nothing of it counts before.

    ``tried_at`` is empty while a worker tries it out: a long list is worked on by jobs.
    """

    plan = models.CharField(_("清单"), max_length=16)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    file_name = models.CharField(_("文件名"), max_length=250)
    digest = models.CharField(_("摘要"), max_length=64)
    data = models.BinaryField()
    lines = models.PositiveIntegerField(_("行数"))
    problems = models.JSONField(_("问题"), default=list)
    seen = models.JSONField(default=dict)
    tried_at = models.DateTimeField(_("试算时间"), null=True)
    done_at = models.DateTimeField(_("导入时间"), null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    def job_key(self, kind: str) -> str:
        """The name of the work on it."""
        return f"{kind} {self.pk}"

    @property
    def job(self) -> Job | None:
        """The latest job that worked on it; None where it was short."""
        return Job.objects.filter(key__in=[self.job_key(TRY_IMPORT), self.job_key(DO_IMPORT)]).order_by("-pk").first()
