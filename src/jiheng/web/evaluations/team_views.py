"""Pages about who evaluates: the evaluator, and the people of the team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.web.acting import Refused
from jiheng.web.errors import stale
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.remove_member import remove_member
from jiheng.web.evaluations.actions.set_evaluator import set_evaluator
from jiheng.web.evaluations.forms import EvaluatorForm, MemberForm
from jiheng.web.evaluations.models import Duty, TeamMember
from jiheng.web.evaluations.visits import form_page, visit
from jiheng.web.policies import evaluating
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


@form_page
def evaluator_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which organisation evaluates."""
    here = visit(request, pk)
    if evaluating.CLIENT_REVIEWER not in here.duties:
        raise PermissionDenied
    evaluation = here.evaluation
    form = EvaluatorForm(
        request.POST or None, client=evaluation.client, initial={"seen": evaluation.version, "organisation": evaluation.evaluator_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_evaluator(here.person, evaluation, form.cleaned_data["organisation"], seen=form.cleaned_data["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return stale(request, error, evaluation.get_absolute_url())
        else:
            messages.success(request, _("已确定评价机构。"))
            return redirect(evaluation)
    context = {"form": form, "title": _("确定评价机构"), "button": _("确定"), "back": evaluation.get_absolute_url()}
    return render(request, "form_page.html", context)


@form_page
def member_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody into the team; who must stand aside is refused with the name of the rule."""
    here = visit(request, pk)
    clients = here.duties & {evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER}
    if not clients and evaluating.LEAD not in here.duties:
        raise PermissionDenied
    form = MemberForm(request.POST or None, evaluation=here.evaluation, names_all=bool(clients))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        more = {name: told[name] for name in ("task", "title", "qualification")}
        try:
            member = add_member(here.person, here.evaluation, told["candidate"].person, Duty(told["duty"]), **more)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("{name} 已加入评价组。").format(name=member.person))
            return redirect(here.evaluation)
    context = {"form": form, "title": _("安排人员"), "button": _("加入"), "back": here.evaluation.get_absolute_url()}
    return render(request, "form_page.html", context)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody leave the team."""
    person = person_of(request)
    rows = TeamMember.objects.select_related("evaluation__dossier__organisation", "evaluation__client", "person")
    member = get_object_or_404(rows, pk=pk, evaluation__in=evaluating.evaluations(person))
    try:
        remove_member(person, member)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{name} 已退出评价组。").format(name=member.person))
    visible = evaluating.evaluations(person).filter(pk=member.evaluation_id).exists()
    return redirect(member.evaluation if visible else "evaluations")
