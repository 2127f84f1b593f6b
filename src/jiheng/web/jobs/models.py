"""Long work that was asked for: the table. django-tasks hands it to workers; this row alone says how far it is and who has it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.people.models import Person


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("正在处理")
    DONE = "done", _("已完成")
    FAILED = "failed", _("没有完成")
    CANCELLED = "cancelled", _("已取消")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """One piece of long work.

    A worker holds it by ``lease_until`` and renews that while it lives; ``attempts`` counts the claims, and only the latest claim may
    finish it. ``key`` names the work, so that the same work is not waiting twice. ``task`` is the entry in the queue that leads to it.
    """

    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=160)
    title = models.CharField(_("任务"), max_length=300)
    address = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="jobs", verbose_name=_("发起人"))
    state = models.CharField(_("状态"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    task = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    progress = models.CharField(_("进度"), max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.CharField(_("原因"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(state__in=UNFINISHED), name="one_unfinished_job_a_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"]), models.Index(fields=["key"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def is_unfinished(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in UNFINISHED


class DayPart(models.Model):
    """One part of the daily step on one day: who has it until when, and what was done."""

    day = models.DateField(_("日期"))
    name = models.CharField(max_length=40)
    worker = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    counted = models.JSONField(default=dict)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-day", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "name"], name="one_part_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
