"""What the pages of this room share: the evaluation somebody asks for, and what becomes of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiheng.web.acting import Refused
from jiheng.web.errors import stale
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS
from jiheng.web.fieldwork.forms import ContentForm
from jiheng.web.fieldwork.rights import Rights, require_workings, require_writing, rights
from jiheng.web.files.receiving import NotReceived, Received, receive
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])
SEEN = "seen"


def _evaluation(person: Person, pk: int) -> Evaluation:
    visible = evaluating.evaluations(person).select_related("dossier__organisation", "client", "evaluator")
    return get_object_or_404(visible, pk=pk)


def entered(request: HttpRequest, pk: int) -> Rights:
    """The rights of whoever asks, if they have any part in the fieldwork: evaluators, client, unit."""
    person = person_of(request)
    return rights(person, _evaluation(person, pk))


def workings(request: HttpRequest, pk: int) -> Rights:
    """The same, for pages that the unit does not see."""
    person = person_of(request)
    return require_workings(person, _evaluation(person, pk))


def writing(request: HttpRequest, pk: int) -> Rights:
    """The same, for what evaluators write."""
    person = person_of(request)
    return require_writing(person, _evaluation(person, pk))


def entry_of(evaluation: Evaluation, part: str, pk: int) -> Entry:
    """The entry in force, or 404."""
    entry = get_object_or_404(evaluation.entries.filter(part=part, withdrawn_at__isnull=True), pk=pk)
    entry.evaluation = evaluation
    return entry


def seen_in(request: HttpRequest) -> int:
    """The version that was on the screen; none is none that ever was."""
    told = request.POST.get(SEEN, "")
    return int(told) if told.isdecimal() else 0


def done(request: HttpRequest, deed: Callable[[], Any], back: str, said: str = "") -> HttpResponse:
    """A deed without a form: what became of it stands on the page one returns to."""
    try:
        deed()
    except Stale as error:
        return stale(request, error, back)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, said)
    return redirect(back)


def taken(upload: UploadedFile[Any]) -> Received:
    """One file that was sent.

    Raises:
        Refused: it is too large, an archive, or nothing we take; the text says which.
    """
    found = list(receive(upload, upload.name or "", upload.size or 0))
    if len(found) != 1:
        raise Refused(_("「{name}」是压缩包，这里请直接上传其中的文件。").format(name=upload.name))
    if isinstance(found[0], NotReceived):
        raise Refused(f"{found[0].name}：{found[0].reason}")
    return found[0]


def saved(
    request: HttpRequest, form: forms.Form, deed: Callable[[], Any], *, back: str, fresh: Callable[[], forms.Form] | None = None
) -> HttpResponse | None:
    """The way on after the deed; None where the form is to be shown again. ``fresh``: the form of a known row as it stands now."""
    try:
        deed()
    except Stale:
        if fresh is not None:
            return _conflict(request, form, fresh(), back)
        form.add_error(None, _("已经有同名的一条。请换一个名称，或去修改原来的。"))
        return None
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("已保存。"))
    return redirect(back)


def _conflict(request: HttpRequest, mine: forms.Form, theirs: forms.Form, back: str) -> HttpResponse:
    """409: both texts side by side, and one's own to be looked over and saved again."""
    rows = [
        (field.label, field.value() or "", theirs[field.name].value() or "" if field.name in theirs.fields else "")
        for field in mine.visible_fields()
    ]
    mine.data = {**{name: mine.data.get(name) for name in mine.data}, SEEN: theirs.initial.get(SEEN) or ""}
    context = {
        "form": mine,
        "has_file": bool(request.FILES),
        "rows": [(label, one, other) for label, one, other in rows if str(one) != str(other)],
        "back": back,
    }
    return render(request, "fieldwork/conflict.html", context, status=409)


def entry_answer(
    request: HttpRequest,
    may: Rights,
    part: str,
    entry: Entry | None,
    form_of: Callable[..., ContentForm],
    *,
    title: str,
    back: str,
    key: Callable[[ContentForm], str] = lambda _form: "",
    template: str = "fieldwork/form.html",
) -> HttpResponse:
    """The page of an entry of the case, new or known: the form, and what becomes of it. ``form_of`` takes data, record and version."""

    def filled(data: Any = None) -> ContentForm:
        if entry is None:
            return form_of(data)
        entry.refresh_from_db(fields=["content", "version"])
        return form_of(data, record=PARTS[part].read(entry.key, entry.content), seen=entry.version)

    form = filled(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = entry.key if entry else key(form)
        answer = saved(
            request,
            form,
            lambda: save_entry(may.person, may.evaluation, part, name, form.content, seen=form.cleaned_data[SEEN]),
            back=back,
            fresh=filled if entry else None,
        )
        if answer is not None:
            return answer
    return render(request, template, {"form": form, "title": title, "back": back, "may": may, "entry": entry})


def form_answer(request: HttpRequest, form: forms.Form, may: Rights, *, title: str, back: str, **more: Any) -> HttpResponse:
    """The page of a form."""
    return render(request, "fieldwork/form.html", {"form": form, "title": title, "back": back, "may": may, **more})
