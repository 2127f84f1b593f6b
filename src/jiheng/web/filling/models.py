"""Drafts of forms, and the papers dropped on them: the tables."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.files.models import StoredFile
from jiheng.web.filling.content import Content
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.versioned import Versioned


class Draft(Versioned):
    """What is typed into one form of one dossier and not yet stored; shared by those who may fill it in.

    ``version`` counts the savings; who goes on from an older one brings the text they
    began with, and both are put together. ``based_on`` is the number of the stored version it began with (0: none).
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="drafts")
    form = models.CharField(_("表"), max_length=24, choices=FormKind.choices)
    content = models.JSONField()
    based_on = models.PositiveIntegerField(default=0)
    is_stored = models.BooleanField(default=False)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("保存人"))
    saved_at = models.DateTimeField(_("保存时间"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "form"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.dossier_id}"

    @property
    def typed(self) -> Content:
        """What stands in the cells."""
        return Content.model_validate(self.content)


#: The long work that reads a dropped scan.
READ_DROPPED: Final = "read_dropped"


class DroppedPaper(models.Model):
    """A file dropped on a form, with what was read out of it; ``reading`` is empty while a job reads it, or where that failed."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="dropped_papers")
    form = models.CharField(_("表"), max_length=24, choices=FormKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    reading = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def job_key(self) -> str:
        """The name of the work that reads it."""
        return f"{READ_DROPPED} {self.pk}"

    @property
    def job(self) -> Job | None:
        """The job that reads it; None where it was read at once."""
        return Job.objects.filter(key=self.job_key).order_by("-pk").first()
