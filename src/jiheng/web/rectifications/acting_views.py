"""Pages on which something is done: a step, an item asked, answered or judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jiheng.web.acting import Refused
from jiheng.web.casework import identity
from jiheng.web.casework.forms import StepForm
from jiheng.web.coursed import open_steps
from jiheng.web.files.receiving import Received, receive_bytes
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.actions.answer_item import answer_item
from jiheng.web.rectifications.actions.judge_item import judge_item
from jiheng.web.rectifications.actions.remove_item import remove_item
from jiheng.web.rectifications.actions.save_item import save_item
from jiheng.web.rectifications.actions.take_rectification_step import lacking, take_rectification_step
from jiheng.web.rectifications.facts import LOOKED_UP
from jiheng.web.rectifications.forms import AnswerForm, AskForm, JudgeForm
from jiheng.web.rectifications.models import Item, Rectification, Verdict
from jiheng.web.rectifications.recurring import recurring
from jiheng.web.rectifications.views import form_page, visible
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


@sensitive_post_parameters("proof")
@form_page
def step_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step; whoever is late is told so and keeps what they typed."""
    person = person_of(request)
    row = visible(person, pk)
    flow = row.declared
    if name not in {one.action for one in flow.transitions.values()}:
        raise Http404
    transition = next((one for one in open_steps(row, rectifying.duties(person, row)) if one.action == name), None)
    if transition is None:
        raise PermissionDenied
    form = StepForm(
        request.POST or None,
        transition=transition,
        words=flow.words,
        asks_for_code=identity.asks_for_code(person),
        known=LOOKED_UP,
        initial={"seen": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            if "proof" in form.fields and not identity.proves(request, person, form.cleaned_data["proof"]):
                form.add_error("proof", _("不正确，没有办理。请再试一次。"))
            else:
                take_rectification_step(
                    person, row, name, seen=form.cleaned_data["seen"], said=form.said, confirmed="proof" in form.cleaned_data
                )
                messages.success(request, _("已办理：{label}。").format(label=transition.label))
                return redirect(row)
        except Stale as error:
            return _late(request, row, form, error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"row": row, "transition": transition, "target": flow.of(transition.target), "form": form, "lacking": lacking(row, name)}
    return render(request, "rectifications/step.html", context)


def _late(request: HttpRequest, row: Rectification, form: Form, error: Stale, item: Item | None = None) -> HttpResponse:
    """409 with both: what stands there now, and what was typed."""
    now = Rectification.objects.get(pk=row.pk)
    fresh = Item.objects.get(pk=item.pk) if item else None
    names = [name for name in form.fields if name not in ("seen", "proof", "papers")]
    typed = [(form.fields[name].label, form.cleaned_data.get(name), getattr(fresh, name) if fresh else "") for name in names]
    context = {"row": now, "text": str(error), "typed": typed, "item": fresh, "last": now.steps.select_related("actor").last()}
    return render(request, "rectifications/late.html", context, status=409)


@form_page
def add_item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item on a draft."""
    person = person_of(request)
    row = visible(person, pk)
    rectifying.require_rectification(person, row, rectifying.ISSUER)
    form = AskForm(request.POST or None, item=None)
    if request.method == "POST" and form.is_valid():
        try:
            save_item(person, row, None, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(row)
    return render(request, "rectifications/item.html", {"row": row, "form": form, "title": _("新增整改事项"), "button": _("保存")})


@form_page
def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: asked, answered or judged, by whose turn it is."""
    person = person_of(request)
    seen = rectifying.rectifications(person)
    items = Item.objects.select_related("rectification__dossier__organisation", "rectification__issuer")
    item = get_object_or_404(items, pk=pk, rectification__in=seen, removed_at__isnull=True)
    row = item.rectification
    form, title = _form(request, person, item)
    if request.method == "POST" and form.is_valid():
        try:
            _save(person, item, form)
        except Stale as error:
            return _late(request, row, form, error, item)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已保存。"))
            return redirect(row)
    context = {"row": row, "item": item, "form": form, "title": title, "button": _("保存"), "earlier": recurring([item], row).get(item.pk)}
    return render(request, "rectifications/item.html", context)


def _form(request: HttpRequest, person: Person, item: Item) -> tuple[Form, str]:
    held, state = rectifying.duties(person, item.rectification), item.rectification.state
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if rectifying.ISSUER in held and state == "draft":
        return AskForm(data, item=item), _("整改事项")
    if rectifying.ISSUER in held and state == "rectification_review":
        return JudgeForm(data, item=item), _("审核整改情况")
    if rectifying.AGENCY in held and state in rectifying.ANSWERING and item.verdict != Verdict.ACCEPTED:
        return AnswerForm(data, files, item=item), _("整改情况")
    raise PermissionDenied


def _save(person: Person, item: Item, form: Form) -> None:
    values: dict[str, Any] = dict(form.cleaned_data)
    seen = values.pop("seen") or 0
    if isinstance(form, AskForm):
        save_item(person, item.rectification, item, values, seen=seen)
    elif isinstance(form, JudgeForm):
        judge_item(person, item, Verdict(values["verdict"]), values["verdict_note"], seen=seen)
    else:
        answer_item(person, item, values, _received(values.pop("papers", None) or ()), seen=seen)


def _received(files: Any) -> list[Received]:
    found = [receive_bytes(file.read(), file.name or "") for file in files]
    for one in found:
        if not isinstance(one, Received):
            raise Refused(f"「{one.name}」：{one.reason}")
    return [one for one in found if isinstance(one, Received)]


@require_POST
def remove_item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off a draft."""
    person = person_of(request)
    seen = rectifying.rectifications(person)
    item = get_object_or_404(Item.objects.select_related("rectification__dossier__organisation"), pk=pk, rectification__in=seen)
    number = request.POST.get("seen", "")
    try:
        remove_item(person, item, seen=int(number) if number.isdecimal() else 0)
    except (Refused, Stale) as refusal:
        messages.error(request, str(refusal))
    return redirect(item.rectification)
