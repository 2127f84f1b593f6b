"""Pages of values offered: a dropped file, a copied form, the indicator library; each shown first, taken over by choice."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.documents.crops import Crops
from jiheng.model import Place
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.files.views import as_download
from jiheng.web.filling.actions.drop_paper import drop_paper
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.copying import copied, sources_for
from jiheng.web.filling.desk import Desk, desk, desk_of
from jiheng.web.filling.dropping import reading, received_in, takes_long, wheres
from jiheng.web.filling.library import PAGE, entries, with_entries
from jiheng.web.filling.merge_views import merge_page
from jiheng.web.filling.models import DroppedPaper
from jiheng.web.filling.offers import Where, offered, taken
from jiheng.web.filling.requests import Sent, whole
from jiheng.web.filling.saving import save_draft
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

#: One at a time: the renderer of pages is not made for more.
_CUTTING = Lock()
offer_page = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def drop(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Take in a file, then show what was read; a scan is read by a worker meanwhile."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    try:
        received, data = received_in(request.FILES.get("paper"))
        read = None if takes_long(received, data) else reading(received.name, data, open_desk)
        paper = drop_paper(person, open_desk, received, read)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("fill", pk, form)
    return redirect("dropped_paper", pk, form, paper.pk)


def _paper(request: HttpRequest, pk: int, form: str, paper: int) -> tuple[Desk, DroppedPaper]:
    open_desk = desk(person_of(request), pk, form)
    return open_desk, get_object_or_404(DroppedPaper.objects.select_related("file__uploaded_by"), pk=paper, dossier=pk, form=form)


@offer_page
def dropped_paper(request: HttpRequest, pk: int, form: str, paper: int) -> HttpResponse:
    """What was read from a dropped file, value by value with its place."""
    open_desk, kept = _paper(request, pk, form, paper)
    if not kept.reading:
        return _not_read(request, kept)
    offer, places = Content.model_validate(kept.reading["content"]), wheres(kept.reading)
    context = {
        "title": _("从「{name}」填写").format(name=kept.file.short_name),
        "paper": kept,
        "unread": kept.reading["unread"],
        "notices": kept.reading["notices"],
        "forms": kept.reading["forms"],
    }
    return _offer(request, open_desk, offer, places, context)


def _not_read(request: HttpRequest, kept: DroppedPaper) -> HttpResponse:
    """To the job that reads it, where it can be stopped and asked for again; others who may fill in the form wait for it."""
    job = kept.job
    if job is not None and policy.jobs(person_of(request)).filter(pk=job.pk).exists():
        return redirect(job)
    messages.info(request, _("「{name}」还没有读出来，读出后在这里显示。").format(name=kept.file.short_name))
    return redirect("fill", kept.dossier_id, kept.form)


@offer_page
def copy_form(request: HttpRequest, pk: int, form: str, version: int) -> HttpResponse:
    """What a stored form says that can be copied, held against what stands in this one."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    source = next((one for one in sources_for(person, open_desk.dossier, open_desk.form) if one.version.pk == version), None)
    if source is None:
        raise Http404
    offer, places = copied(open_desk, source)
    context = {"title": _("从{source}带入").format(source=source.words), "doubt": source.doubt}
    return _offer(request, open_desk, offer, places, context)


def _offer(
    request: HttpRequest, open_desk: Desk, offer: Content, places: Mapping[Address, Where], context: Mapping[str, object]
) -> HttpResponse:
    layout = open_desk.layout_for(open_desk.content.model_copy(update={"extra": (*open_desk.content.extra, *offer.extra)}))
    blocks = offered(open_desk.content, offer, layout, places)
    kept, status = None, 200
    if request.method == "POST":
        chosen = {address for address, _text in offer.cells() if request.POST.get("all") or f"take.{'.'.join(address)}" in request.POST}
        if context.get("doubt") and "confirmed" not in request.POST:
            messages.error(request, _("没有采用：请先对照批复文件核对，再勾选确认；您的勾选还在。"))
        elif whole(request.POST.get("seen", "")) == open_desk.seen:
            return _take(request, open_desk, taken(open_desk.content, offer, layout, chosen), len(chosen))
        else:
            status = 409
            messages.warning(request, _("这张表刚刚又有改动，请看过「现在填的」一栏后再采用；您的勾选还在。"))
        kept = {f"take.{'.'.join(address)}" for address in chosen}
    whole_offer = {"desk": open_desk, "dossier": open_desk.dossier, "blocks": blocks, "kept": kept}
    return render(request, "filling/offer.html", {**whole_offer, **context}, status=status)


def _take(request: HttpRequest, open_desk: Desk, content: Content, count: int) -> HttpResponse:
    """Save what was taken over; to the merge page when somebody saves at this very moment."""
    seen, based_on = open_desk.seen, open_desk.based_on
    try:
        save_draft(person_of(request), open_desk, content, seen=seen, based_on=based_on)
    except Stale:
        sent = Sent(content=content, base=open_desk.content, seen=seen, based_on=based_on, deed="save")
        return merge_page(request, desk_of(open_desk.dossier, open_desk.form), sent)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已采用 {count} 处，请核对后保存为版本。").format(count=count))
    return redirect("fill", open_desk.dossier.pk, open_desk.form.value)


@lru_cache(maxsize=4)
def _crops(path: str) -> Crops:
    """The pages of a file; the one rendered last is kept, since the pieces of a form come one after the other."""
    return Crops(path)


@require_safe
def paper_crop(request: HttpRequest, pk: int, form: str, paper: int, number: int) -> HttpResponse:
    """The piece of the page a value was read from."""
    _desk, kept = _paper(request, pk, form, paper)
    places = list(kept.reading.get("places", {}).values())
    if number >= len(places) or "box" not in places[number]:
        raise Http404
    place = places[number]
    with _CUTTING:
        picture = _crops(str(kept.file.path)).of(Place(page=place["page"], box=tuple(place["box"])))
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@require_safe
def paper_file(request: HttpRequest, pk: int, form: str, paper: int) -> FileResponse:
    """The dropped file as it came."""
    _desk, kept = _paper(request, pk, form, paper)
    return as_download(io.BytesIO(kept.file.read()), kept.file.short_name)


@offer_page
def library(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Indicators as people set them, to be added as rows."""
    person = person_of(request)
    open_desk = desk(person, pk, form)
    if request.method == "POST":
        names = request.POST.getlist("indicator")
        return _take(request, open_desk, with_entries(open_desk, names), len(names))
    query, category = request.GET.get("q", "").strip()[:60], request.GET.get("category", "")
    found, categories = entries(open_desk, query, category)
    context = {
        "desk": open_desk,
        "dossier": open_desk.dossier,
        "entries": found[:PAGE],
        "count": len(found),
        "more": max(len(found) - PAGE, 0),
        "query": query,
        "category": category,
        "categories": categories,
    }
    return render(request, "filling/library.html", context)
