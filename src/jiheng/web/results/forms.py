"""The form for one use of a result."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jiheng.web.results.models import Way


class UseForm(forms.Form):
    """What was done with the result."""

    way = forms.ChoiceField(label=_("应用方式"), choices=Way.choices)
    text = forms.CharField(
        label=_("怎样应用"), max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_("写明决定和依据；高于建议的，写明理由。")
    )
    amount = forms.DecimalField(label=_("下年安排（万元）"), required=False, min_value=0, max_digits=18, decimal_places=6)
    decided_on = forms.DateField(label=_("决定日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
