"""Pages of the surveys of the case: on paper, typed in; and those answered online, taken over when closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.model.cases import CaseSurvey
from jiheng.scoring.surveys import satisfaction
from jiheng.web import policy
from jiheng.web.evaluations.models import Entry
from jiheng.web.evaluations.sealed import SURVEYS, sealed
from jiheng.web.fieldwork.actions.take_over_survey import take_over_survey
from jiheng.web.fieldwork.asking import done, entry_answer, entry_of, form_page, workings, writing
from jiheng.web.fieldwork.overview import in_force
from jiheng.web.fieldwork.rights import Rights
from jiheng.web.fieldwork.survey_forms import CountsForm, PaperSurveyForm
from jiheng.web.surveys.models import Survey, SurveyResult, SurveyState


def _online(may: Rights) -> list[SurveyResult]:
    """What those closed surveys of the dossier found that the person sees."""
    visible = policy.surveys(may.person).filter(dossier=may.evaluation.dossier_id)
    rows = SurveyResult.objects.filter(survey__in=visible)
    return list(rows.select_related("survey__organisation").order_by("pk"))


@require_safe
def surveys_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All surveys of the case, and the closed ones that are not in it yet."""
    may = workings(request, pk)
    online = _online(may)
    seals = sealed(may.evaluation)
    rows = [(entry, record) for entry, record in in_force(may.evaluation, SURVEYS) if isinstance(record, CaseSurvey)]
    context = {
        "may": may,
        "rows": [(entry, record, satisfaction(record), entry.key in seals) for entry, record in rows],
        "closed": [one for one in online if one.digest not in seals.values()],
        "running": Survey.objects.filter(dossier=may.evaluation.dossier_id, state=SurveyState.OPEN).count(),
    }
    return render(request, "fieldwork/surveys.html", context)


def _on_paper(may: Rights, entry: int) -> Entry:
    """A survey that was typed in; the counts of a sealed one are not typed over."""
    known = entry_of(may.evaluation, SURVEYS, entry)
    return get_object_or_404(may.evaluation.entries.exclude(key__in=sealed(may.evaluation)), pk=known.pk)


@form_page
def edit_survey(request: HttpRequest, pk: int, entry: int | None = None) -> HttpResponse:
    """A survey on paper: whom, how many, which questions."""
    may = writing(request, pk)
    known = _on_paper(may, entry) if entry else None
    return entry_answer(request, may, SURVEYS, known, PaperSurveyForm, title=_("纸质问卷"), back=reverse("case_surveys", args=[pk]))


@form_page
def counts_page(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The counts of its answers."""
    may = writing(request, pk)
    known = _on_paper(may, entry)
    title = _("录入份数：{title}").format(title=known.content.get("title", ""))
    back = reverse("case_surveys", args=[pk])
    return entry_answer(request, may, SURVEYS, known, CountsForm, title=title, back=back, template="fieldwork/counts.html")


@require_POST
def take_over_page(request: HttpRequest, pk: int, survey: int) -> HttpResponse:
    """Take over what a closed survey found."""
    may = writing(request, pk)
    visible = policy.surveys(may.person).filter(dossier=may.evaluation.dossier_id)
    result = get_object_or_404(SurveyResult.objects.select_related("survey__organisation"), survey=survey, survey__in=visible)
    back = reverse("case_surveys", args=[pk])
    return done(request, lambda: take_over_survey(may.person, may.evaluation, result), back, _("已转入，份数以在线调查的封存结果为准。"))
