"""Pages of evaluations: the list, one evaluation, putting a dossier on the plan, steps."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from jiheng.process import Transition
from jiheng.regulation import load_frame
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.casework import identity
from jiheng.web.casework.forms import StepForm
from jiheng.web.coursed import FACTOR, barred, flow_of
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation, usual_frame
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.facts import ASKED_NEVER, known
from jiheng.web.evaluations.forms import OpenForm
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.evaluations.own_pages import OWN_PAGES, told
from jiheng.web.evaluations.panels import panels
from jiheng.web.evaluations.parts import PARTS
from jiheng.web.evaluations.showing import buttons, dues, laps
from jiheng.web.evaluations.visits import Visit, form_page, visit
from jiheng.web.policies import evaluating
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

_PAGE = 50


@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """The evaluations in sight, the open ones first."""
    person = person_of(request)
    rows = evaluating.evaluations(person).select_related("dossier__organisation", "client", "evaluator")
    rows = rows.order_by("-is_open", F("due_on").asc(nulls_last=True), "-pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    mine = set(evaluating.waiting_for(person).filter(pk__in=[one.pk for one in page]).values_list("pk", flat=True))
    today = timezone.localdate()
    context = {"page": page, "rows": [(one, one.pk in mine, one.is_overdue(today)) for one in page]}
    return render(request, "evaluations/list.html", context)


@require_safe
def evaluation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation: its six stages, what is to do, who works on it, what each room shows of it."""
    here = visit(request, pk)
    evaluation, today = here.evaluation, timezone.localdate()
    team = evaluation.members.filter(left_at__isnull=True).select_related("person")
    stages = laps(evaluation)
    context = {
        "evaluation": evaluation,
        "laps": stages,
        "done": sorted((one for lap in stages for one in lap.done), key=lambda one: one.step.number),
        "dues": dues(evaluation, today),
        "is_late": evaluation.is_overdue(today),
        "buttons": buttons(here.person, evaluation, here.duties, today),
        "mine": bool(here.duties.intersection(evaluation.waits_for.split())),
        "team": team,
        "names": evaluation.is_open and bool(here.duties & {evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER, evaluating.LEAD}),
        "chooses": evaluating.CLIENT_REVIEWER in here.duties and evaluation.is_open,
        "workings": _workings(evaluation) if here.sees_workings else None,
        "frame_title": frame_title(evaluation),
        "panels": panels(here.person, evaluation, here.duties),
    }
    return render(request, "evaluations/evaluation.html", context)


def frame_title(evaluation: Evaluation) -> str:
    """What the frame of the evaluation is called."""
    if isinstance(evaluation.frame, str):
        return load_frame(evaluation.frame, evaluation.standard).title
    return str(evaluation.frame.get("title", ""))


def _workings(evaluation: Evaluation) -> list[tuple[str, Any, int]]:
    """The parts of the case with the number of their entries."""
    counted = evaluation.entries.filter(withdrawn_at__isnull=True).values_list("part").annotate(count=Count("pk"))
    counts = dict(counted)
    return [(name, part.label, counts.get(name, 0)) for name, part in PARTS.items() if name != "inputs"]


@form_page
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a dossier on the plan of evaluations."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    if not evaluating.can_open(person, dossier):
        raise PermissionDenied
    title = _("{year} 年度{subject}绩效评价").format(year=dossier.fiscal_year_id, subject=dossier.subject)
    form = OpenForm(
        request.POST or None,
        clients=evaluating.clients(person).exclude(pk=dossier.organisation_id),
        standard=settings.STANDARD,
        initial={"title": title, "frame": usual_frame(dossier)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            evaluation = _opened(request, dossier, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已列入评价计划。"))
            return redirect(evaluation)
    context = {"form": form, "title": _("列入评价计划"), "button": _("列入"), "back": dossier.get_absolute_url()}
    return render(request, "form_page.html", context)


def _opened(request: HttpRequest, dossier: Dossier, said: dict[str, Any]) -> Evaluation:
    return open_evaluation(
        person_of(request), dossier, client=said["client"], evaluator=said["evaluator"], title=said["title"], frame=said["frame"]
    )


@sensitive_post_parameters("proof")
@form_page
def step_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step: what it needs, what is lacking; whoever is late is told so and keeps what they typed."""
    here = visit(request, pk)
    evaluation = here.evaluation
    transition = _transition(here, name)
    if transition is None:
        messages.error(request, _("「{state}」时不能办理这一步，可能别人刚刚办过。").format(state=evaluation.state_label))
        return redirect(evaluation)
    if transition.id in OWN_PAGES:
        page = OWN_PAGES[transition.id]
        messages.info(request, told(transition, page))
        return redirect(page.address, evaluation.pk)
    flow = flow_of(evaluation.way)
    form = StepForm(
        request.POST or None,
        transition=transition,
        words=flow.words,
        asks_for_code=identity.asks_for_code(here.person),
        known=ASKED_NEVER,
        initial={"seen": evaluation.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            if _proved(request, here, form):
                seen, confirmed = form.cleaned_data["seen"], "proof" in form.cleaned_data
                take_evaluation_step(here.person, evaluation, name, seen=seen, said=form.said, confirmed=confirmed)
                messages.success(request, _("已办理：{label}。").format(label=transition.label))
                return redirect(evaluation)
        except Stale as error:
            return _late(request, evaluation, form, error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "evaluation": evaluation,
        "transition": transition,
        "target": flow.of(transition.target),
        "form": form,
        "lacking": _lacking(here, transition) if request.method != "POST" else "",
    }
    return render(request, "evaluations/step.html", context)


def _transition(here: Visit, name: str) -> Transition | None:
    """The step of that name here; None where it is not open. 404 for what the flow does not know, 403 for what is another's."""
    flow = flow_of(here.evaluation.way)
    if not any(one.action == name for one in flow.transitions.values()):
        raise Http404
    open_here = [one for one in flow.leaving(here.evaluation.state) if one.action == name]
    mine = next((one for one in open_here if here.duties.intersection(one.roles)), None)
    if open_here and mine is None:
        raise PermissionDenied
    return mine


def _lacking(here: Visit, transition: Transition) -> str:
    """What the step still lacks, of what the workspace itself knows."""
    facts = known(here.person, here.evaluation, transition.action, here.duties, {}, confirmed=True)
    looked = {name: fact for name, fact in facts.items() if name in ASKED_NEVER and name != FACTOR}
    today = timezone.localdate()
    why = barred(here.evaluation, transition, person=here.person, roles=here.duties, on=today, known=looked)
    names = looked.get("missing_papers")
    return why + "、".join(names) if why and isinstance(names, tuple) else why


def _proved(request: HttpRequest, here: Visit, form: StepForm) -> bool:
    if "proof" not in form.fields or identity.proves(request, here.person, form.cleaned_data["proof"]):
        return True
    form.add_error("proof", _("不正确，没有办理。请再试一次。"))
    return False


def _late(request: HttpRequest, evaluation: Evaluation, form: StepForm, error: Stale) -> HttpResponse:
    now = Evaluation.objects.select_related("dossier").get(pk=evaluation.pk)
    typed = [(form.fields[name].label, value) for name, value in form.said.items()]
    context = {
        "case": now,
        "text": str(error),
        "typed": typed,
        "last": now.steps.select_related("actor").last(),
        "back": now.get_absolute_url(),
    }
    return render(request, "casework/late.html", context, status=409)
