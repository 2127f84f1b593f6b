"""Pages of scores: the sheet, one indicator with what if, the tick of the second reviewer, what was lost and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.model import Frame, FrameIndicator
from jiheng.model.cases import IndicatorInput
from jiheng.regulation import load_standard
from jiheng.scoring.case import CaseLine, CaseScore, law_day
from jiheng.scoring.case_changes import Difference, differences
from jiheng.scoring.case_faults import case_faults
from jiheng.scoring.case_file import frame_for
from jiheng.web.acting import Refused
from jiheng.web.errors import stale
from jiheng.web.evaluations.actions.review_score import may_review, review_score
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.deducting import Limit
from jiheng.web.evaluations.entries import found
from jiheng.web.evaluations.entry_views import both_texts, link_choices
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS, WrongEntry
from jiheng.web.evaluations.scoring_forms import ScoreForm
from jiheng.web.evaluations.sheet import digest_of, sheet, with_input
from jiheng.web.evaluations.visits import form_page, visit_workings
from jiheng.web.versioned import Stale

#: Said by the sheet itself, row by row: what cannot be scored yet.
_ON_THE_SHEET: Final = ("CAS108",)


@require_safe
def scores_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The scoring sheet."""
    here = visit_workings(request, pk)
    evaluation = here.evaluation
    may = may_review(here.duties, evaluation)
    made = sheet(evaluation, reviewer=here.person.pk if may else None)
    frame, law = frame_for(made.case)
    context = {
        "evaluation": evaluation,
        "sheet": made,
        "digests": {row.line.indicator.id: digest_of(row.line) for row in made.rows},
        "writes": here.may_write(),
        "may_review": may,
        "limit": Limit.of(evaluation, made.case),
        "faults": [one for one in case_faults(made.case, frame, law) if one.code not in _ON_THE_SHEET],
    }
    return render(request, "evaluations/scores.html", context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What if: the line and the whole as they would be, and what that changes."""

    line: CaseLine | None
    score: CaseScore
    changes: list[Difference]


@form_page
def score_page(request: HttpRequest, pk: int, indicator: str) -> HttpResponse:
    """One indicator: what its rule needs, tried out or saved."""
    here = visit_workings(request, pk)
    evaluation = here.evaluation
    case = assembled(evaluation)
    frame, score = scored(evaluation, case)
    asked = frame.indicator(indicator)
    if asked is None:
        raise Http404
    entry = found(evaluation, "inputs", indicator)
    form = _form(request, evaluation, frame, asked, entry)
    tried, status = None, 200
    if request.method == "POST":
        if "try" not in request.POST and not here.may_write():
            raise PermissionDenied
        if form.is_valid():
            try:
                if "try" in request.POST:
                    tried = _tried(evaluation, indicator, form, score)
                else:
                    save_entry(here.person, evaluation, "inputs", indicator, form.content, seen=form.cleaned_data["seen"])
                    messages.success(request, _("已保存指标 {indicator} 的评分数据。").format(indicator=indicator))
                    return redirect(f"{reverse('evaluation_scores', args=[pk])}#row-{indicator}")
            except (Refused, WrongEntry) as refusal:
                form.add_error(None, str(refusal))
            except Stale as error:
                return both_texts(request, evaluation, PARTS["inputs"], form, error)
        if request.headers.get("HX-Request"):
            return render(request, "evaluations/tried.html", {"tried": tried, "form": form})
    context = {
        "evaluation": evaluation,
        "indicator": asked,
        "line": score.line(indicator),
        "form": form,
        "tried": tried,
        "writes": here.may_write(),
        **_neighbours(frame, indicator),
    }
    return render(request, "evaluations/score.html", context, status=status)


def _form(request: HttpRequest, evaluation: Evaluation, frame: Frame, indicator: FrameIndicator, entry: Entry | None) -> ScoreForm:
    return ScoreForm(
        request.POST or None,
        frame=frame,
        indicator=indicator,
        content=dict(entry.content) if entry else {},
        choices=link_choices(evaluation, PARTS["inputs"]),
        initial={"seen": entry.version} if entry else {},
    )


def _tried(evaluation: Evaluation, indicator: str, form: ScoreForm, before: CaseScore) -> Tried:
    given = PARTS["inputs"].read(indicator, form.content)
    assert isinstance(given, IndicatorInput)
    _frame, after = scored(evaluation, with_input(assembled(evaluation), given))
    return Tried(line=after.line(indicator), score=after, changes=differences(before, after))


def _neighbours(frame: Frame, indicator: str) -> dict[str, Any]:
    ids = [one.id for one in frame.indicators]
    place = ids.index(indicator)
    return {"before": ids[place - 1] if place else "", "after": ids[place + 1] if place + 1 < len(ids) else ""}


@require_POST
def review(request: HttpRequest, pk: int, indicator: str) -> HttpResponse:
    """The tick of the second reviewer."""
    here = visit_workings(request, pk)
    back = f"{reverse('evaluation_scores', args=[pk])}#row-{indicator}"
    told = request.POST
    try:
        review_score(
            here.person,
            here.evaluation,
            indicator,
            digest=told.get("digest", ""),
            agreed="agreed" in told,
            comment=told.get("comment", "")[:400],
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale as error:
        return stale(request, error, back)
    else:
        messages.success(request, _("已复核指标 {indicator}。").format(indicator=indicator))
    return redirect(back)


@require_safe
def patterns_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was lost, by indicator: the problems that say so, and what the standard knows of such losses."""
    here = visit_workings(request, pk)
    case = assembled(here.evaluation)
    _frame, score = scored(here.evaluation, case)
    patterns = load_standard(case.standard, law_day(case)).parameter("problem_patterns").value or []
    problems = {one.id: one for one in case.problems}
    answered = {key for one in case.suggestions for key in one.problems}
    rows = [
        {
            "line": line,
            "problems": [problems[key] for key in line.problems],
            "patterns": [one for one in patterns if any(word in line.indicator.name for word in one["words"])],
        }
        for line in score.lines
        if line.lost is not None and line.lost > 0
    ]
    context = {
        "evaluation": here.evaluation,
        "rows": rows,
        "writes": here.may_write(),
        "unanswered": [one for one in case.problems if one.id not in answered],
    }
    return render(request, "evaluations/patterns.html", context)
