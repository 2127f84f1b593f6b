"""Rectifications, their items, the evidence to each, the steps taken: the tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.coursed import Coursed, CourseStep, DayReminder
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.models import StoredFile
from jiheng.web.people.models import Organisation, Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class Origin(models.TextChoices):
    """Which work found the problems; the values are those of the record."""

    MONITORING = "monitoring", _("运行监控")
    SELF_EVALUATION = "self_evaluation", _("单位自评")
    DEPARTMENT_EVALUATION = "department_evaluation", _("部门评价")
    FINANCE_EVALUATION = "finance_evaluation", _("财政评价")


class Progress(models.TextChoices):
    """How far one problem has been put right; the values are those of the record."""

    DONE = "done", _("已完成")
    UNDER_WAY = "under_way", _("正在整改")
    NOT_STARTED = "not_started", _("尚未整改")
    IMPOSSIBLE = "impossible", _("无法整改")


class Verdict(models.TextChoices):
    """What the issuer says of the answer to one item."""

    ACCEPTED = "accepted", _("同意销号")
    RETURNED = "returned", _("须再整改")


class Rectification(Coursed):
    """One notice of an issuer to the agency of a dossier, and its reply. The term of the whole stands in the course."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="rectifications", verbose_name=_("卷宗"))
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, null=True, related_name="rectifications", verbose_name=_("评价"))
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("下达单位"))
    origin = models.CharField(_("问题来源"), max_length=24, choices=Origin.choices)
    title = models.CharField(_("名称"), max_length=200)
    paper = models.CharField(_("依据的报告"), max_length=200, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True)
    grade = models.CharField(_("等级"), max_length=10, blank=True)
    standard = models.CharField(_("标准"), max_length=40)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("拟写人"))
    opened_at = models.DateTimeField(auto_now_add=True)
    issued_on = models.DateField(_("下达日期"), null=True)
    answered_on = models.DateField(_("报送日期"), null=True)
    closed_on = models.DateField(_("办结日期"), null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["is_open", "due_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rectification", args=[self.pk])

    def address_of(self, action: str) -> str:
        """Where a step is taken."""
        return reverse("rectification_step", args=[self.pk, action])


class Item(Versioned):
    """One problem: what is asked, what was answered, what was said of the answer. Amounts in 万元.

    ``check_code`` and ``place`` say which finding it came from, ``key`` which problem of the evaluation.
    """

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80, blank=True)
    check_code = models.CharField(max_length=8, blank=True)
    place = models.CharField(_("位置"), max_length=300, blank=True)
    problem = models.CharField(_("问题"), max_length=300)
    text = models.TextField(_("具体情况"), blank=True)
    indicators = models.JSONField(_("涉及指标"), default=list)
    amount = models.DecimalField(_("涉及金额（万元）"), max_digits=18, decimal_places=6, null=True)
    requirement = models.TextField(_("整改要求"), blank=True)
    due_on = models.DateField(_("整改期限"), null=True)
    responsible = models.CharField(_("责任人"), max_length=60, blank=True)
    measure = models.TextField(_("整改措施"), blank=True)
    progress = models.CharField(_("整改进度"), max_length=12, choices=Progress.choices, blank=True)
    finished_on = models.DateField(_("完成日期"), null=True)
    recovered = models.DecimalField(_("已追回或纠正（万元）"), max_digits=18, decimal_places=6, null=True)
    reason = models.TextField(_("未完成的原因"), blank=True)
    verdict = models.CharField(_("审核"), max_length=8, choices=Verdict.choices, blank=True)
    verdict_note = models.CharField(_("审核意见"), max_length=500, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["rectification_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rectification", "number"], name="one_rectification_item_a_number")]

    def __str__(self) -> str:
        return self.problem

    def get_absolute_url(self) -> str:
        return reverse("rectification_item", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        """Whether the reply says what was done and how far it is."""
        return bool(self.measure.strip() and self.progress)


class Evidence(Permanent):
    """A paper that shows what was done about an item."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["item_id", "pk"]

    def __str__(self) -> str:
        return self.file.short_name


class Step(CourseStep):
    """One step of a rectification."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="steps")

    class Meta:
        ordering: ClassVar = ["rectification_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rectification", "number"], name="one_rectification_step_a_number")]

    def __str__(self) -> str:
        return f"{self.rectification} · {self.label}"


class Reminded(DayReminder):
    """A reminder given of a rectification."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="reminded")

    class Meta(DayReminder.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rectification", "deadline", "on"], name="one_rectification_reminder_a_day")
        ]
