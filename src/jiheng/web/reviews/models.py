"""Versions of a report, opinions on it, scores and minutes of its joint review, confirmation slips: the tables."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.models import StoredFile
from jiheng.web.people.models import Organisation, Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class PackageKind(models.TextChoices):
    """What a case is written as; the values are those of the papers of the standard."""

    PROJECT_REPORT = "project_report", _("项目绩效评价报告")
    DEPARTMENT_REPORT = "department_report", _("部门整体支出绩效评价报告")
    DEPARTMENT_FORM = "department_form", _("部门整体支出绩效评价报告（一张表）")


class Side(models.TextChoices):
    """Who gives an opinion or answers a slip."""

    AGENCY = "agency", _("被评价单位")
    CLIENT = "client", _("委托方")
    EXPERT = "expert", _("专家")


class ReportVersion(Permanent):
    """One version of the report. Its case is frozen; the bytes of case, texts by place, Word and PDF lie under their digests.

    ``taken`` counts the steps of the flow taken before: which step sent it follows from that. ``content_digest`` is of the case without
    the days of its course, so that one sees whether the case moved on. ``edits`` are the passages the authors rewrote, ``drafts`` digests
    of what was drafted, ``ignored`` what an author changed outside the passages.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField(_("版本"))
    kind = models.CharField(_("种类"), max_length=20, choices=PackageKind.choices)
    title = models.CharField(_("标题"), max_length=250)
    state = models.CharField(max_length=40)
    taken = models.PositiveIntegerField()
    content_digest = models.CharField(max_length=64)
    score = models.DecimalField(_("得分"), max_digits=8, decimal_places=2, null=True)
    grade = models.CharField(_("等级"), max_length=20, blank=True)
    case = models.CharField(max_length=64)
    texts = models.CharField(max_length=64)
    docx = models.CharField(max_length=64)
    pdf = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    indicators = models.JSONField(default=list)
    gaps = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    figures = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    edits = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    ignored = models.JSONField(default=list)
    upload = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("作者修改稿"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("生成人"))
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_report_a_number")]

    def __str__(self) -> str:
        return str(_("{title} 第 {number} 版")).format(title=self.title, number=self.number)

    def get_absolute_url(self) -> str:
        return reverse("report_version", args=[self.evaluation_id, self.number])

    @property
    def passages(self) -> dict[str, tuple[str, ...]]:
        """The authors' paragraphs by passage."""
        return {name: tuple(kept["paragraphs"]) for name, kept in self.edits.items()}

    def indicator(self, number: str) -> dict[str, Any] | None:
        """What the version says of an indicator: id, name, weight, score."""
        return next((one for one in self.indicators if one["id"] == number), None)


class FindingWaiver(Permanent):
    """A finding on the report that somebody in charge lets stand, with the reason. It holds for later versions as well."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="waived_findings")
    fingerprint = models.CharField(max_length=16)
    occurrence = models.PositiveIntegerField(default=0)
    message = models.TextField()
    reason = models.CharField(_("理由"), max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "fingerprint", "occurrence"], name="one_waiver_a_finding")]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.message}"


class Decision(models.TextChoices):
    """What becomes of an opinion; the values are those of the record."""

    ACCEPTED = "accepted", _("采纳")
    PARTLY_ACCEPTED = "partly_accepted", _("部分采纳")
    REJECTED = "rejected", _("不采纳")


class Opinion(Versioned):
    """One opinion on a version, about a paragraph (``place``, by its heading) or an indicator; a draft until it is sent. Then its answer.

    ``round`` counts the drafts sent out for opinions: a report that was sent back is judged anew.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="opinions")
    report = models.ForeignKey(ReportVersion, models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("序号"))
    side = models.CharField(_("提出方"), max_length=8, choices=Side.choices)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    place = models.CharField(_("段落"), max_length=200, blank=True)
    indicator = models.CharField(_("指标"), max_length=40, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    text = models.TextField(_("意见"))
    evidence = models.TextField(_("依据或佐证材料"), blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("报送时间"), null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decision = models.CharField(_("是否采纳"), max_length=16, choices=Decision.choices, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    what_changed = models.TextField(_("修改情况"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人"))
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_opinion_a_number")]
        indexes: ClassVar = [models.Index(fields=["evaluation", "round", "side"])]

    def __str__(self) -> str:
        return str(_("意见 {number}")).format(number=self.number)

    def get_absolute_url(self) -> str:
        return reverse("opinion", args=[self.evaluation_id, self.number])


class ExpertSheet(Versioned):
    """The scores one expert gives for themselves: ``scores`` by indicator with ``score`` and ``reason``. Unseen by others until sent."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="expert_sheets")
    round = models.PositiveSmallIntegerField()
    expert = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("专家"))
    scores = models.JSONField(default=dict)
    sent_at = models.DateTimeField(_("报送时间"), null=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "round", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "round", "expert"], name="one_sheet_an_expert")]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.expert}"


class Minutes(Permanent):
    """The record of a joint review: typed, or the file of it. A correction is another one."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="minutes")
    round = models.PositiveSmallIntegerField()
    held_on = models.DateField(_("会审日期"))
    held_at = models.CharField(_("地点"), max_length=120, blank=True)
    present = models.TextField(_("参加人员"))
    text = models.TextField(_("会审记录"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("会审记录文件"))
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "pk"]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.held_on}"


class SlipKind(models.TextChoices):
    """What a slip confirms; the values are those of the record."""

    REPORT = "report", _("报告确认单")
    DATA = "data", _("资料和数据确认单")


class SlipAnswer(models.TextChoices):
    """How a slip was signed."""

    SECOND_FACTOR = "second_factor", _("在线确认（再次验证身份）")
    SCAN = "scan", _("盖章扫描件")


class Slip(Versioned):
    """A confirmation slip: sent with a version of the report, answered online by somebody who proved who they are, or by a scan."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="slips")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("种类"), max_length=8, choices=SlipKind.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("收件单位"))
    report = models.ForeignKey(ReportVersion, models.PROTECT, related_name="slips", verbose_name=_("报告"))
    days = models.PositiveSmallIntegerField(_("反馈期限（工作日）"), null=True)
    sent_on = models.DateField(_("发出日期"))
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    view = models.TextField(_("反馈意见"), blank=True)
    signer = models.CharField(_("签字人"), max_length=60, blank=True)
    answered_on = models.DateField(_("确认日期"), null=True)
    answer = models.CharField(_("确认方式"), max_length=16, choices=SlipAnswer.choices, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("扫描件"))

    class Meta:
        ordering: ClassVar = ["evaluation_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_slip_a_number")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
