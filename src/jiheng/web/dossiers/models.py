"""Dossiers and the versions of their records: the tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Never

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.model.amounts import half_up
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.versioned import Versioned


class DossierKind(models.TextChoices):
    """What a dossier judges."""

    PROJECT = "project", _("项目支出")
    DEPARTMENT = "department", _("部门整体支出")


class Stage(models.TextChoices):
    """How far a dossier is. Which stage follows, who moves it and until when is declared by the standard, not here."""

    OBJECTIVE = "objective", _("绩效目标")
    MONITORING = "monitoring", _("绩效监控")
    SELF_EVALUATION = "self_evaluation", _("绩效自评")
    FINISHED = "finished", _("已完成")


class State(models.TextChoices):
    """Where a dossier stands in its stage, as a word; the page colours it by its value."""

    AWAITED = "awaited", _("待填报")
    FILED = "filed", _("已填报")
    FINISHED = "finished", _("已完成")


class FormKind(models.TextChoices):
    """The records a dossier can hold; the values are the ``type`` of the records."""

    OBJECTIVE_FORM = "objective_form", _("绩效目标申报表")
    MONITORING_FORM = "monitoring_form", _("绩效运行监控表")
    SELF_EVALUATION_FORM = "self_evaluation_form", _("绩效自评表")


FORM_OF: dict[str, FormKind] = {
    Stage.OBJECTIVE: FormKind.OBJECTIVE_FORM,
    Stage.MONITORING: FormKind.MONITORING_FORM,
    Stage.SELF_EVALUATION: FormKind.SELF_EVALUATION_FORM,
}
"""The form each stage waits for."""


class Dossier(Versioned):
    """One subject in one year. The figures are those of the latest record that states them; ``None``: none states it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="dossiers", verbose_name=_("单位"))
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="dossiers", verbose_name=_("年度"))
    kind = models.CharField(_("类型"), max_length=12, choices=DossierKind.choices)
    subject = models.CharField(_("评价对象"), max_length=200)
    code = models.CharField(_("项目代码"), max_length=40, blank=True)
    stage = models.CharField(_("阶段"), max_length=20, choices=Stage.choices, default=Stage.OBJECTIVE)
    awaits_record = models.BooleanField(_("待填报"), default=True)
    adjusted_budget = models.DecimalField(_("全年预算数（万元）"), max_digits=18, decimal_places=6, null=True)
    executed = models.DecimalField(_("全年执行数（万元）"), max_digits=18, decimal_places=6, null=True)
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-fiscal_year_id", "organisation__path", "code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fiscal_year", "organisation", "kind", "subject"], name="one_dossier_a_subject_and_year"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["fiscal_year", "stage", "awaits_record"]),
            models.Index(fields=["fiscal_year", "organisation", "stage", "awaits_record"], name="progress_of_organisations"),
            models.Index(fields=["fiscal_year", "organisation"], name="scored_dossiers", condition=models.Q(score__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("dossier", args=[self.pk])

    @property
    def execution_rate(self) -> Decimal | None:
        """Executed by budget in per cent, half up to two places; None where either is missing or the budget is zero."""
        if self.executed is None or not self.adjusted_budget:
            return None
        return half_up(self.executed / self.adjusted_budget * 100)

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.stage == Stage.FINISHED:
            return State.FINISHED
        return State.AWAITED if self.awaits_record else State.FILED

    @property
    def awaited_form(self) -> FormKind | None:
        """The form that is still to be filled at this stage."""
        return FORM_OF.get(self.stage) if self.awaits_record else None


class Immutable(Exception):
    """Somebody tried to edit or remove a stored version."""

    def __init__(self) -> None:
        super().__init__("已保存的版本不能修改或删除；更正请保存为新的版本。")


class RecordVersionQuerySet(models.QuerySet["RecordVersion"]):
    """Reads, and adds through the action only."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Never:
        raise Immutable

    update = delete = bulk_create = bulk_update = update_or_create = get_or_create = _refuse


class RecordVersion(models.Model):
    """One version of one form: the record as JSON, sealed by its digest."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="records")
    form = models.CharField(_("表"), max_length=24, choices=FormKind.choices)
    number = models.PositiveIntegerField(_("版本"))
    content = models.JSONField()
    digest = models.CharField(_("摘要"), max_length=64)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    stored_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("保存人"))
    stored_at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    objects = RecordVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["dossier_id", "form", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "form", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.get_form_display()} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.dossier_id, self.form, self.number])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Never."""
        raise Immutable
