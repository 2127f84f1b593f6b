"""Plans of spot checks and what was drawn: the tables. What became of a draw stands in its case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.casework.models import Case
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.permanent import Permanent


class Method(models.TextChoices):
    """How cases are chosen."""

    RANDOM = "random", _("随机")
    AMOUNT = "amount", _("按金额从大到小")
    RISK = "risk", _("按风险从高到低")


class Plan(Permanent):
    """One drawing: from which cases, how, with which seed; made once and never changed, so that it can be done again and compared."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("范围"))
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("年度"))
    method = models.CharField(_("方法"), max_length=8, choices=Method.choices)
    seed = models.CharField(_("随机种子"), max_length=40, blank=True)
    population = models.PositiveIntegerField(_("总体"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id} {self.organisation} {self.get_method_display()}"

    def get_absolute_url(self) -> str:
        return reverse("spot_check_plan", args=[self.pk])


class Draw(Permanent):
    """One case that was drawn, on what ground, and the score the agency gave itself."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="draws")
    case = models.ForeignKey(Case, models.PROTECT, related_name="draws")
    rank = models.PositiveIntegerField()
    ground = models.CharField(_("入选依据"), max_length=200)
    self_score = models.DecimalField(_("自评得分"), max_digits=6, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["plan_id", "rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "case"], name="drawn_once_a_plan")]

    def __str__(self) -> str:
        return f"{self.plan} {self.rank}"
