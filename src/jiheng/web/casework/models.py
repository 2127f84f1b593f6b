"""Cases: a dossier on its way through a flow; the steps taken, the talk about it, the days set by notice."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiheng.web.coursed import Coursed, DayReminder
from jiheng.web.dossiers.models import FORM_OF, Dossier, FormKind, RecordVersion, Stage
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.permanent import Permanent


class FlowName(models.TextChoices):
    """The flows that are driven here; the values are those of ``standards/*/flows``."""

    OBJECTIVE = "objective", _("绩效目标管理")
    MONITORING = "monitoring", _("绩效运行监控")
    SELF_EVALUATION = "self_evaluation", _("单位自评")


FLOW_OF: dict[str, FlowName] = {
    Stage.OBJECTIVE: FlowName.OBJECTIVE,
    Stage.MONITORING: FlowName.MONITORING,
    Stage.SELF_EVALUATION: FlowName.SELF_EVALUATION,
}
"""The flow of each stage of a dossier."""


#: For indexes: only what is under way is asked for again and again.
OPEN: Final = models.Q(is_open=True)


class Case(Coursed):
    """One flow of one dossier. ``course`` is the truth; the other columns are what lists filter, sort and show, written with it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="cases", verbose_name=_("卷宗"))
    flow = models.CharField(_("流程"), max_length=24, choices=FlowName.choices)
    standard = models.CharField(_("标准"), max_length=40)
    is_filling = models.BooleanField(default=True)
    submitted = models.ForeignKey(RecordVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("提交的版本"))
    recheck_score = models.DecimalField(_("复核得分"), max_digits=6, decimal_places=2, null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["dossier_id", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "flow"], name="one_case_a_dossier_and_flow")]
        # What a page with all open cases needs stands in the index: a row is long, its course being in it.
        indexes: ClassVar = [
            models.Index(fields=["due_on", "id", "dossier", "returned_on"], name="open_cases_by_day", condition=OPEN),
            models.Index(fields=["waits_for", "due_on"], name="open_cases_by_duty", condition=OPEN),
            models.Index(fields=["escalated_to", "due_on"], name="open_cases_brought_up", condition=OPEN),
            models.Index(fields=["flow", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.get_flow_display()}"

    @property
    def form(self) -> FormKind:
        """The form that goes through this flow."""
        return FORM_OF[self.flow]

    def address_of(self, action: str) -> str:
        """Where an action is taken."""
        return reverse("step", args=[self.pk, action])


EVIDENCE: Final = "evidence"
#: Under this name a step keeps which documents are its evidence: number, version, name.
EVIDENCE_FILES: Final = "evidence_files"
#: What is shown of what was said with a step; what the workspace looked up itself stands in the audit entry.
_TOLD: Final[dict[str, Any]] = {
    "reason": "",
    "comment": "",
    "review_grade": _("审核等级"),
    "measure": _("处理措施"),
    "recheck_score": _("复核得分"),
    "evidence": _("佐证材料"),
    "due_date": _("期限"),
}


class Step(Permanent):
    """One step of a case: who did what as what, what they said with it, and which version it was about. ``said`` is by requirement."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role_label = models.CharField(max_length=60)
    on = models.DateField()
    came_from = models.CharField(max_length=60)
    led_to = models.CharField(max_length=60)
    said = models.JSONField(default=dict)
    version = models.ForeignKey(RecordVersion, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["case_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "number"], name="one_step_a_number")]

    def __str__(self) -> str:
        return f"{self.case} · {self.label}"

    @property
    def told(self) -> list[tuple[Any, str]]:
        """What was said with it, each with its name where the words alone do not tell."""
        names = [name for _number, _version, name in self.files]
        found = ((_TOLD[name], fact) for name, fact in self.said.items() if name in _TOLD)
        texts = (
            (label, "；".join(one for one in fact if one not in names) if isinstance(fact, list) else str(fact)) for label, fact in found
        )
        return [(label, text) for label, text in texts if text]

    @property
    def files(self) -> list[tuple[int, int, str]]:
        """The documents that are its evidence: number, version, name."""
        return [(number, version, name) for number, version, name in self.said.get(EVIDENCE_FILES, ())]


class Comment(Permanent):
    """Something said about a dossier, to all who see it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="comments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("内容"), max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.author}"


class Notice(Permanent):
    """A day set by notice for a deadline of a year, for an organisation and all below it. The latest one that reaches a case holds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("范围"))
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("年度"))
    flow = models.CharField(_("流程"), max_length=24, choices=FlowName.choices)
    deadline = models.CharField(_("期限"), max_length=40)
    label = models.CharField(max_length=60)
    day = models.DateField(_("日期"))
    reference = models.CharField(_("通知文号或名称"), max_length=120)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id} {self.label} {self.day}"


class BudgetApproval(Permanent):
    """That the people's congress approved the budget of a year, for a finance authority and all below it. The latest one holds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("范围"))
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="+", verbose_name=_("年度"))
    day = models.DateField(_("批准日期"))
    reference = models.CharField(_("决议名称或文号"), max_length=120)
    count = models.PositiveIntegerField(_("涉及的在办目标"))
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.fiscal_year_id} {self.day}"


class Reminded(DayReminder):
    """A reminder given of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reminded")

    class Meta(DayReminder.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "deadline", "on"], name="one_reminder_a_day")]
