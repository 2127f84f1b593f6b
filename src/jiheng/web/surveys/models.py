"""Surveys, access codes, answers, results: the tables. An answer knows neither who sent it nor from where, nor the hour."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.model.questionnaires import Questionnaire
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Organisation, Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Versioned


class SurveyState(models.TextChoices):
    """How far a survey is. What was closed is not opened again: its results were seen."""

    DRAFT = "draft", _("起草")
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


class Access(models.TextChoices):
    """Who can answer."""

    CODES = "codes", _("一人一码")
    LINK = "link", _("公开链接")


class Method(models.TextChoices):
    """How respondents were chosen, in the words of the report."""

    SAMPLE = "抽样调查", _("抽样调查")
    CENSUS = "全数调查", _("全数调查")
    ANYBODY = "公开征集", _("公开征集（不代表总体）")


class Survey(Versioned):
    """One version of a survey. Once open its questionnaire is sealed by ``digest``; a change is a new version that ``follows`` it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="surveys")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("发起单位"))
    number = models.PositiveIntegerField(_("版本"), default=1)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    state = models.CharField(_("状态"), max_length=8, choices=SurveyState.choices, default=SurveyState.DRAFT)
    title = models.CharField(_("名称"), max_length=100)
    content = models.JSONField()
    digest = models.CharField(_("摘要"), max_length=64, blank=True)
    access = models.CharField(_("填写方式"), max_length=8, choices=Access.choices, default=Access.CODES)
    link = models.CharField(max_length=24, unique=True)
    respondents = models.CharField(_("调查对象"), max_length=100, blank=True)
    method = models.CharField(_("调查方式"), max_length=8, choices=Method.choices, default=Method.SAMPLE)
    population = models.PositiveIntegerField(_("总体人数"), null=True)
    planned = models.PositiveIntegerField(_("计划份数"), null=True)
    issued = models.PositiveIntegerField(_("发放份数"), null=True)
    most = models.PositiveIntegerField(_("最多收多少份"), null=True)
    once_a_browser = models.BooleanField(_("一个浏览器只能填一次"), default=True)
    opens_on = models.DateField(_("开始日期"), null=True)
    closes_on = models.DateField(_("截止日期"), null=True)
    received = models.PositiveIntegerField(_("已收"), default=0)
    seal = models.CharField(_("答卷摘要"), max_length=64, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["dossier_id", "title", "number", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("survey", args=[self.pk])

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked."""
        return Questionnaire.model_validate(self.content)

    def takes_answers(self, today: datetime.date) -> bool:
        """Whether it is open and today lies in its period."""
        begun = self.opens_on is None or self.opens_on <= today
        return self.state == SurveyState.OPEN and begun and (self.closes_on is None or today <= self.closes_on)

    @property
    def is_due(self) -> bool:
        """Whether it is open and its period is over."""
        return self.state == SurveyState.OPEN and self.closes_on is not None and self.closes_on < timezone.localdate()


class AccessCode(models.Model):
    """A code for one answer. It knows whether it was used; not when, and not for which answer."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="codes")
    code = models.CharField(max_length=12, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.code[:5]}-{self.code[5:]}"


class Answer(Permanent):
    """What one person answered. ``key`` came with the page: the same page sent twice is one answer. Only the day is kept."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    key = models.CharField(max_length=36)
    content = models.JSONField()
    received_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "key"], name="one_answer_a_page")]

    def __str__(self) -> str:
        return self.key


class SurveyResult(Permanent):
    """What a closed survey found: a ``CaseSurvey`` as JSON with its digest."""

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="result")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.survey)
