"""What evaluations came to, and how each result was used: the tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent


class Outcome(Permanent):
    """The score and grade of a final evaluation, taken over as the result of its dossier, before that of the self-evaluation."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="outcome")
    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="outcome")
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2)
    grade = models.CharField(_("等级"), max_length=10)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.dossier} {self.grade}"


class Way(models.TextChoices):
    """How a result is used."""

    BUDGET = "budget", _("安排下年预算")
    IMPROVEMENT = "improvement", _("改进管理或政策")
    REPORT = "report", _("报送政府或人大")
    CIRCULAR = "circular", _("通报")
    TALK = "talk", _("约谈")
    OTHER = "other", _("其他")


class ResultUse(Permanent):
    """One use of a result: what was done, by whom, when, and what the standard proposed then. Amounts in 万元."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="result_uses", verbose_name=_("卷宗"))
    way = models.CharField(_("应用方式"), max_length=12, choices=Way.choices)
    text = models.TextField(_("怎样应用"), max_length=2000)
    amount = models.DecimalField(_("下年安排（万元）"), max_digits=18, decimal_places=6, null=True)
    decided_on = models.DateField(_("决定日期"))
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True)
    grade = models.CharField(_("等级"), max_length=10, blank=True)
    proposal = models.TextField(_("标准的建议"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.get_way_display()}"
