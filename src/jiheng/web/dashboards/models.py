"""What charts ask for and lists do not: figures of each dossier taken from its records, in one row a dossier."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation


class Facts(models.Model):
    """A copy, never the source: written when a record is stored, made anew by ``manage rebuild_facts``. ``None``: no record says it."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, primary_key=True, related_name="facts")
    department = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("部门"))
    sector = models.CharField(_("领域"), max_length=20, blank=True, db_index=True)
    #: The subject without years, so that the same project is found in another year.
    lasting_subject = models.CharField(max_length=200)
    #: 万元, from the latest self-evaluation's total row.
    initial_budget = models.DecimalField(_("年初预算数"), max_digits=18, decimal_places=6, null=True)
    adjusted_budget = models.DecimalField(_("全年预算数"), max_digits=18, decimal_places=6, null=True)
    executed = models.DecimalField(_("全年执行数"), max_digits=18, decimal_places=6, null=True)
    #: Quantitative indicators that can miss their target, and how many of them came out exactly at it.
    indicators = models.PositiveIntegerField(null=True)
    equal_actuals = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("统计数")

    def __str__(self) -> str:
        return str(self.dossier_id)
