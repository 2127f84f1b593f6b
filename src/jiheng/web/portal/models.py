"""Two sides that share no row: what is being prepared (inside), and frozen copies of what was published (all that the portal reads)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.coursed import Coursed, DayReminder
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent


class Material(models.TextChoices):
    """What is published, where it was put forward from its own page."""

    OBJECTIVE = "objective", _("绩效目标")
    SELF_EVALUATION = "self_evaluation", _("绩效自评")
    EVALUATION_REPORT = "evaluation_report", _("评价报告")


class Publication(Coursed):
    """One thing that is to be published of a dossier, on its way through the flow. ``course`` is the truth, the columns follow from it.

    ``record`` or ``report``: the version it was put forward from; no later one takes its place by itself.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="publications", verbose_name=_("卷宗"))
    title = models.CharField(_("标题"), max_length=200)
    material = models.CharField(_("种类"), max_length=20, choices=Material.choices, blank=True)
    forms = models.JSONField(default=list)
    record = models.ForeignKey(RecordVersion, models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey("reviews.ReportVersion", models.PROTECT, null=True, related_name="+")
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    prepared_at = models.DateTimeField(_("提出时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-prepared_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publication", args=[self.pk])


class Reminded(DayReminder):
    """A reminder given of a publication."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reminded")

    class Meta(DayReminder.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "deadline", "on"], name="one_publication_reminder_a_day")]


class PublicationFile(models.Model):
    """A file to be published. A masked copy names its original, which stays here unpublished; ``pictured``: pages that are pictures now."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("文件名"), max_length=250)
    content = models.CharField(_("类型"), max_length=8)
    size = models.PositiveBigIntegerField(_("大小"))
    digest = models.CharField(_("摘要"), max_length=64)
    masks = models.OneToOneField("self", models.PROTECT, null=True, related_name="masked_by")
    pictured = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["publication_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "number"], name="one_published_file_a_number")]

    def __str__(self) -> str:
        return self.name


class PicturesSeen(Permanent):
    """That somebody looked at the pictures the check could not read, of which files, and answers for it with their name."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="pictures_seen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("查看人"))
    files = models.JSONField(default=list)
    at = models.DateTimeField(_("查看时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return "、".join(f"{one['name']}（{'、'.join(one['where'])}）" for one in self.files)


class Published(models.Model):
    """What the public sees: a frozen copy. Names are words, not keys: what changes inside later does not change what was published."""

    source = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    kind = models.CharField(max_length=12)
    kind_label = models.CharField(max_length=40)
    material = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=120)
    department = models.CharField(max_length=120)
    department_code = models.CharField(max_length=40, db_index=True)
    adjusted_budget = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    executed = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    execution_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    sheets = models.JSONField(default=list)
    records = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    search_text = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, db_index=True)
    withdrawal_notice = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal_dossier", args=[self.pk])


class PublishedFile(models.Model):
    """A file the public can fetch; its bytes lie apart from all that is not published."""

    published = models.ForeignKey(Published, models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    content = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["published_id", "number"]

    def __str__(self) -> str:
        return self.name


class Gram(models.Model):
    """Two characters that stand side by side in what was published, and how often: the index of the search, alike on every database."""

    published = models.ForeignKey(Published, models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=2)
    count = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gram", "published"])]

    def __str__(self) -> str:
        return self.gram


class Edition(models.Model):
    """Counts the changes of what is published: one row. A rendered page is good for one number."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def now(cls) -> Edition:
        """The present one."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def advance(cls) -> None:
        """Something was published or withdrawn; part of that transaction."""
        row, _new = cls.objects.select_for_update().get_or_create(pk=1)
        row.number += 1
        row.save()


def rate(executed: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """Executed by budget in per cent, as dossiers tell it."""
    return Dossier(executed=executed, adjusted_budget=budget).execution_rate
