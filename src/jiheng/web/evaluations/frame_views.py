"""The page of the frame: choose one, take indicators out, put some of the library in, weigh them anew; what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.model import Frame, FrameIndicator
from jiheng.regulation import load_frame, load_library
from jiheng.scoring.case_file import frame_for
from jiheng.scoring.case_inputs import rule_of
from jiheng.scoring.frame_editing import WrongEdit, copied, reweighted, with_library_indicator, with_weights, without_indicator
from jiheng.scoring.frame_faults import frame_faults
from jiheng.scoring.rules.kind import WrongRule
from jiheng.web.errors import stale
from jiheng.web.evaluations.actions.set_frame import may_change, set_frame
from jiheng.web.evaluations.assembling import assembled, own_frame
from jiheng.web.evaluations.forms import frames
from jiheng.web.evaluations.frame_words import told
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.evaluations.visits import form_page, visit_workings
from jiheng.web.versioned import Stale


class WeightField(forms.DecimalField):
    """A weight."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(min_value=Decimal(0), max_digits=6, decimal_places=2, **kwargs)  # type: ignore[arg-type]


class ChooseForm(forms.Form):
    """One of the standard's frames."""

    frame = forms.ChoiceField(label=gettext_lazy("指标体系"))

    def __init__(self, *args: object, standard: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["frame"] = forms.ChoiceField(label=gettext_lazy("指标体系"), choices=frames(standard))


class AddForm(forms.Form):
    """An indicator of the library."""

    id = forms.RegexField(r"^\d+(\.\d+)+$", label=gettext_lazy("编号"), help_text=gettext_lazy("编号说明归入哪一组，如 3.1.2。"))
    name = forms.CharField(label=gettext_lazy("指标库中的名称"), max_length=80)
    weight = WeightField(label=gettext_lazy("分值"))


@form_page
def frame_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The frame, and what may be done with it while the plan is written."""
    here = visit_workings(request, pk)
    evaluation = here.evaluation
    edits = here.may_write() and may_change(evaluation)
    error = ""
    if request.method == "POST":
        if not edits:
            raise PermissionDenied
        seen = request.POST.get("seen", "")
        try:
            frame, said = _edited(request, evaluation)
            set_frame(here.person, evaluation, frame, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0, told=said)
        except (WrongEdit, Wrong) as wrong:
            error = str(wrong)
        except Stale as late:
            return stale(request, late, request.path)
        else:
            messages.success(request, said)
            return redirect("evaluation_frame", pk)
    frame, law = frame_for(assembled(evaluation))
    context = {
        "evaluation": evaluation,
        "frame": frame,
        "indicators": [(one, _rule_words(one)) for one in frame.indicators],
        "is_own": not isinstance(evaluation.frame, str),
        "edits": edits,
        "faults": told(frame_faults(frame, law), [one.name for one in frame.indicators]) if not isinstance(evaluation.frame, str) else (),
        "choose": ChooseForm(standard=evaluation.standard, initial={"frame": evaluation.frame}),
        "add": AddForm(request.POST if request.POST.get("deed") == "add" else None),
        "library": [one.name for one in load_library(evaluation.standard)] if edits else (),
        "error": error,
    }
    return render(request, "evaluations/frame.html", context, status=200)


def _rule_words(indicator: FrameIndicator) -> str:
    """The rule as people say it; empty where it cannot be applied, which the faults of the frame tell."""
    try:
        rule = rule_of(indicator, "")
    except WrongRule:
        return ""
    return rule.describe(indicator.weight) if rule else ""


class Wrong(ValueError):
    """What was asked for cannot be read."""


def _edited(request: HttpRequest, evaluation: Evaluation) -> tuple[Frame | str, str]:
    """The frame after what was asked for, and what that was."""
    deed = request.POST.get("deed", "")
    if deed == "choose":
        form = ChooseForm(request.POST, standard=evaluation.standard)
        if not form.is_valid():
            raise Wrong(_("请选择指标体系。"))
        name = form.cleaned_data["frame"]
        return name, _("已选用「{title}」").format(title=load_frame(name, evaluation.standard).title)
    if deed not in _DEEDS:
        raise Wrong(_("不认识的操作。"))
    return _DEEDS[deed](request, evaluation, _own(evaluation))


def _own(evaluation: Evaluation) -> Frame:
    """The evaluation's own frame: a copy of the standard's, where it has none yet."""
    known = own_frame(evaluation)
    if isinstance(known, Frame):
        return known
    standard = load_frame(known, evaluation.standard)
    return copied(standard, "own", _("{title}（本项目）").format(title=standard.title))


def _removed(request: HttpRequest, _evaluation: Evaluation, frame: Frame) -> tuple[Frame, str]:
    indicator = request.POST.get("indicator", "")
    return without_indicator(frame, indicator), _("已去掉指标 {indicator}，请调整分值").format(indicator=indicator)


def _added(request: HttpRequest, evaluation: Evaluation, frame: Frame) -> tuple[Frame, str]:
    form = AddForm(request.POST)
    if not form.is_valid():
        raise Wrong(_("编号、名称、分值都要填写，编号如 3.1.2。"))
    said = form.cleaned_data
    made = with_library_indicator(frame, said["id"], said["name"], said["weight"], load_library(evaluation.standard))
    return made, _("已加入指标 {indicator} {name}").format(indicator=said["id"], name=said["name"])


def _weighed(request: HttpRequest, _evaluation: Evaluation, frame: Frame) -> tuple[Frame, str]:
    weights = {}
    for one in frame.inside:
        said = request.POST.get(f"weight-{one.id}", "").strip()
        if said:
            try:
                weights[one.id] = WeightField().clean(said)
            except forms.ValidationError as error:
                raise Wrong(_("指标 {indicator} 的分值「{said}」不是数。").format(indicator=one.id, said=said)) from error
    changed = {key: weight for key, weight in weights.items() if weight != next(one.weight for one in frame.inside if one.id == key)}
    if "rescale" in request.POST:
        made = reweighted(frame, changed)
        return made.frame, made.text
    made_frame = with_weights(frame, changed)
    return made_frame, _("已保存 {count} 项分值").format(count=len(changed))


_DEEDS: Final[dict[str, Callable[[HttpRequest, Evaluation, Frame], tuple[Frame, str]]]] = {
    "remove": _removed,
    "add": _added,
    "weigh": _weighed,
}
