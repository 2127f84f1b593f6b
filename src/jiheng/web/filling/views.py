"""Pages of filling in: the form, saving while typing, checking, merging, storing, throwing away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.casework.sealing import why_sealed
from jiheng.web.filling import page
from jiheng.web.filling.actions.discard_draft import discard_draft
from jiheng.web.filling.checking import Checked, Note, checked
from jiheng.web.filling.content import DEEDS, Content, added
from jiheng.web.filling.copying import sources_for, why_held_back
from jiheng.web.filling.desk import Desk, desk, others
from jiheng.web.filling.merge_views import merge_page
from jiheng.web.filling.pasting import pasted
from jiheng.web.filling.requests import Sent, sent, sent_by_script, whole
from jiheng.web.filling.saving import save_draft
from jiheng.web.findings.settling import settled
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


def address(desk: Desk, name: str = "fill") -> str:
    """The address of a page of this form."""
    return reverse(name, args=[desk.dossier.pk, desk.form.value])


def check(desk: Desk, content: Content) -> Checked:
    """Everything to be said of a content of this form."""
    layout, around = desk.layout_for(content), others(desk.dossier, desk.form)
    return checked(content, layout, desk.typed(content), desk.standard, around, settled(desk.dossier, desk.form))


def fill_page(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The form to fill in; what is posted is a button of the page: save, check, a row's deed, paste, store."""
    if request.method == "POST":
        return _posted(request, pk, form)
    return _page(request, pk, form)


@require_safe
def _page(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    person = person_of(request)
    open_desk = desk(person, pk, form)
    found = check(open_desk, open_desk.content) if "check" in request.GET else None
    layout = open_desk.layout
    shown = set(open_desk.content.extra)
    papers = open_desk.dossier.dropped_papers.filter(form=open_desk.form).select_related("file").defer("reading")
    context = {
        "desk": open_desk,
        "dossier": open_desk.dossier,
        "layout": layout,
        "blocks": page.blocks(open_desk.content, layout, found),
        "checked": found,
        "base": open_desk.content.model_dump_json(),
        "options": [(name, label) for name, label in layout.options.items() if name not in shown],
        "copies": sources_for(person, open_desk.dossier, open_desk.form),
        "held_back": why_held_back(open_desk.dossier, open_desk.form),
        "papers": papers.exclude(reading={})[:5],
        "unread_papers": papers.filter(reading={})[:5],
        "sealed": _why_closed(open_desk),
        "person_key": person.pk,
        "latest": open_desk.stored,
    }
    return render(request, "filling/fill.html", context)


def _why_closed(open_desk: Desk) -> str:
    """Why nothing can be saved now; empty when it can."""
    year = open_desk.dossier.fiscal_year
    return why_sealed(open_desk.dossier, open_desk.form) if year.is_open else _("{year} 年度已关闭，不能再填报。").format(year=year)


@require_POST
def _posted(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    person = person_of(request)
    open_desk = desk(person, pk, form)
    try:
        form_sent = sent(request, open_desk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(open_desk))
    try:
        block = form_sent.deed.partition(":")[2].partition(":")[0]
        content, anchor = _done(form_sent, open_desk, request.POST.get(f"clipboard.{block}", ""))
        save_draft(person, open_desk, content, seen=form_sent.seen, based_on=form_sent.based_on)
    except Stale:
        return merge_page(request, desk(person, pk, form), form_sent)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(open_desk))
    deed = form_sent.deed.partition(":")[0]
    if deed == "merge" and open_desk.has_newer:
        return merge_page(request, desk(person, pk, form), form_sent)
    if deed == "store":
        return redirect(address(open_desk, "store_form"))
    if deed == "save":
        messages.success(request, _("草稿已保存。"))
    query = "?check=1" if deed == "check" else ""
    return HttpResponseRedirect(f"{address(open_desk)}{query}{anchor}")


def _done(form_sent: Sent, open_desk: Desk, clipboard: str) -> tuple[Content, str]:
    """The content after the deed of a button (``deed:block:row``), and where to go on."""
    content = form_sent.content
    deed, _colon, rest = form_sent.deed.partition(":")
    block, _colon, row = rest.partition(":")
    layout = open_desk.layout_for(content)
    known = layout.block(block)
    if deed in DEEDS and known is not None and known.grows:
        content = DEEDS[deed](content, block, row)
        return content, f"#{block}"
    if deed == "paste" and known is not None and known.grows and clipboard.strip():
        return pasted(content, known, clipboard), f"#{block}"
    if deed == "show" and rest in layout.options:
        wider = content.model_copy(update={"extra": (*content.extra, rest)})
        if rest == "period":
            wider = added(added(wider, "period_indicators"), "period_funds")
        return wider, "#indicators"
    return content, ""


@require_POST
def save(request: HttpRequest, pk: int, form: str) -> JsonResponse:
    """Keep what is typed, asked for by the script: 409 when somebody else saved first."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    try:
        form_sent = sent_by_script(request)
        draft = save_draft(person, open_desk, form_sent.content, seen=form_sent.seen, based_on=form_sent.based_on)
    except Stale as stale:
        return JsonResponse({"state": "stale", "text": str(stale)}, status=409)
    except Refused as refusal:
        return JsonResponse({"state": "refused", "text": str(refusal)}, status=409)
    at = timezone.localtime(draft.saved_at).strftime("%H:%M:%S")
    return JsonResponse({"state": "saved", "seen": draft.version, "based_on": draft.based_on, "at": at})


@require_POST
def check_form(request: HttpRequest, pk: int, form: str) -> JsonResponse:
    """Points and findings of what is typed, by cell; nothing is kept."""
    open_desk = desk(person_of(request), pk, form)
    try:
        content = sent_by_script(request).content
    except Refused as refusal:
        return JsonResponse({"state": "refused", "text": str(refusal)}, status=409)
    found = check(open_desk, content)
    return JsonResponse(
        {
            "cells": {".".join(("c", *at)): [_note(note) for note in notes] for at, notes in found.notes.items()},
            "general": [_note(note) for note in found.general],
            "summary": summary(found),
        }
    )


def _note(note: Note) -> dict[str, str]:
    return {"kind": note.kind, "text": note.text, "column": note.column, "advice": note.advice, "code": note.code}


def summary(found: Checked) -> str:
    """What was found, in one line."""
    line = _("必须改 {must_fix} 条，存疑 {questions} 条，读不出 {unread} 处").format(
        must_fix=found.must_fix, questions=found.questions, unread=found.unread
    )
    return f"{line}；{found.total}" if found.total else line


@require_POST
def discard(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Throw the draft away."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    try:
        discard_draft(person, open_desk, seen=whole(request.POST.get("seen", "")))
    except (Refused, Stale) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("草稿已放弃。"))
    return redirect(address(open_desk))
