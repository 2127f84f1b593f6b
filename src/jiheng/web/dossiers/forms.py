"""The form to open a dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiheng.web import policy
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.policy import Permission


class OpenForm(forms.Form):
    """One subject of one's own organisation in an open year."""

    organisation = forms.ModelChoiceField(label=_("单位"), queryset=Organisation.objects.none(), empty_label=None)
    year = forms.ModelChoiceField(label=_("年度"), queryset=FiscalYear.objects.filter(is_open=True), empty_label=None)
    kind = forms.ChoiceField(label=_("类型"), choices=DossierKind.choices)
    subject = forms.CharField(label=_("评价对象"), max_length=200, help_text=_("项目名称；部门整体支出写部门名称。"))
    code = forms.CharField(label=_("项目代码"), max_length=40, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one.organisation for one in policy.held(person) if one.grants(Permission.FILL)]
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(pk__in=own)
