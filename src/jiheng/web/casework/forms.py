"""The form of a step: what the flow asks a person for, each by its kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiheng.process import Requirement, Transition, Words
from jiheng.process.acting import DUE_DATE
from jiheng.web.casework import flows
from jiheng.web.casework.models import FlowName
from jiheng.web.coursed import FACTOR, spoken
from jiheng.web.people.models import FiscalYear, Organisation

_LONG: Final = {"rows": 4}
_SHORT: Final = ("review_grade",)
_HELP: Final = {
    "reason": _("对方会看到全文，请写明哪一处、为什么、怎样改。"),
    "evidence": _("每行一件：材料名称、文号或存放位置；已在卷宗里或现在上传的，在下面选。"),
    "recheck_score": _("满分 100 分，可带两位小数。"),
    "review_grade": _("优、良、中、差之一。"),
    "due_date": _("不填的，按标准或通知规定的期限。"),
}


class Lines(forms.CharField):
    """Several things, one a line."""

    def to_python(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in str(super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """What was kept as lines again."""
        return "\n".join(value) if isinstance(value, list) else value


class StepForm(forms.Form):
    """Fields for what a transition requires of a person, with the version they saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        transition: Transition,
        words: Words,
        asks_for_code: bool,
        known: Collection[str] = (),
        optional: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in spoken(transition, words, known):
            self.fields[one.id] = _field(one, required=one.id in transition.requires and one.id not in optional)
        if FACTOR in transition.requires:
            label = _("身份验证器上的六位数") if asks_for_code else _("再次输入登录密码")
            widget = forms.TextInput if asks_for_code else forms.PasswordInput
            self.fields["proof"] = forms.CharField(
                label=label, widget=widget({"autocomplete": "one-time-code" if asks_for_code else "current-password"})
            )
        self.asked = tuple(one.id for one in spoken(transition, words, known))

    @property
    def said(self) -> dict[str, Any]:
        """What the person says with the step."""
        return {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data.get(name) not in (None, "", [])}


def _field(one: Requirement, *, required: bool) -> forms.Field:
    told: dict[str, Any] = {"label": one.label, "required": required, "error_messages": {"required": one.unknown or one.refusal}}
    told["help_text"] = _HELP.get(one.id, "") if one.id != DUE_DATE or not required else ""
    if one.test == "number":
        return forms.DecimalField(min_value=0, max_value=100, decimal_places=2, **told)
    if one.test == "date":
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **told)
    if one.test == "listed":
        return Lines(widget=forms.Textarea(_LONG), max_length=2000, **told)
    if one.test == "confirmed":
        return forms.BooleanField(**told)
    widget = forms.TextInput() if one.id in _SHORT else forms.Textarea(_LONG)
    return forms.CharField(widget=widget, max_length=2000, **told)


class CommentForm(forms.Form):
    """One thing to say."""

    text = forms.CharField(label=_("发言"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class _PlacedForm(forms.Form):
    """Something that holds for an organisation and all below it, in a year."""

    place = forms.ModelChoiceField(label=_("范围"), queryset=Organisation.objects.none(), empty_label=None, help_text=_("含所属各单位。"))
    year = forms.ModelChoiceField(label=_("年度"), queryset=FiscalYear.objects.filter(is_open=True), empty_label=None)

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = places


class BudgetApprovalForm(_PlacedForm):
    """When the budget of a year was approved, and by what."""

    day = forms.DateField(label=_("批准日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reference = forms.CharField(label=_("决议名称或文号"), max_length=120)


class NoticeForm(_PlacedForm):
    """A day for a deadline of a year."""

    deadline = forms.ChoiceField(label=_("期限"))
    day = forms.DateField(label=_("日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reference = forms.CharField(label=_("通知文号或名称"), max_length=120)

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        choices = [(f"{name}.{key}", f"{name.label} · {label}") for name in FlowName for key, label in flows.settable(name).items()]
        self.fields["deadline"] = forms.ChoiceField(label=_("期限"), choices=choices)
