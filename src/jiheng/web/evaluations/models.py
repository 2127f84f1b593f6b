"""Evaluations, who works on them, their entries, the steps taken: the tables."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.process import Course, Flow
from jiheng.web import coursed
from jiheng.web.coursed import Coursed, CourseStep, DayReminder
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.parts import PART_LABELS
from jiheng.web.ordered import OrderedJSON
from jiheng.web.people.models import Organisation, Person
from jiheng.web.versioned import Versioned


class EvaluationKind(models.TextChoices):
    """Who has it done."""

    FINANCE_EVALUATION = "finance_evaluation", _("财政评价")
    DEPARTMENT_EVALUATION = "department_evaluation", _("部门评价")


class Duty(models.TextChoices):
    """As what somebody works on an evaluation."""

    LEAD_EVALUATOR = "lead_evaluator", _("主评人")
    EVALUATOR = "evaluator", _("评价人员")
    RECHECKER = "rechecker", _("机构复核人")
    EXPERT = "expert", _("专家")


class Evaluation(Coursed):
    """One evaluation of a dossier. ``frame`` is a frame, or the id of one of the standard's; ``stage`` is that of its state."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="evaluations", verbose_name=_("卷宗"))
    kind = models.CharField(_("类型"), max_length=24, choices=EvaluationKind.choices)
    title = models.CharField(_("名称"), max_length=200)
    client = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("委托方"))
    evaluator = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("评价机构"))
    frame = OrderedJSON(_("指标体系"))
    standard = models.CharField(_("标准"), max_length=40)
    at = models.DateField(_("按哪一天的规定"), null=True)
    money_unit = models.CharField(_("金额单位"), max_length=20, default="万元", blank=True)
    stage = models.CharField(_("阶段"), max_length=24, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier"], condition=models.Q(is_open=True), name="one_open_evaluation_a_dossier")
        ]
        indexes: ClassVar = [models.Index(fields=["is_open", "due_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation", args=[self.pk])

    @property
    def evaluates(self) -> Organisation:
        """Who evaluates: the agency engaged, or the client itself."""
        return self.evaluator or self.client

    @property
    def evaluator_label(self) -> str:
        """The same in words; nobody yet where that is still open."""
        if self.evaluator_id not in (None, self.client_id):
            return str(self.evaluator)
        return "" if self.evaluator_id is None and self.state == "planned" else str(_("{client}（自行评价）")).format(client=self.client)

    @staticmethod
    def columns_of(flow: Flow, course: Course) -> dict[str, Any]:
        """What the row says of its course."""
        return coursed.columns(flow, course) | {"stage": flow.of(course.state).stage}


class TeamMember(models.Model):
    """Somebody who works on an evaluation. Who left stays written."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    duty = models.CharField(_("职责"), max_length=16, choices=Duty.choices)
    task = models.CharField(_("分工"), max_length=200, blank=True)
    title = models.CharField(_("职称"), max_length=60, blank=True)
    qualification = models.CharField(_("资格"), max_length=120, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluation", "person"], condition=models.Q(left_at__isnull=True), name="one_duty_in_force_on_an_evaluation"
            ),
            models.UniqueConstraint(
                fields=["evaluation"], condition=models.Q(left_at__isnull=True, duty="lead_evaluator"), name="one_lead_evaluator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_duty_display()}"


class Entry(Versioned):
    """One entry of a part of the case: one interview, one problem, the input of one indicator. Withdrawn, never deleted."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="entries")
    part = models.CharField(_("部分"), max_length=20, choices=PART_LABELS)
    key = models.CharField(_("编号"), max_length=80)
    position = models.PositiveIntegerField(default=0)
    content = OrderedJSON()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("最后修改"))
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "part", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluation", "part", "key"], condition=models.Q(withdrawn_at__isnull=True), name="one_entry_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.key}"


class Step(CourseStep):
    """One step of an evaluation."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="steps")

    class Meta:
        ordering: ClassVar = ["evaluation_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_evaluation_step_a_number")]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.label}"


class ScoreReview(Versioned):
    """A second person looked at the score of an indicator as it then stood (``digest``), and agreed or not."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="score_reviews")
    indicator = models.CharField(_("指标"), max_length=40)
    digest = models.CharField(max_length=64)
    score = models.DecimalField(_("得分"), max_digits=8, decimal_places=2, null=True)
    agreed = models.BooleanField(_("同意"), default=True)
    comment = models.CharField(_("复核意见"), max_length=400, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("复核人"))
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "indicator"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "indicator"], name="one_score_review_an_indicator")]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.indicator}"


class Reminded(DayReminder):
    """A reminder given of an evaluation."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="reminded")

    class Meta(DayReminder.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "deadline", "on"], name="one_evaluation_reminder_a_day")]
