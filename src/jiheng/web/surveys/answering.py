"""Where people answer. Nobody is signed in here; what is sent is taken once, and who sent it is not written down."""

from __future__ import annotations

import time
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.model.questionnaires import read_answers
from jiheng.web.surveys.limits import admits
from jiheng.web.surveys.models import Access, AccessCode, Survey, SurveyState
from jiheng.web.surveys.paging import drawn, sealed
from jiheng.web.surveys.receiving import Receipt, has, is_key, new_key, receive

#: A browser remembers that it answered for so long, in seconds: longer than a survey runs.
_REMEMBERED: Final = 180 * 24 * 3600
#: A link is looked up once in so many seconds in each process: a village scans one code at the same time.
_MOMENT = 1.0
_MOST_KNOWN: Final = 1000
_known: dict[str, tuple[float, Survey]] = {}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire behind a link or a code, and what was answered."""
    survey, code = _found(token)
    if survey is None:
        return _said(request, None, _("没有这份问卷"), _("链接或填写码不对。请核对后再试，或向发放问卷的人询问。"), status=404)
    if (turned := _turned(request, survey, code)) is not None:
        was_taken = request.method == "POST" and has(survey, request.POST.get("key", "")[:36])
        return redirect("survey_thanks", token) if was_taken else turned
    if code is None and survey.access == Access.CODES:
        return _by_code(request, survey)
    if request.method == "POST":
        return _answer(request, survey, code, token)
    return _page(request, survey, key=new_key())


def _found(token: str) -> tuple[Survey | None, AccessCode | None]:
    """What a link or a code leads to; drafts are not there yet."""
    survey = _by_link(token)
    if survey is not None:
        return (survey if survey.state != SurveyState.DRAFT else None), None
    typed = "".join(token.split()).replace("-", "").upper()
    code = AccessCode.objects.select_related("survey__organisation").filter(code=typed).first()
    if code is None or code.survey.state == SurveyState.DRAFT or code.survey.access != Access.CODES:
        return None, None
    return code.survey, code


def _by_link(link: str) -> Survey | None:
    """The survey behind a public link as it was a moment ago. Whether it still takes an answer is decided by the row itself."""
    known = _known.get(link)
    if known is not None and time.monotonic() - known[0] < _MOMENT:
        return known[1]
    survey = Survey.objects.filter(link=link).select_related("organisation").defer("content").first()
    if survey is not None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[link] = (time.monotonic(), survey)
    return survey


def _turned(request: HttpRequest, survey: Survey, code: AccessCode | None) -> HttpResponse | None:
    """The page for those who cannot answer, with the reason; None for the others."""
    today = timezone.localdate()
    if survey.state == SurveyState.OPEN and survey.opens_on is not None and today < survey.opens_on:
        return _said(request, survey, _("还没有开始"), _("{day} 起可以填写。").format(day=survey.opens_on))
    if not survey.takes_answers(today):
        return _said(request, survey, _("调查已经结束"), _("感谢您的关注。"))
    if survey.most is not None and survey.received >= survey.most:
        return _said(request, survey, _("份数已经收满"), _("感谢您的关注。"))
    if code is not None and code.is_used:
        return _said(request, survey, _("这个填写码已经用过"), _("每个填写码只能用一次。如果不是您本人用的，请告诉发放问卷的人。"))
    if survey.access == Access.LINK and survey.once_a_browser and request.COOKIES.get(_cookie(survey)):
        return _said(request, survey, _("您已经填过了"), _("答卷已收到，不用再填。"))
    return None


def _by_code(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Ask for the code that stands on the slip of paper."""
    typed = request.POST.get("code", "").strip()
    fault = ""
    if request.method == "POST":
        if not admits(request):
            fault = _("这里试得太频繁，请过一分钟再试。")
        else:
            _survey, code = _found(typed) if typed else (None, None)
            if code is not None and code.survey_id == survey.pk:
                return redirect("answer_survey", code.code)
            fault = _("没有这个填写码，请核对后再试。")
    return render(request, "surveys/code_entry.html", {"survey": survey, "typed": typed, "fault": fault})


def _answer(request: HttpRequest, survey: Survey, code: AccessCode | None, token: str) -> HttpResponse:
    sent = {name: request.POST.getlist(name) for name in request.POST}
    key = request.POST.get("key", "")
    key = key if is_key(key) else new_key()
    if not admits(request):
        notice = _("同一网络提交得太多，您的答案还在，请过一分钟再按「提交」。")
        return _page(request, survey, key=key, sent=sent, notice=notice, status=429)
    questionnaire, _blank = sealed(survey.pk, survey.digest)
    reading = read_answers(questionnaire, sent)
    if reading.faults:
        return _page(request, survey, key=key, sent=sent, faults=reading.faults, status=422)
    receipt = receive(survey, reading.answers, key=key, code=code)
    if receipt in (Receipt.USED, Receipt.ENDED):
        if code is not None:
            code.refresh_from_db()
        return _turned(request, Survey.objects.select_related("organisation").get(pk=survey.pk), code) or _said(
            request, survey, _("调查已经结束"), _("感谢您的关注。")
        )
    response = HttpResponseRedirect(reverse("survey_thanks", args=[token]))
    if survey.access == Access.LINK and survey.once_a_browser:
        response.set_cookie(
            _cookie(survey),
            "1",
            max_age=_REMEMBERED,
            path=reverse("answer_survey", args=[survey.link]),
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _cookie(survey: Survey) -> str:
    return f"jiheng_survey_{survey.pk}"


def _page(
    request: HttpRequest,
    survey: Survey,
    *,
    key: str,
    sent: dict[str, list[str]] | None = None,
    faults: dict[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    questionnaire, empty = sealed(survey.pk, survey.digest)
    questions = empty if sent is None else drawn(questionnaire, sent, faults or {})
    context: dict[str, Any] = {"survey": survey, "questionnaire": questionnaire, "questions": questions, "key": key, "notice": notice}
    context["faults"] = [
        (question.id, number, faults[question.id])
        for number, question in enumerate(questionnaire.questions, 1)
        if faults and question.id in faults
    ]
    return render(request, "surveys/answer.html", context, status=status)


def _said(request: HttpRequest, survey: Survey | None, title: str, text: str, status: int = 200) -> HttpResponse:
    return render(request, "surveys/said.html", {"survey": survey, "title": title, "text": text}, status=status)


@login_not_required
@require_safe
def thanks_page(request: HttpRequest, token: str) -> HttpResponse:
    """After an answer was taken."""
    survey, _code = _found(token)
    if survey is None:
        return _said(request, None, _("没有这份问卷"), _("链接或填写码不对。"), status=404)
    return _said(request, survey, _("谢谢，答卷已收到"), _("可以关闭这个页面了。"))
