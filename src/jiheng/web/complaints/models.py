"""Complaints, what was handed in with them, and the steps taken: the tables."""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.model import Satisfaction as Answer
from jiheng.web.coursed import Coursed, DayReminder
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation, Person


class Channel(models.TextChoices):
    """How a complaint came; the values are those of the record."""

    WEB = "web", _("网上")
    TELEPHONE = "telephone", _("电话")
    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    HOTLINE = "hotline", _("12345 热线")
    FORWARDED = "forwarded", _("转办")


class Category(models.TextChoices):
    """What it is about; the values are those of the record."""

    LATE_DISCLOSURE = "late_disclosure", _("公开不及时")
    WRONG_DATA = "wrong_data", _("数据不实")
    USE_OF_FUNDS = "use_of_funds", _("资金使用")
    UNFAIR_EVALUATION = "unfair_evaluation", _("评价不公")
    EVALUATOR = "evaluator", _("第三方违规")
    PROCUREMENT = "procurement", _("政府采购")
    PERSONAL_INFORMATION = "personal_information", _("个人信息")
    OTHER = "other", _("其他")


class Satisfaction(models.TextChoices):
    """What the complainant says of the reply."""

    SATISFIED = Answer.SATISFIED.value, _("满意")
    FAIRLY_SATISFIED = Answer.FAIRLY_SATISFIED.value, _("基本满意")
    DISSATISFIED = Answer.DISSATISFIED.value, _("不满意")


class Complaint(Coursed):
    """One complaint. ``course`` is the truth of its way; the columns beside it are what lists filter, sort and show, written with it.

    ``complainant`` and ``contact`` are shown to those who handle it alone. Of the lookup code only the digest is kept.
    """

    number = models.CharField(_("编号"), max_length=24, unique=True)
    code_digest = models.CharField(max_length=64, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("受理机关"))
    channel = models.CharField(_("渠道"), max_length=12, choices=Channel.choices, default=Channel.WEB)
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    received_on = models.DateField(_("收到日期"))
    complainant = models.CharField(_("投诉人"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    anonymous = models.BooleanField(_("匿名"), default=False)
    confidential = models.BooleanField(_("要求保密"), default=False)
    about = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("被投诉单位"))
    project = models.CharField(_("项目"), max_length=200, blank=True)
    document = models.CharField(_("涉及的文件"), max_length=200, blank=True)
    category = models.CharField(_("类别"), max_length=24, choices=Category.choices, default=Category.OTHER)
    summary = models.TextField(_("诉求"), max_length=4000)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="complaints", verbose_name=_("关联卷宗"))
    urgent = models.BooleanField(_("紧急"), default=False)

    late = models.BooleanField(_("逾期办结"), default=False)

    accepted = models.BooleanField(_("受理"), null=True)
    accepted_on = models.DateField(_("受理日期"), null=True)
    refusal_reason = models.TextField(_("不予受理的理由"), blank=True)
    handling = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("承办单位"))
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("承办人"))
    recused = models.BooleanField(_("回避"), null=True)
    due_of_handling = models.DateField(_("办结期限"), null=True)
    extended_to = models.DateField(_("延长至"), null=True)
    finding = models.TextField(_("查明情况"), blank=True)
    measure = models.TextField(_("处理措施"), blank=True)
    outcome = models.TextField(_("对得分、报告的影响"), blank=True)
    draft = models.TextField(_("拟写的答复"), blank=True)
    reply = models.TextField(_("答复"), blank=True)
    reply_way = models.CharField(_("答复方式"), max_length=40, blank=True)
    replied_on = models.DateField(_("答复日期"), null=True)
    satisfaction = models.CharField(_("满意程度"), max_length=20, choices=Satisfaction.choices, blank=True)
    satisfaction_note = models.TextField(_("对答复的意见"), blank=True)
    rectification = models.CharField(_("关联整改"), max_length=60, blank=True)
    archived_on = models.DateField(_("归档日期"), null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined", verbose_name=_("并入"))

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["owner", "is_open", "due_on"])]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaint", args=[self.pk])

    @staticmethod
    def digest_of(number: str, code: str) -> str:
        """What is kept of a lookup code: how it was typed (case, blanks, dashes) does not matter."""
        plain = re.sub(r"[\s-]", "", code).upper()
        return hashlib.sha256(f"{number}:{plain}".encode()).hexdigest()


class Attachment(models.Model):
    """A file handed in with a complaint: its name, what its content is, and the digest under which its bytes are kept."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("文件名"), max_length=120)
    content = models.CharField(_("类型"), max_length=8)
    size = models.PositiveIntegerField(_("大小"))
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        ordering: ClassVar = ["complaint_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["complaint", "number"], name="one_attachment_a_number")]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One step of handling, as the ledger tells it: who, what, with which words."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    on = models.DateField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=60)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["complaint_id", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.label}"


class Reminded(DayReminder):
    """A reminder given of a complaint."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="reminded")

    class Meta(DayReminder.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["complaint", "deadline", "on"], name="one_complaint_reminder_a_day")]


class Sequence(models.Model):
    """The last number given in a year; locked by whoever takes the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def next(cls, day: datetime.date) -> str:
        """The next number of the year of a day: TS-2026-00001."""
        row, _new = cls.objects.select_for_update().get_or_create(pk=day.year)
        row.last += 1
        row.save(update_fields=["last"])
        return f"TS-{day.year}-{row.last:05}"
