"""Pages of site visits: notes, and photos with them."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.fieldwork.actions.add_photo import add_photo
from jiheng.web.fieldwork.actions.save_visit import save_visit
from jiheng.web.fieldwork.actions.withdraw_visit import withdraw_visit
from jiheng.web.fieldwork.asking import SEEN, done, form_answer, form_page, saved, seen_in, taken, workings, writing
from jiheng.web.fieldwork.forms import VisitForm
from jiheng.web.fieldwork.models import SiteVisit
from jiheng.web.fieldwork.rights import Rights
from jiheng.web.files.views import as_download

#: What browsers can show, by the first bytes; anything else is saved.
_SHOWN: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"))


def _visit(may: Rights, number: int) -> SiteVisit:
    visit = get_object_or_404(SiteVisit, evaluation=may.evaluation, pk=number, withdrawn_at__isnull=True)
    visit.evaluation = may.evaluation
    return visit


@require_safe
def visits_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All visits."""
    may = workings(request, pk)
    rows = may.evaluation.site_visits.filter(withdrawn_at__isnull=True).annotate(photo_count=Count("photos"))
    return render(request, "fieldwork/visits.html", {"may": may, "rows": rows})


@require_safe
def visit_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The notes of one visit with its photos, as they are printed."""
    may = workings(request, pk)
    visit = _visit(may, number)
    return render(request, "fieldwork/visit.html", {"may": may, "visit": visit, "photos": visit.photos.select_related("file")})


@form_page
def edit_visit(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """The notes of a visit, new or known."""
    may = writing(request, pk)
    visit = _visit(may, number) if number else None

    def form_of(data: Any = None) -> VisitForm:
        if visit is not None:
            visit.refresh_from_db()
        return VisitForm(data, visit=visit)

    form = form_of(request.POST if request.method == "POST" else None)
    back = reverse("site_visit", args=[pk, number]) if number else reverse("site_visits", args=[pk])
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        seen = told.pop(SEEN)
        answer = saved(request, form, lambda: save_visit(may.person, may.evaluation, visit, seen=seen, **told), back=back, fresh=form_of)
        if answer is not None:
            return answer
    return form_answer(request, form, may, title=_("现场查看记录"), back=back)


@require_POST
def add_photos(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Photos, taken on the spot or chosen from the telephone."""
    may = writing(request, pk)
    visit = _visit(may, number)
    uploads = request.FILES.getlist("photos")
    if not uploads:
        messages.error(request, _("请选择照片。"))
    for upload in uploads[: settings.UPLOAD_FILES]:
        try:
            received = taken(upload)
            add_photo(may.person, visit, received, caption=request.POST.get("caption", "").strip()[:200])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已收下「{name}」。").format(name=received.name))
    return redirect(reverse("site_visit", args=[pk, number]))


@require_POST
def withdraw_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take the notes back."""
    may = writing(request, pk)
    visit = _visit(may, number)
    back = reverse("site_visits", args=[pk])
    return done(request, lambda: withdraw_visit(may.person, visit, seen=seen_in(request)), back, _("已撤下。"))


@require_safe
def photo_file(request: HttpRequest, pk: int, number: int, photo: int) -> FileResponse:
    """A photo: shown on the page of its visit where browsers can, else saved."""
    may = workings(request, pk)
    file = get_object_or_404(_visit(may, number).photos.select_related("file"), pk=photo).file
    with file.path.open("rb") as stream:
        head = stream.read(4)
    shown = next((kind for start, kind in _SHOWN if head.startswith(start)), "")
    if not shown or "save" in request.GET:
        return as_download(file.path.open("rb"), file.short_name)
    response = FileResponse(file.path.open("rb"), content_type=shown)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response
