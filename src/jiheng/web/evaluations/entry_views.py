"""Pages of the parts of a case: their entries, one entry to write, what to do when two people wrote it at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.errors import stale
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.withdraw_entry import withdraw_entry
from jiheng.web.evaluations.assembling import entries
from jiheng.web.evaluations.entry_forms import LINKS, EntryForm, summary
from jiheng.web.evaluations.linking import indicators
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS, Part
from jiheng.web.evaluations.sealed import SEALED, SURVEYS, sealed
from jiheng.web.evaluations.visits import Visit, form_page, visit_workings
from jiheng.web.policies import evaluating
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

#: Parts whose entries are named by who writes them, and parts written elsewhere.
_NAMED = ("data_form", "tasks", "values", "texts")
_ELSEWHERE = ("inputs", SURVEYS)


def _part(name: str) -> Part:
    if name not in PARTS or name == "inputs":
        raise Http404
    return PARTS[name]


@require_safe
def part_page(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """The entries of a part."""
    kind = _part(part)
    here = visit_workings(request, pk)
    rows = [(entry, summary(kind, entry.key, entry.content)) for entry in entries(here.evaluation, part)]
    context = {
        "evaluation": here.evaluation,
        "part": kind,
        "rows": rows,
        "writes": here.may_write() and part not in _ELSEWHERE,
        "withdraws": here.may_write(),
    }
    return render(request, "evaluations/part.html", context)


@form_page
def new_entry_page(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """A new entry."""
    kind = _part(part)
    here = visit_workings(request, pk)
    if not here.may_write() or part in _ELSEWHERE:
        raise PermissionDenied
    form = _form(request, here, kind, named=part in _NAMED)
    if request.method == "POST" and form.is_valid() and (saved := _saved(request, here, kind, form.cleaned_data.get("key", ""), form)):
        return saved
    return render(request, "evaluations/entry.html", {"evaluation": here.evaluation, "part": kind, "form": form, "is_new": True})


@form_page
def entry_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An entry to change."""
    here = visit_workings(request, pk)
    entry = get_object_or_404(Entry, pk=number, evaluation=here.evaluation, withdrawn_at__isnull=True)
    kind = _part(entry.part)
    if not here.may_write():
        raise PermissionDenied
    if entry.part in _ELSEWHERE:
        return _elsewhere(request, entry)
    form = _form(request, here, kind, entry=entry)
    if request.method == "POST" and form.is_valid() and (saved := _saved(request, here, kind, entry.key, form)):
        return saved
    return render(request, "evaluations/entry.html", {"evaluation": here.evaluation, "part": kind, "form": form, "entry": entry})


def _elsewhere(request: HttpRequest, entry: Entry) -> HttpResponse:
    """To the page where the entry is written: a survey on paper has its own; one that was taken over stands as it was sealed."""
    if entry.key in sealed(entry.evaluation):
        messages.error(request, SEALED.format(key=entry.key))
        return redirect("case_surveys", entry.evaluation_id)
    return redirect("edit_case_survey", entry.evaluation_id, entry.pk)


def _form(request: HttpRequest, here: Visit, part: Part, *, entry: Entry | None = None, named: bool = False) -> EntryForm:
    content = {**entry.content, **({part.key_field: entry.key} if part.key_field else {})} if entry else None
    initial = {"seen": entry.version} if entry else _wished(request)
    form = EntryForm(request.POST or None, part=part, content=content, choices=link_choices(here.evaluation, part), initial=initial)
    if named:
        form.fields["key"] = forms.CharField(label=_("名称"), max_length=80)
        form.order_fields(["key"])
    return form


def _wished(request: HttpRequest) -> dict[str, Any]:
    """What the address asks to begin with: links as lists, words as they are."""
    lists = ("indicators", "evidence", "problems")
    return {name: request.GET.getlist(name) if name in lists else value for name, value in request.GET.items()}


def link_choices(evaluation: Evaluation, part: Part) -> dict[str, list[tuple[str, str]]]:
    """What the links of a part may point to."""
    fields, found = part.record.model_fields, dict[str, list[tuple[str, str]]]()
    for name, other in LINKS.items():
        if name in fields:
            found[name] = [(one.key, f"{one.key} {one.content.get('title', '')}") for one in entries(evaluation, other)]
    for name in ("indicators", "indicator"):
        if name in fields and name != part.key_field:
            found[name] = indicators(evaluation)
    return found


def _saved(request: HttpRequest, here: Visit, part: Part, key: str, form: EntryForm) -> HttpResponse | None:
    """Where to go after saving; None when it was refused, a page with both texts when somebody was quicker."""
    try:
        entry = save_entry(here.person, here.evaluation, part.name, key, form.content, seen=form.cleaned_data["seen"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except Stale as error:
        return both_texts(request, here.evaluation, part, form, error)
    messages.success(request, _("已保存：{entry}。").format(entry=entry))
    return redirect(reverse("evaluation_part", args=[here.evaluation.pk, part.name]))


def both_texts(request: HttpRequest, evaluation: Evaluation, part: Part, form: Any, error: Stale) -> HttpResponse:
    """409: what stands there now beside what was typed; saving again takes what was typed."""
    theirs = error.subject if isinstance(error.subject, Entry) else None
    if theirs is not None:
        theirs = Entry.objects.select_related("changed_by").get(pk=theirs.pk)
        data = form.data.copy()
        data["seen"] = theirs.version if theirs.withdrawn_at is None else ""
        form.data = data
    context = {
        "evaluation": evaluation,
        "part": part,
        "form": form,
        "entry": theirs if theirs is not None and theirs.withdrawn_at is None else None,
        "theirs": theirs,
        "there": summary(part, theirs.key, theirs.content) if theirs is not None else [],
        "text": str(error),
    }
    return render(request, "evaluations/entry.html", context, status=409)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry out of the case."""
    person = person_of(request)
    rows = Entry.objects.select_related("evaluation__dossier__organisation", "evaluation__client")
    entry = get_object_or_404(rows, pk=pk, evaluation__in=evaluating.evaluations(person))
    evaluating.require_workings(person, entry.evaluation)
    back = reverse("evaluation_part", args=[entry.evaluation_id, entry.part])
    seen = request.POST.get("seen", "")
    try:
        withdraw_entry(person, entry, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale as error:
        return stale(request, error, back)
    else:
        messages.success(request, _("已撤下：{entry}。").format(entry=entry))
    return redirect(back)
