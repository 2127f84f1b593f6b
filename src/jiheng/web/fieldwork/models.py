"""Fieldwork of an evaluation: materials asked for, site visits, files of working papers, payments looked at: the tables.

Plan, data form, interviews, surveys and the list of evidence are parts of the case and live in its entries (:mod:`evaluations`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from jiheng.web.acting import Refused
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.payments import Payment, restored
from jiheng.web.fieldwork.sampling import Method
from jiheng.web.files.models import StoredFile
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class MaterialState(models.TextChoices):
    """How far a slot of the list of materials is."""

    DRAFT = "draft", _("拟索取")
    ASKED = "asked", _("待提供")
    PROVIDED = "provided", _("待核收")
    UNAVAILABLE = "unavailable", _("单位称无此资料")
    RETURNED = "returned", _("已退回")
    RECEIVED = "received", _("已核收")
    WITHDRAWN = "withdrawn", _("不再索取")


#: Where the unit has something to do, and where the evaluators have.
WITH_UNIT = (MaterialState.ASKED, MaterialState.RETURNED)
WITH_TEAM = (MaterialState.PROVIDED, MaterialState.UNAVAILABLE)


class Material(Versioned):
    """One line of the list of materials: what is wanted, why, until when, and the slot the unit puts it into."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="materials")
    number = models.PositiveIntegerField(_("序号"))
    group = models.CharField(_("底稿分组"), max_length=8, blank=True)
    what = models.CharField(_("资料名称"), max_length=200)
    why = models.CharField(_("用途"), max_length=300, blank=True)
    due_on = models.DateField(_("提供期限"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=MaterialState.choices, default=MaterialState.DRAFT)
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    asked_on = models.DateField(null=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("最后办理"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_material_a_number")]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.what

    def require(self, *states: str) -> None:
        """Nothing if it stands in one of the states.

        Raises:
            Refused: it does not.
        """
        if self.state not in states:
            raise Refused(_gettext("「{what}」{state}，不能这样办理。").format(what=self, state=self.get_state_display()))

    @property
    def waits_for_unit(self) -> bool:
        """Whether the unit is to provide it."""
        return self.state in WITH_UNIT

    @property
    def waits_for_team(self) -> bool:
        """Whether the evaluators are to look at what came."""
        return self.state in WITH_TEAM

    @property
    def is_late(self) -> bool:
        """Whether its day passed and it is still with the unit."""
        return self.waits_for_unit and self.due_on is not None and self.due_on < timezone.localdate()


class MaterialFile(Permanent):
    """A file the unit put into a slot."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["material_id", "pk"]

    def __str__(self) -> str:
        return str(self.file)


class MaterialReminder(Permanent):
    """That the unit was reminded of its list on a day: once a day, by hand or by the daily step."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="material_reminders")
    on = models.DateField()
    count = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "on"], name="one_material_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.on}"


class SiteVisit(Versioned):
    """Notes of a visit to a place, with photos."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="site_visits")
    number = models.PositiveIntegerField(_("序号"))
    place = models.CharField(_("地点"), max_length=200)
    visited_on = models.DateField(_("日期"))
    visitors = models.CharField(_("查看人员"), max_length=200, blank=True)
    present = models.CharField(_("在场人员"), max_length=200, blank=True)
    seen_there = models.TextField(_("查看情况"), blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("最后修改"))
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "visited_on", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_site_visit_a_number")]

    def __str__(self) -> str:
        return self.place


class SitePhoto(Permanent):
    """A photo of a visit."""

    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(_("说明"), max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["visit_id", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class WorkingPaper(Permanent):
    """The file behind an entry of the list of evidence. A corrected file is a new row; the newest one is the paper."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="working_papers")
    number = models.CharField(_("底稿编号"), max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["evaluation_id", "number", "-pk"]

    def __str__(self) -> str:
        return self.number


class PaymentList(Permanent):
    """A list of payments as it was read; samples are drawn from it. ``digest`` is that of its rows, in yuan."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="payment_lists")
    name = models.CharField(_("名称"), max_length=250)
    rows = models.JSONField()
    count = models.PositiveIntegerField(_("笔数"))
    total = models.DecimalField(_("金额（元）"), max_digits=20, decimal_places=2)
    digest = models.CharField(_("摘要"), max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def payments(self) -> tuple[Payment, ...]:
        """All payments."""
        return restored(self.rows)


class PaymentSample(Permanent):
    """One drawing from a list: how, with which seed; made once and never changed, so that it can be done again and compared."""

    source = models.ForeignKey(PaymentList, models.PROTECT, related_name="samples")
    method = models.CharField(_("方法"), max_length=8, choices=Method.choices)
    seed = models.CharField(_("随机种子"), max_length=40, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source} · {self.get_method_display()}"


class Result(models.TextChoices):
    """What became of a payment that was looked at."""

    OPEN = "", _("未查")
    SOUND = "sound", _("未见异常")
    PROBLEM = "problem", _("有问题")
    UNCLEAR = "unclear", _("待补资料")


class SampledPayment(Versioned):
    """One payment that was drawn, on what ground, and what was found. ``paper`` is the number of its working paper."""

    sample = models.ForeignKey(PaymentSample, models.PROTECT, related_name="drawn")
    rank = models.PositiveIntegerField(_("序号"))
    row = models.PositiveIntegerField(_("行"))
    amount = models.DecimalField(_("金额（元）"), max_digits=20, decimal_places=2)
    voucher = models.CharField(_("凭证号"), max_length=200, blank=True)
    paid_on = models.DateField(_("日期"), null=True)
    payee = models.CharField(_("收款人"), max_length=200, blank=True)
    purpose = models.CharField(_("摘要"), max_length=200, blank=True)
    ground = models.CharField(_("入选依据"), max_length=200)
    result = models.CharField(_("结果"), max_length=8, choices=Result.choices, blank=True, default=Result.OPEN)
    amount_in_question = models.DecimalField(_("问题金额（元）"), max_digits=20, decimal_places=2, default=Decimal(0))
    found = models.TextField(_("查明情况"), blank=True)
    paper = models.CharField(_("底稿编号"), max_length=80, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("查证人"))
    checked_on = models.DateField(_("查证日期"), null=True)

    class Meta:
        ordering: ClassVar = ["sample_id", "rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["sample", "row"], name="one_payment_drawn_once")]

    def __str__(self) -> str:
        return self.voucher or f"{self.rank}"
