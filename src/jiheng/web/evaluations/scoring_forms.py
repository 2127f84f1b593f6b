"""The form for one indicator: what its rule needs, point by point where it is a check list; reason and evidence; a score by hand."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from jiheng.model import Frame, FrameIndicator
from jiheng.scoring.case_inputs import rule_of
from jiheng.web.evaluations.entry_forms import EntryForm
from jiheng.web.evaluations.parts import PARTS

_ALWAYS: Final = ("deduction_reason", "evidence", "note", "score_given", "reason_given")
_FAILED: Final = "failed"


class ScoreForm(EntryForm):
    """The inputs of one indicator."""

    def __init__(self, *args: Any, frame: Frame, indicator: FrameIndicator, content: dict[str, Any], **kwargs: Any) -> None:
        rule = rule_of(indicator, f"/frame/indicators/{frame.indicators.index(indicator)}/rule")
        needs = rule.needs if rule is not None else ()
        named = ("values",) if indicator.formula else ()
        survey = ("survey",) if "numerator" in needs or "actual" in needs else ()
        only = (*(name for name in needs if name != _FAILED), *named, *survey, *_ALWAYS, *(name for name in content if name != _FAILED))
        super().__init__(*args, part=PARTS["inputs"], content={**content, "indicator": indicator.id}, only=only, **kwargs)
        self.kept.pop("indicator")
        self.points = tuple(indicator.points) if _FAILED in needs else ()
        self._points(content.get(_FAILED))

    def _points(self, failed: list[Any] | None) -> None:
        known = {one["point"]: one for one in failed or ()}
        for number, point in enumerate(self.points, 1):
            now = known.get(number)
            state = "" if failed is None else "failed" if now else "met"
            choices = [("", _("未核")), ("met", _("符合")), ("failed", _("不符合"))]
            label = f"{number}. {point.text}" + (_("（一票否决）") if point.veto else "")
            self.fields[f"point_{number}"] = forms.ChoiceField(label=label, choices=choices, initial=state, required=False)
            self.fields[f"lost_{number}"] = forms.CharField(
                label=_("扣几成"),
                initial=(now or {}).get("lost") or "",
                required=False,
                max_length=8,
                widget=forms.TextInput({"placeholder": _("如 50%；不填为全扣")}),
            )
            self.fields[f"why_{number}"] = forms.CharField(
                label=_("不符合的理由"), initial=(now or {}).get("reason") or "", required=False, max_length=400
            )
        self.order_fields([f"{name}_{number}" for number in range(1, len(self.points) + 1) for name in ("point", "lost", "why")])

    def clean(self) -> dict[str, Any]:
        """All points are judged, or none."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        states = [told.get(f"point_{number}", "") for number in range(1, len(self.points) + 1)]
        if any(states) and not all(states):
            raise forms.ValidationError(_("还有评价要点没有核对，请逐项选择。"))
        return told

    @property
    def content(self) -> dict[str, Any]:
        """What was typed, with the points not fulfilled."""
        content = {name: value for name, value in super().content.items() if name != _FAILED}
        if self.points and self.cleaned_data.get("point_1"):
            content[_FAILED] = [self._failed(number) for number in range(1, len(self.points) + 1) if self._is_failed(number)]
        return content

    def _is_failed(self, number: int) -> bool:
        return bool(self.cleaned_data[f"point_{number}"] == "failed")

    def _failed(self, number: int) -> dict[str, Any]:
        told = {"lost": self.cleaned_data[f"lost_{number}"], "reason": self.cleaned_data[f"why_{number}"]}
        return {"point": number, **{name: value for name, value in told.items() if value}}
