"""Pages of opinions: the list with answers, one opinion, sending, the official paper."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.views import as_download
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.actions.answer_opinion import answer_opinion
from jiheng.web.reviews.actions.change_opinion import change_opinion
from jiheng.web.reviews.actions.give_opinion import give_opinion
from jiheng.web.reviews.actions.send_opinions import send_opinions
from jiheng.web.reviews.actions.withdraw_opinion import withdraw_opinion
from jiheng.web.reviews.asked import evaluation_of, frame_of, typed
from jiheng.web.reviews.forms import AnswerForm, OpinionForm, SendForm
from jiheng.web.reviews.models import Decision, Opinion, ReportVersion, Side
from jiheng.web.reviews.papers import FORMATS, opinions_paper, reviewer, score_after
from jiheng.web.reviews.rounds import round_of
from jiheng.web.reviews.versions import latest
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def opinions_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All opinions one may read, by round, each with its answer."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    rows = _opinions(person, evaluation, held)
    newest = latest(evaluation)
    side = reviewing.opining_side(held, evaluation)
    context = {
        **frame_of(person, evaluation, held, "opinions"),
        "rows": [_row(one, newest) for one in rows],
        "open": sum(one.sent_at is not None and not one.decision for one in rows),
        "drafts": sum(one.sent_at is None for one in rows),
        "side": side,
        "sends": reviewing.may_send(held, evaluation),
        "answers": reviewing.may_answer(held, evaluation),
        "round": round_of(evaluation.way),
        "late": evaluation.is_overdue(timezone.localdate()),
        "report": newest if side is not None else None,
        "papers": FORMATS if any(one.sent_at for one in rows) else (),
    }
    return render(request, "reviews/opinions.html", context)


def _opinions(person: Person, evaluation: Evaluation, held: frozenset[str]) -> list[Opinion]:
    rows = reviewing.opinions(person, evaluation, held).filter(withdrawn_at__isnull=True)
    found = list(rows.select_related("author", "report", "answered_by"))
    for one in found:
        one.evaluation = evaluation
    return found


def _row(opinion: Opinion, newest: ReportVersion | None) -> dict[str, Any]:
    line = opinion.report.indicator(opinion.indicator) if opinion.indicator else None
    return {
        "opinion": opinion,
        "who": reviewer(opinion),
        "line": line,
        "before": line["score"] if line else None,
        "after": score_after(opinion, newest),
    }


@form_page
def add_opinion_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an opinion about a paragraph or an indicator of the report that was sent."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    if reviewing.opining_side(held, evaluation) is None:
        raise PermissionDenied
    report = latest(evaluation)
    if report is None:
        raise Http404
    asked = {name: request.GET.get(name, "") for name in ("place", "indicator")}
    form = OpinionForm(request.POST or None, report=report, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            opinion = give_opinion(person, evaluation, **form.said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已存为意见 {number}。写完全部意见后，请报送。").format(number=opinion.number))
            return redirect("opinions", pk)
    title = _("对《{title}》提出意见").format(title=report.title)
    context = {"form": form, "title": title, "button": _("保存"), "back": reverse("opinions", args=[pk])}
    return render(request, "form_page.html", context)


@form_page
def opinion_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One opinion: changed by who wrote it while it is a draft, answered by the evaluators once it is sent."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    rows = reviewing.opinions(person, evaluation, held).select_related("author", "report", "answered_by")
    opinion = get_object_or_404(rows, number=number)
    opinion.evaluation = evaluation
    edits = reviewing.edits_opinion(person, opinion, held)
    answers = reviewing.may_answer(held, evaluation) and opinion.sent_at is not None
    form = _opinion_form(request, opinion, edits=edits, answers=answers)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                _save(person, opinion, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as error:
                return _late(request, opinion, form, error)
            else:
                messages.success(request, _("已保存。"))
                return redirect("opinions", pk)
    context = {**frame_of(person, evaluation, held, "opinions"), **_row(opinion, latest(evaluation)), "form": form, "edits": edits}
    return render(request, "reviews/opinion.html", context)


def _opinion_form(request: HttpRequest, opinion: Opinion, *, edits: bool, answers: bool) -> OpinionForm | AnswerForm | None:
    posted = request.POST or None
    if edits:
        return OpinionForm(posted, report=opinion.report, initial=OpinionForm.of(opinion))
    if not answers:
        return None
    answer = {"decision": opinion.decision, "reason": opinion.reason, "change": opinion.what_changed}
    return AnswerForm(posted, initial={"seen": opinion.version, **answer})


def _save(person: Person, opinion: Opinion, form: OpinionForm | AnswerForm) -> None:
    said = form.cleaned_data
    if isinstance(form, OpinionForm):
        change_opinion(person, opinion, seen=said["seen"] or 0, **form.said)
    else:
        answer_opinion(person, opinion, Decision(said["decision"]), seen=said["seen"], reason=said["reason"], change=said["change"])


def _late(request: HttpRequest, opinion: Opinion, form: OpinionForm | AnswerForm, error: Stale) -> HttpResponse:
    """Both texts: what stands there now, and what was not saved."""
    now = Opinion.objects.get(pk=opinion.pk)
    stands = [
        (_("意见"), now.text),
        (_("是否采纳"), now.get_decision_display()),
        (_("理由"), now.reason),
        (_("修改情况"), now.what_changed),
    ]
    context = {
        "text": str(error),
        "now": [(label, value) for label, value in stands if value],
        "typed": typed(form),
        "back": now.get_absolute_url(),
    }
    return render(request, "reviews/late.html", context, status=409)


@require_POST
def withdraw_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take back a draft."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    opinion = get_object_or_404(reviewing.opinions(person, evaluation, held), number=number)
    opinion.evaluation = evaluation
    seen = request.POST.get("seen", "")
    try:
        withdraw_opinion(person, opinion, seen=int(seen) if seen.isdecimal() else 0)
    except (Refused, Stale) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已撤回。"))
    return redirect("opinions", pk)


@form_page
def send_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Send all opinions of one's side; an expert's scores go with them."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    if not reviewing.may_send(held, evaluation):
        raise PermissionDenied
    form = SendForm(request.POST or None, initial={"seen": evaluation.version})
    if request.method == "POST" and form.is_valid():
        try:
            count = send_opinions(person, evaluation, seen=form.cleaned_data["seen"], comment=form.cleaned_data["comment"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            stands = [(_("状态"), evaluation.state_label)]
            late = {"text": str(error), "now": stands, "typed": typed(form), "back": reverse("opinions", args=[pk])}
            return render(request, "reviews/late.html", late, status=409)
        else:
            messages.success(request, _("已报送意见 {count} 条。").format(count=count))
            return redirect("opinions", pk)
    side = reviewing.opining_side(held, evaluation)
    title = _("报送会审意见和打分") if side == Side.EXPERT else _("报送意见")
    context = {"form": form, "title": title, "button": _("报送"), "back": reverse("opinions", args=[pk])}
    return render(request, "form_page.html", context)


@require_safe
def opinions_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """The opinions one may read with their answers, as the official paper."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    rows = [one for one in _opinions(person, evaluation, held) if one.sent_at is not None]
    if form not in FORMATS or not rows:
        raise Http404
    name = _("{title}（审核意见及答复）").format(title=evaluation.title)
    return as_download(io.BytesIO(opinions_paper(evaluation, rows, form)), f"{name}.{form}")
