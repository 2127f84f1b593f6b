"""Pages of cases: a step of a flow, two versions side by side, what is said about a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.process import Flow, Transition
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.casework import flows, identity
from jiheng.web.casework.actions.comment import comment
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.casework.checking import check
from jiheng.web.casework.comparing import compare
from jiheng.web.casework.facts import CLEAN
from jiheng.web.casework.forms import CommentForm, StepForm
from jiheng.web.casework.models import EVIDENCE, Case
from jiheng.web.casework.telling import evidence_for
from jiheng.web.casework.warning import warned
from jiheng.web.coursed import barred
from jiheng.web.dossiers.models import FormKind, RecordVersion
from jiheng.web.people.models import Person
from jiheng.web.policies import driving
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters("proof")
@form_page
def step_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step: what it needs, what the checks say; whoever is late is told so and keeps what they typed."""
    person = person_of(request)
    visible = policy.cases(person).select_related("dossier__organisation", "dossier__fiscal_year", "submitted")
    case = get_object_or_404(visible, pk=pk)
    flow = flows.flow_of(case.way)
    transition, why = _transition(person, case, flow, name)
    if transition is None or (why and request.method != "POST"):
        messages.error(request, why)
        return redirect(case.dossier)
    asks_for_code = identity.asks_for_code(person)
    form = StepForm(
        request.POST or None,
        transition=transition,
        words=flow.words,
        asks_for_code=asks_for_code,
        optional=(EVIDENCE,),  # files will do as well
        initial={"seen": case.version, "reason": _suggested(case, transition)},
    )
    evidence = evidence_for(request, person, case, transition)
    if request.method == "POST" and form.is_valid():
        told, files = form.cleaned_data, evidence.files if evidence else ()
        try:
            if _proved(request, person, form):
                take_step(person, case, name, seen=told["seen"], said=form.said, confirmed="proof" in told, files=files)
                messages.success(request, _("已办理：{label}。").format(label=transition.label))
                return redirect(case.dossier)
        except Stale as error:
            return _late(request, case, form, error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {**_shown(person, case, flow, transition), "form": form, "evidence": evidence}
    return render(request, "casework/step.html", context)


def _led_to(person: Person, case: Case, flow: Flow, transition: Transition) -> str:
    """Where the step leads, with the next one where it is taken together with it."""
    role = next(one for one in transition.roles if one in driving.duties(person, case.dossier))
    return (flows.straight_on(flow, transition, role, case.dossier) or transition).target


def _shown(person: Person, case: Case, flow: Flow, transition: Transition) -> dict[str, Any]:
    """What the page of a step says beside its form."""
    return {
        "case": case,
        "dossier": case.dossier,
        "transition": transition,
        "target": flow.of(_led_to(person, case, flow, transition)),
        "checked": check(case) if CLEAN in transition.requires else None,
        "needs_check": CLEAN in transition.requires,
        "warnings": warned(case),
    }


def _transition(person: Person, case: Case, flow: Flow, name: str) -> tuple[Transition | None, str]:
    """The step of that name here, and why it cannot be tried now. 404 for what the flow does not know, 403 for what is another's."""
    if not any(one.action == name for one in flow.transitions.values()):
        raise Http404
    here = [one for one in flow.leaving(case.state) if one.action == name]
    if not here:
        return None, _("「{state}」时不能「{action}」，可能别人刚刚办过。").format(state=case.state_label, action=flow.called(name))
    roles = driving.duties(person, case.dossier)
    mine = next((one for one in here if roles.intersection(one.roles)), None)
    if mine is None:
        raise PermissionDenied
    return mine, barred(case, mine, person=person, roles=roles, on=flows.today())


def _proved(request: HttpRequest, person: Person, form: StepForm) -> bool:
    if "proof" not in form.fields or identity.proves(request, person, form.cleaned_data["proof"]):
        return True
    form.add_error("proof", _("不正确，没有办理。请再试一次。"))
    return False


def _suggested(case: Case, transition: Transition) -> str:
    """For a warning, what the form shows."""
    return "\n".join(one.text for one in warned(case)) if transition.action == "warn" else ""


def _late(request: HttpRequest, case: Case, form: StepForm, error: Stale) -> HttpResponse:
    now = Case.objects.select_related("dossier").get(pk=case.pk)
    last = now.steps.select_related("actor").last()
    typed = [(form.fields[name].label, value) for name, value in form.said.items()]
    context = {"case": now, "text": str(error), "typed": typed, "last": last}
    return render(request, "casework/late.html", context, status=409)


@require_POST
def comment_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a dossier."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        comment(person, dossier, text=form.cleaned_data["text"])
        messages.success(request, _("已发言。"))
    else:
        messages.error(request, _("没有发言：请写 1 至 2000 字。"))
    return redirect(f"{dossier.get_absolute_url()}#talk")


@require_safe
def compare_page(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Two versions of a form side by side; without a choice the newest and the one before."""
    if form not in FormKind.values:
        raise Http404
    dossier = get_object_or_404(policy.dossiers(person_of(request)), pk=pk)
    versions = {one.number: one for one in RecordVersion.objects.filter(dossier=dossier, form=form).select_related("stored_by")}
    if len(versions) < 2:
        messages.info(request, _("只有一版，没有可以对照的。"))
        return redirect(dossier)
    numbers = sorted(versions)
    before, after = (_asked(request, name, numbers, usual) for name, usual in (("before", numbers[-2]), ("after", numbers[-1])))
    context: dict[str, Any] = {
        "dossier": dossier,
        "form": FormKind(form),
        "before": versions[before],
        "after": versions[after],
        "numbers": numbers,
        "compared": compare(versions[before], versions[after]),
    }
    return render(request, "casework/compare.html", context)


def _asked(request: HttpRequest, name: str, numbers: list[int], usual: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 and int(asked) in numbers else usual
