"""Packages that were made, dossiers that came out of one, and the papers that came with them: the tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent


class Archive(Permanent):
    """One package of a dossier. ``digest`` is that of its manifest, ``file`` that of the whole zip, under which its bytes are kept."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="archives", verbose_name=_("卷宗"))
    archived_on = models.DateField(_("归档日期"))
    retention = models.CharField(_("保管期限"), max_length=20)
    items = models.PositiveIntegerField(_("件数"))
    size = models.PositiveBigIntegerField(_("大小"))
    digest = models.CharField(_("清单摘要"), max_length=64)
    file = models.CharField(_("文件摘要"), max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("归档人"))
    made_at = models.DateTimeField(_("归档时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.dossier} {self.archived_on}"

    def get_absolute_url(self) -> str:
        return reverse("download_archive", args=[self.pk])

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.dossier.fiscal_year_id} {self.dossier.subject} {self.archived_on}.zip"


class Restoration(Permanent):
    """That a dossier came out of a package, and out of which."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="restoration")
    archived_on = models.DateField(_("归档日期"))
    digest = models.CharField(_("清单摘要"), max_length=64)
    restored_at = models.DateTimeField(_("恢复时间"), auto_now_add=True)

    def __str__(self) -> str:
        return str(self.dossier)


class CarriedPaper(Permanent):
    """A paper of a package that is no row here any more; it goes into the next package at the same place."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="carried_papers")
    path = models.CharField(max_length=400)
    title = models.CharField(_("题名"), max_length=250)
    maker = models.CharField(_("责任者"), max_length=200, blank=True)
    date = models.DateField(_("日期"), null=True)
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        ordering: ClassVar = ["dossier_id", "path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "path"], name="one_carried_paper_a_place")]

    def __str__(self) -> str:
        return self.title
