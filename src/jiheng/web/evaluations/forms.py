"""Forms of evaluations: putting a dossier on the plan, the evaluator, the team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiheng.regulation import frame_names, load_frame
from jiheng.web.assignments.forms import Candidates
from jiheng.web.evaluations.evaluators import evaluators, staff
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.people.models import Membership, Organisation, Role


def frames(standard: str) -> list[tuple[str, str]]:
    """The frames of a standard, to choose from."""
    return [(name, load_frame(name, standard).title) for name in frame_names(standard)]


class OpenForm(forms.Form):
    """What is evaluated for whom, by which frame; the evaluator may still be open."""

    title = forms.CharField(label=_("评价名称"), max_length=200)
    client = forms.ModelChoiceField(label=_("委托方"), queryset=Organisation.objects.none(), empty_label=None)
    evaluator = forms.ModelChoiceField(
        label=_("评价机构"),
        queryset=Organisation.objects.none(),
        empty_label=_("以后再定"),
        required=False,
        help_text=_("不请第三方机构、用本单位人员评价的，选委托方自己。"),
    )
    frame = forms.ChoiceField(label=_("指标体系"), help_text=_("编制方案时还可以更换、修改。"))

    def __init__(self, *args: Any, clients: QuerySet[Organisation], standard: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frame"] = forms.ChoiceField(label=_("指标体系"), choices=frames(standard), help_text=_("编制方案时还可以更换、修改。"))
        for name, rows in (("client", clients), ("evaluator", evaluators(clients))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class EvaluatorForm(forms.Form):
    """The evaluator."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(label=_("评价机构"), queryset=Organisation.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, client: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = evaluators(Organisation.objects.filter(pk=client.pk))


class MemberForm(forms.Form):
    """Somebody for the team: people of the evaluator, and, for the client, experts."""

    candidate = Candidates(label=_("人员"), queryset=Membership.objects.none(), empty_label=_("请选择"))
    duty = forms.ChoiceField(label=_("职责"))
    task = forms.CharField(label=_("分工"), max_length=200, required=False)
    title = forms.CharField(label=_("职称"), max_length=60, required=False)
    qualification = forms.CharField(label=_("资格"), max_length=120, required=False, help_text=_("如注册会计师、工程师。"))

    def __init__(self, *args: Any, evaluation: Evaluation, names_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outside = (Duty.LEAD_EVALUATOR, Duty.EXPERT)
        choices = [(one.value, one.label) for one in Duty if names_all or one not in outside]
        self.fields["duty"] = forms.ChoiceField(label=_("职责"), choices=choices)
        field = self.fields["candidate"]
        assert isinstance(field, forms.ModelChoiceField)
        experts = Membership.objects.filter(role=Role.EXPERT, until__isnull=True, person__is_active=True, organisation__is_active=True)
        found = staff(evaluation) | experts if names_all else staff(evaluation)
        field.queryset = found.select_related("person", "organisation").order_by("organisation__name", "person__name")
