"""What the checks said of each version of a document, and what people decided: the tables."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class Verdict(models.TextChoices):
    """What an assessment comes to; the values are those of ``check``, and one for files that cannot be read."""

    MUST_FIX = "must_fix", _("有必须改的问题")
    QUESTION = "question", _("有存疑之处")
    CLEAN = "clean", _("未发现须改之处")
    NOT_CHECKABLE = "not_checkable", _("没有可以核对的内容")
    UNREADABLE = "unreadable", _("读不出")


class Severity(models.TextChoices):
    """How grave a finding is."""

    MUST_FIX = "must_fix", _("必须改")
    QUESTION = "question", _("存疑")
    NOTE = "note", _("提示")


class FindingState(models.TextChoices):
    """What became of a finding."""

    OPEN = "open", _("待处理")
    EXPLAINED = "explained", _("已说明")
    FIXED = "fixed", _("已改正")
    WAIVED = "waived", _("已豁免")
    FALSE_ALARM = "false_alarm", _("误报")


class Answer(models.TextChoices):
    """What people decide about a finding."""

    ACCEPT = "accept", _("须改正")
    EXPLAIN = "explain", _("已说明")
    WAIVE = "waive", _("豁免")
    DISMISS = "dismiss", _("误报")


STATE_AFTER: dict[str, FindingState] = {
    Answer.ACCEPT: FindingState.OPEN,
    Answer.EXPLAIN: FindingState.EXPLAINED,
    Answer.WAIVE: FindingState.WAIVED,
    Answer.DISMISS: FindingState.FALSE_ALARM,
}
"""What a finding is after a decision. Fixed is never said by people: a new version shows it."""


class Assessment(models.Model):
    """What checking one version came to. ``ledger`` and ``reading`` are files: the JSON of ``check``, and what stands where."""

    version = models.OneToOneField(DocumentVersion, models.PROTECT, related_name="assessment")
    standard = models.CharField(_("标准"), max_length=40)
    program = models.CharField(_("程序版本"), max_length=40)
    verdict = models.CharField(_("结论"), max_length=16, choices=Verdict.choices)
    type = models.CharField(max_length=40, blank=True)
    agency = models.CharField(_("单位"), max_length=200, blank=True)
    subject = models.CharField(_("评价对象"), max_length=200, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), null=True)
    figures = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    must_fix = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    notices = models.JSONField(default=list)
    error = models.CharField(max_length=1000, blank=True)
    ledger = models.CharField(max_length=64, blank=True)
    reading = models.CharField(max_length=64, blank=True)
    assessed_at = models.DateTimeField(_("核对时间"), default=timezone.now)

    def __str__(self) -> str:
        return f"{self.version} · {self.get_verdict_display()}"


class Rendition(models.Model):
    """A Word document or workbook as LibreOffice sets it: a PDF and what stands where, both files; or why there is none."""

    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    pdf = models.CharField(max_length=64, blank=True)
    places = models.CharField(max_length=64, blank=True)
    error = models.CharField(_("原因"), max_length=1000, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, with the question that is asked most."""

    def unsettled(self, today: datetime.date | None = None) -> FindingQuerySet:
        """Those that ask for work: open ones, and those whose waiver ran out."""
        day = today or timezone.localdate()
        return self.filter(Q(state=FindingState.OPEN) | Q(state=FindingState.WAIVED, waived_until__lt=day))


class Finding(Versioned):
    """One finding of a document through all its versions, known by its fingerprint. Columns are those of its latest sight."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="findings")
    fingerprint = models.CharField(max_length=16)
    occurrence = models.PositiveIntegerField(default=0)
    code = models.CharField(_("检查"), max_length=8, db_index=True)
    severity = models.CharField(_("级别"), max_length=8, choices=Severity.choices)
    state = models.CharField(_("状态"), max_length=12, choices=FindingState.choices, default=FindingState.OPEN)
    accepted = models.BooleanField(default=False)
    waived_until = models.DateField(_("豁免至"), null=True)
    message = models.TextField(_("问题"))
    place = models.CharField(_("位置"), max_length=300, blank=True)
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["document_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "fingerprint", "occurrence"], name="one_finding_a_fingerprint"),
        ]
        indexes: ClassVar = [models.Index(fields=["document", "state", "severity"])]

    def __str__(self) -> str:
        return f"{self.code} {self.message}"

    @property
    def is_unsettled(self) -> bool:
        """Whether it asks for work."""
        return self.state == FindingState.OPEN or (self.state == FindingState.WAIVED and self.has_run_out)

    @property
    def has_run_out(self) -> bool:
        """Whether it was waived until a day that has passed."""
        return self.waived_until is not None and self.waived_until < timezone.localdate()

    @property
    def said(self) -> str:
        """Its state in a word; an open one that people agreed to put right says so."""
        if self.state == FindingState.WAIVED and self.has_run_out:
            return str(_("豁免已到期"))
        if self.state == FindingState.OPEN and self.accepted:
            return str(Answer.ACCEPT.label)
        return str(FindingState(self.state).label)


class Sighting(models.Model):
    """A finding as it stands in one version: its words, and where. Replaced as a whole when the version is checked again."""

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="sightings")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sightings")
    number = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["version_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "number"], name="one_sighting_a_number")]

    def __str__(self) -> str:
        return f"{self.version} · {self.number}"

    @property
    def boxes(self) -> list[list[Any]]:
        """Page, left, top, right, bottom of each part."""
        boxes: list[list[Any]] = self.content["boxes"]
        return boxes


class Decision(Permanent):
    """What somebody said of a finding; the history of a finding is all its decisions."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="decisions")
    answer = models.CharField(_("处理"), max_length=8, choices=Answer.choices)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    until = models.DateField(_("有效期至"), null=True)
    number = models.PositiveIntegerField(_("版本"))
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("处理人"))
    decided_at = models.DateTimeField(_("处理时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.get_answer_display()}"


class DossierCheck(models.Model):
    """What the papers of a dossier, put together, come to: its stored forms and the newest versions of its documents.

    ``stamp`` says which versions these were. Replaced as a whole when the dossier is checked again.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="between")
    stamp = models.CharField(max_length=64)
    program = models.CharField(_("程序版本"), max_length=40)
    content = models.JSONField()
    checked_at = models.DateTimeField(_("核对时间"), default=timezone.now)

    def __str__(self) -> str:
        return str(self.dossier)


class DossierDecision(Permanent):
    """What somebody said of a finding in the stored forms of a dossier; of several about one finding the latest counts.

    ``form`` is the form it stands in. ``key`` knows the finding again: the check, the field, what is stated and expected, the words.
    A finding that says something else is another one and was not decided.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="decisions")
    form = models.CharField(_("表"), max_length=24)
    key = models.CharField(max_length=16)
    code = models.CharField(_("检查"), max_length=8)
    message = models.TextField(_("问题"))
    answer = models.CharField(_("处理"), max_length=8, choices=Answer.choices)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    until = models.DateField(_("有效期至"), null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("处理人"))
    decided_at = models.DateTimeField(_("处理时间"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["dossier", "form", "key"])]

    def __str__(self) -> str:
        return f"{self.code} · {self.get_answer_display()}"

    @property
    def has_run_out(self) -> bool:
        """Whether it was waived until a day that has passed."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def settles(self) -> bool:
        """Whether the finding bars no way: a waiver in force, or a check that was wrong."""
        return self.answer == Answer.DISMISS or (self.answer == Answer.WAIVE and not self.has_run_out)

    @property
    def said(self) -> str:
        """The state of the finding after it, in a word."""
        return str(_("豁免已到期")) if self.has_run_out else str(Answer(self.answer).label)
