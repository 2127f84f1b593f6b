"""Pages of those who run a survey: plan, build, open, hand out, close. What it found: ``analysis_views``; answering: ``answering``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.model.questionnaires import Questionnaire, questionnaire_faults
from jiheng.web import errors, policy
from jiheng.web.acting import Refused
from jiheng.web.signed_in import person_of
from jiheng.web.surveys import law, qr
from jiheng.web.surveys.actions.close_survey import close_survey
from jiheng.web.surveys.actions.edit_survey import edit_survey
from jiheng.web.surveys.actions.issue_codes import issue_codes
from jiheng.web.surveys.actions.open_survey import open_survey
from jiheng.web.surveys.actions.plan_survey import plan_survey
from jiheng.web.surveys.actions.revise_survey import revise_survey
from jiheng.web.surveys.forms import CloseForm, CodesForm, OpenSettingsForm, PlanForm, QuestionForm, SettingsForm
from jiheng.web.surveys.models import Access, Answer, Survey, SurveyState
from jiheng.web.surveys.paging import drawn, items
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


def survey_of(request: HttpRequest, pk: int) -> Survey:
    """The survey, if the person can see it."""
    visible = policy.surveys(person_of(request)).select_related("dossier__organisation", "organisation", "follows")
    return get_object_or_404(visible, pk=pk)


def _run(request: HttpRequest, pk: int) -> Survey:
    survey = survey_of(request, pk)
    policy.require_survey(person_of(request), survey)
    return survey


def _draft(request: HttpRequest, pk: int) -> Survey:
    survey = _run(request, pk)
    if survey.state != SurveyState.DRAFT:
        raise Http404
    return survey


@form_page
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a survey on a dossier."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=pk)
    if policy.surveys_for(person, dossier) is None:
        raise PermissionDenied
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(plan_survey(person, dossier, **form.cleaned_data))
    title = _("为「{subject}」起草问卷").format(subject=dossier.subject)
    return render(request, "form_page.html", {"form": form, "title": title, "button": _("起草"), "back": dossier.get_absolute_url()})


@require_safe
def survey_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey: where it stands, its questions, how many answered."""
    survey = survey_of(request, pk)
    questionnaire = survey.questionnaire
    days = Answer.objects.filter(survey=survey).values("received_on").annotate(count=Count("pk")).order_by("received_on")
    wanted, confidence, margin = law.advice(survey.population)
    context = {
        "survey": survey,
        "dossier": survey.dossier,
        "runs": policy.runs_survey(person_of(request), survey),
        "items": items(questionnaire, {}, {}),
        "introduction": questionnaire.introduction,
        "formula": law.library().formulas.get(questionnaire.formula),
        "faults": [fault.text for fault in questionnaire_faults(questionnaire)] if survey.state == SurveyState.DRAFT else (),
        "days": days,
        "codes": survey.codes.count(),
        "versions": _versions(request, survey),
        "advice": {"wanted": wanted, "confidence": confidence, "margin": margin},
        "enough": survey.received >= (survey.planned or wanted),
        "goal": survey.planned or wanted,
    }
    return render(request, "surveys/survey.html", context)


def _versions(request: HttpRequest, survey: Survey) -> list[Survey]:
    """The versions before and after this one that the person can see."""
    found = [survey]
    while found[0].follows is not None:
        found.insert(0, found[0].follows)
    visible = policy.surveys(person_of(request))
    while (later := visible.filter(follows=found[-1]).first()) is not None:
        found.append(later)
    return found if len(found) > 1 else []


@form_page
def settings_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything but the questions; of an open survey only what respondents never saw."""
    survey = _run(request, pk)
    if survey.state == SurveyState.CLOSED:
        raise Http404
    form = _settings(request, survey)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        questionnaire: Questionnaire | None = None
        if isinstance(form, SettingsForm):
            told = {name: values.pop(name) for name in ("title", "introduction", "formula")}
            questionnaire = survey.questionnaire.model_copy(update=told)
        return _change(request, survey, lambda: edit_survey(person_of(request), survey, seen=seen, questionnaire=questionnaire, **values))
    wanted, confidence, margin = law.advice(survey.population)
    context = {
        "form": form, "survey": survey, "advice": {"wanted": wanted, "confidence": confidence, "margin": margin},
    }  # fmt: skip
    return render(request, "surveys/settings.html", context)


def _settings(request: HttpRequest, survey: Survey) -> OpenSettingsForm:
    initial = {name: getattr(survey, name) for name in ("population", "planned", "closes_on")} | {"seen": survey.version}
    if survey.state == SurveyState.OPEN:
        return OpenSettingsForm(request.POST or None, initial=initial)
    questionnaire = survey.questionnaire
    initial |= {name: getattr(survey, name) for name in ("title", "respondents", "method", "access", "most", "once_a_browser", "opens_on")}
    initial |= {"introduction": questionnaire.introduction, "formula": questionnaire.formula}
    return SettingsForm(request.POST or None, initial=initial)


@form_page
def add_question_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question at the end."""
    survey = _draft(request, pk)
    return _question(request, survey, None)


@form_page
def question_page(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """Change a question."""
    survey = _draft(request, pk)
    if survey.questionnaire.question(question) is None:
        raise Http404
    return _question(request, survey, question)


def _question(request: HttpRequest, survey: Survey, identifier: str | None) -> HttpResponse:
    questionnaire = survey.questionnaire
    known = questionnaire.question(identifier) if identifier else None
    form = QuestionForm(request.POST or None, questionnaire=questionnaire, question=known, seen=survey.version)
    if request.method == "POST" and form.is_valid():
        typed = form.question(identifier or _next(questionnaire))
        questions = [typed if one.id == identifier else one for one in questionnaire.questions]
        changed = questionnaire.model_copy(update={"questions": tuple(questions if known else [*questions, typed])})
        return _store(request, survey, changed, form.cleaned_data["seen"])
    return render(request, "surveys/question.html", {"form": form, "survey": survey, "is_new": known is None})


def _next(questionnaire: Questionnaire) -> str:
    """An id that no question has or had among those that are left."""
    numbers = [int(one.id[1:]) for one in questionnaire.questions]
    return f"q{max(numbers, default=0) + 1}"


@require_POST
def arrange_question(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """Move a question up or down, or take it out."""
    survey = _draft(request, pk)
    questions = list(survey.questionnaire.questions)
    place = next((at for at, one in enumerate(questions) if one.id == question), None)
    seen = request.POST.get("seen", "")
    if place is None or not seen.isdecimal():
        raise Http404
    moved = questions.pop(place)
    match request.POST.get("deed"):
        case "up":
            questions.insert(max(place - 1, 0), moved)
        case "down":
            questions.insert(place + 1, moved)
    return _store(request, survey, survey.questionnaire.model_copy(update={"questions": tuple(questions)}), int(seen))


@require_safe
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The questionnaire as respondents will see it; nothing can be sent."""
    survey = survey_of(request, pk)
    context = {"survey": survey, "questionnaire": survey.questionnaire, "questions": drawn(survey.questionnaire, {}, {}), "preview": True}
    return render(request, "surveys/answer.html", context)


@require_POST
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the survey."""
    survey = _run(request, pk)
    seen = request.POST.get("seen", "")
    if not seen.isdecimal():
        raise Http404
    return _change(request, survey, lambda: open_survey(person_of(request), survey, seen=int(seen)), _("问卷已开放，可以发放了。"))


@form_page
def close_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the survey, after a page that says what that means."""
    survey = _run(request, pk)
    if survey.state != SurveyState.OPEN:
        raise Http404
    form = CloseForm(request.POST or None, survey=survey)
    if request.method == "POST" and form.is_valid():
        deed = form.cleaned_data
        return _change(request, survey, lambda: close_survey(person_of(request), survey, **deed), _("调查已结束。"))
    return render(request, "surveys/close.html", {"form": form, "survey": survey, "least": law.least_shown()})


@require_POST
def revise_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    survey = _run(request, pk)
    try:
        return redirect(revise_survey(person_of(request), survey))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(survey)


@form_page
def codes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The access codes, to print and cut, and more of them."""
    survey = _run(request, pk)
    form = CodesForm(request.POST or None, initial={"number": survey.planned or 100})
    if request.method == "POST" and form.is_valid():
        try:
            count = issue_codes(person_of(request), survey, number=form.cleaned_data["number"])
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("现有填写码 {count} 个。").format(count=count))
            return redirect("survey_codes", pk)
    link = _link(request, survey)
    context = {"survey": survey, "form": form, "codes": survey.codes.all(), "link": link, "used": survey.codes.filter(is_used=True).count()}
    return render(request, "surveys/codes.html", context)


@require_safe
def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to put up or hand out: what it is about, the code to scan, the address to type."""
    survey = _run(request, pk)
    if survey.state != SurveyState.OPEN:
        raise Http404
    link = _link(request, survey)
    context = {
        "survey": survey,
        "link": link,
        "picture": qr.picture(link),
        "by_code": survey.access == Access.CODES,
    }
    return render(request, "surveys/sheet.html", context)


def _link(request: HttpRequest, survey: Survey) -> str:
    return request.build_absolute_uri(reverse("answer_survey", args=[survey.link]))


def _store(request: HttpRequest, survey: Survey, questionnaire: Questionnaire, seen: int) -> HttpResponse:
    return _change(request, survey, lambda: edit_survey(person_of(request), survey, seen=seen, questionnaire=questionnaire))


def _change(request: HttpRequest, survey: Survey, deed: Callable[[], Any], done: str = "") -> HttpResponse:
    try:
        deed()
    except Stale as error:
        return errors.stale(request, error, survey.get_absolute_url())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(survey)
