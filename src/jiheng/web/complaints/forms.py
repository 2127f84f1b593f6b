"""Forms about complaints: the public one, the one of the office, and one for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiheng.web import policy
from jiheng.web.complaints.models import Category, Channel, Complaint, Satisfaction
from jiheng.web.complaints.question import ask, is_right
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Membership, Organisation, OrganisationKind, Person, Role

if TYPE_CHECKING:
    _Memberships = forms.ModelChoiceField[Membership]
else:  # generic for the type checker only
    _Memberships = forms.ModelChoiceField

_LONG: Final = {"rows": "5"}
#: So many dossiers are offered at once.
_SHOWN: Final = 30


def bodies() -> Any:
    """The organisations a complaint can be about."""
    kinds = (OrganisationKind.DEPARTMENT, OrganisationKind.AGENCY)
    return Organisation.objects.filter(kind__in=kinds, is_active=True).order_by("path")


class Told(forms.Form):
    """What every complaint says."""

    about = forms.ModelChoiceField(
        label=_("投诉哪个单位"), queryset=Organisation.objects.none(), required=False, empty_label=_("不清楚或不在其中")
    )
    project = forms.CharField(label=_("项目名称"), max_length=200, required=False)
    document = forms.CharField(label=_("涉及的文件"), max_length=200, required=False, help_text=_("例如某年度的自评表、评价报告。"))
    category = forms.ChoiceField(label=_("反映的问题"), choices=Category.choices)
    summary = forms.CharField(
        label=_("具体情况和要求"),
        max_length=4000,
        min_length=10,
        widget=forms.Textarea({"rows": "8"}),
        help_text=_("请写明时间、地点、事情经过和希望怎样解决。"),
    )
    anonymous = forms.BooleanField(label=_("匿名"), required=False, help_text=_("不保存姓名和联系方式；仍可凭编号和查询码看答复。"))
    complainant = forms.CharField(label=_("姓名"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=120, required=False, help_text=_("电话或通信地址，只给承办人员看。"))
    confidential = forms.BooleanField(label=_("要求对承办单位保密"), required=False, help_text=_("只有受理机关知道您是谁。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies()

    def clean(self) -> dict[str, Any]:
        """Who gives no name says so."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("anonymous") and not cleaned.get("complainant"):
            self.add_error("complainant", _("请填写姓名，或勾选「匿名」。"))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """The columns."""
        return {name: self.cleaned_data[name] for name in Told.base_fields}


class PublicForm(Told):
    """What a visitor fills in, with the question and a field that people leave empty."""

    website = forms.CharField(required=False, label=_("请不要填写此项"), widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}))
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(label=_("验证问题"), max_length=12, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = ask()
        self.fields["answer"].help_text = _("用数字回答即可。")
        self.fields["answer"].label = self.question.text
        self.initial["state"] = self.question.state

    def clean(self) -> dict[str, Any]:
        """The question was answered, by somebody who saw the page."""
        cleaned = super().clean()
        if cleaned.get("website") or not is_right(str(cleaned.get("state") or ""), str(cleaned.get("answer") or "")):
            self.add_error("answer", _("回答不对或已过期，请回答新的问题。"))
        return cleaned

    def asked_again(self) -> None:
        """A new question in a form that comes back."""
        data = {name: self.data.get(name) for name in self.data}
        data["state"], data["answer"] = self.question.state, ""
        self.data = data


class OfficeForm(Told):
    """A complaint by telephone, letter or visit, taken down by the office."""

    channel = forms.ChoiceField(label=_("渠道"), choices=[(value, label) for value, label in Channel.choices if value != Channel.WEB])
    received_on = forms.DateField(label=_("收到日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    urgent = forms.BooleanField(label=_("紧急"), required=False)
    field_order: Final = ("channel", "received_on", "urgent")  # type: ignore[misc]  # the base declares a variable

    @property
    def said(self) -> dict[str, Any]:
        """The columns."""
        return {**super().said, "channel": self.cleaned_data["channel"], "urgent": self.cleaned_data["urgent"]}


class LookupForm(forms.Form):
    """Number and code of a complaint."""

    number = forms.CharField(
        label=_("投诉编号"), max_length=24, widget=forms.TextInput({"autocomplete": "off", "placeholder": "TS-2026-00001"})
    )
    code = forms.CharField(label=_("查询码"), max_length=24, widget=forms.TextInput({"autocomplete": "off"}))


class Handlers(_Memberships):
    """A person with the place they come from."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation} · {obj.person}"


def _text(label: Any, *, required: bool = True, initial: str = "", help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, initial=initial, help_text=help_text, max_length=4000, widget=forms.Textarea(_LONG)
    )


def step_form(action: str, requires: tuple[str, ...], complaint: Complaint, person: Person | None, data: Any = None) -> forms.Form:
    """The form of a step: what the flow requires, what the step writes down, and the version that was seen."""
    fields: dict[str, forms.Field] = {"seen": forms.IntegerField(widget=forms.HiddenInput, initial=complaint.version)}
    fields |= _fields(action, complaint, person)
    if "reason" in requires:
        fields["reason"] = _text(_("理由"))
    elif action == "assign" and complaint.handler_id:
        fields["reason"] = _text(_("改派理由"))
    if "comment" in requires:
        fields["comment"] = _text(_("审核意见"), help_text=_("内部意见，投诉人看不到。"))
    form: forms.Form = type("StepForm", (forms.Form,), fields)(data)
    return form


def _fields(action: str, complaint: Complaint, person: Person | None) -> dict[str, forms.Field]:
    if action == "assign":
        return {"candidate": Handlers(label=_("承办单位和人员"), queryset=_handlers(complaint), empty_label=_("请选择"))}
    if action == "reply":
        return {
            "established_facts": _text(_("查明的情况"), initial=complaint.finding),
            "measure": _text(_("处理措施"), initial=complaint.measure),
            "outcome": _text(_("对得分、报告的影响"), required=False, initial=complaint.outcome),
            "rectification": forms.CharField(label=_("关联整改编号"), required=False, max_length=60, initial=complaint.rectification),
            "reply": _text(_("拟写的答复"), initial=complaint.draft, help_text=_("审核后原样给投诉人看。")),
        }
    if action == "approve":
        return {
            "reply": _text(_("给投诉人的答复"), initial=complaint.draft),
            "reply_way": forms.CharField(label=_("答复方式"), max_length=40, initial=_("网上公布")),
        }
    if action == "rate_reply":
        return {
            "satisfaction": forms.ChoiceField(label=_("对答复是否满意"), choices=Satisfaction.choices, widget=forms.RadioSelect),
            "comment": _text(_("意见"), required=False),
        }
    if action == "join" and person is not None:
        others = policy.complaints(person).filter(owner=complaint.owner_id, joined_to__isnull=True).exclude(pk=complaint.pk)
        return {
            "joined_to": forms.ModelChoiceField(label=_("并入哪一件"), queryset=others, to_field_name="number", empty_label=_("请选择"))
        }
    return {}


def _handlers(complaint: Complaint) -> Any:
    """Reviewers of departments below the authority that keeps the ledger, and its own."""
    below = Q(organisation__path__startswith=complaint.owner.path, organisation__kind=OrganisationKind.DEPARTMENT)
    found = Membership.objects.filter(below | Q(organisation=complaint.owner_id), role=Role.REVIEWER, until__isnull=True)
    return (
        found.filter(person__is_active=True, organisation__is_active=True)
        .select_related("organisation", "person")
        .order_by("organisation__path", "pk")
    )


class LinkForm(forms.Form):
    """The dossier a complaint is about: a choice among those whose name or code holds the words looked for."""

    dossier = forms.ModelChoiceField(label=_("卷宗"), queryset=Dossier.objects.none(), required=False, empty_label=_("不关联"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, complaint: Complaint, person: Person, words: str) -> None:
        super().__init__(data, initial={"dossier": complaint.dossier_id, "seen": complaint.version})
        field = self.fields["dossier"]
        assert isinstance(field, forms.ModelChoiceField)
        visible = policy.dossiers(person).select_related("organisation")
        if self.is_bound:  # whatever was shown may be chosen
            field.queryset = visible
            return
        found = (
            visible.filter(Q(subject__icontains=words) | Q(code__startswith=words))
            if words
            else visible.filter(organisation=complaint.about)
        )
        wanted = [*found.values_list("pk", flat=True)[:_SHOWN], *([complaint.dossier_id] if complaint.dossier_id else [])]
        field.queryset = visible.filter(pk__in=wanted)
