"""The form of a plan: from which cases, how, how many."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiheng.web.people.models import FiscalYear, Organisation
from jiheng.web.spotchecks.models import Method


class PlanForm(forms.Form):
    """What a draw is made from."""

    organisation = forms.ModelChoiceField(label=_("范围"), queryset=Organisation.objects.none(), empty_label=None)
    year = forms.ModelChoiceField(label=_("年度"), queryset=FiscalYear.objects.filter(is_open=True), empty_label=None)
    method = forms.ChoiceField(label=_("方法"), choices=Method.choices)
    size = forms.IntegerField(label=_("件数"), min_value=1, max_value=500, initial=5)
    seed = forms.CharField(label=_("随机种子"), max_length=40, required=False)

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = places
        self.initial.setdefault("seed", secrets.token_hex(4))

    @property
    def plan(self) -> dict[str, Any]:
        """What was asked for, as the draw takes it; only after validation."""
        told = self.cleaned_data
        return {"year": told["year"], "method": Method(told["method"]), "size": told["size"], "seed": told["seed"]}


class DrawForm(PlanForm):
    """The plan again, with the digest of what was seen and a day for the rechecks."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    due_on = forms.DateField(required=False)
