"""Forms about findings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiheng.web.findings.models import Answer


class DecisionForm(forms.Form):
    """What is decided, why, and until when."""

    answer = forms.ChoiceField(label=_("处理"))
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("说明、豁免和误报须写理由。")
    )
    until = forms.DateField(
        label=_("有效期至"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), help_text=_("豁免须写有效期。")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, answers: list[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(answer.value, answer.label) for answer in answers]
        self.fields["answer"] = forms.ChoiceField(label=_("处理"), choices=choices)
        if Answer.WAIVE not in answers:
            del self.fields["until"]
