"""Assignments and declared interests: the tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation, Person


class AssignmentRole(models.TextChoices):
    """As what somebody looks at a dossier from outside."""

    EVALUATOR = "evaluator", _("评价")
    EXPERT = "expert", _("专家评审")


class Assignment(models.Model):
    """Somebody from outside is given one dossier. Withdrawn, never deleted."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(_("任务"), max_length=12, choices=AssignmentRole.choices)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["assigned_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "person"], condition=models.Q(withdrawn_at__isnull=True), name="one_task_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.person}"


class DeclaredInterest(models.Model):
    """A person says that an organisation is too near to them to be judged by them. Whose name stands here, knows best."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="declared_interests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("需回避的单位"))
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "organisation"], name="one_declaration")]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
