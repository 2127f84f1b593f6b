"""Pages of the list of materials: what is asked for, the slots the unit fills, what the evaluators say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.fieldwork import law
from jiheng.web.fieldwork.actions.add_materials import add_materials
from jiheng.web.fieldwork.actions.edit_material import edit_material
from jiheng.web.fieldwork.actions.hand_over import hand_over
from jiheng.web.fieldwork.actions.judge_material import judge_material
from jiheng.web.fieldwork.actions.provide_material import provide_material
from jiheng.web.fieldwork.actions.remind_materials import remind_materials
from jiheng.web.fieldwork.actions.say_unavailable import say_unavailable
from jiheng.web.fieldwork.actions.send_materials import send_materials
from jiheng.web.fieldwork.actions.withdraw_material import withdraw_material
from jiheng.web.fieldwork.asking import SEEN, done, entered, form_answer, form_page, saved, seen_in, writing
from jiheng.web.fieldwork.forms import AbsenceForm, JudgeForm, MaterialForm, SendForm
from jiheng.web.fieldwork.law import Wanted
from jiheng.web.fieldwork.models import Material, MaterialState
from jiheng.web.fieldwork.overview import asked
from jiheng.web.fieldwork.rights import Rights, takes_materials
from jiheng.web.files.receiving import NotReceived, Received, receive
from jiheng.web.files.views import as_download


def _slot(may: Rights, number: int) -> Material:
    """The line, if the person sees it; the unit sees nothing that is only drafted."""
    material = get_object_or_404(Material, evaluation=may.evaluation, pk=number)
    if material.state == MaterialState.DRAFT and not may.sees_workings:
        raise Http404
    material.evaluation = may.evaluation
    return material


@require_safe
def materials_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list."""
    may = entered(request, pk)
    rows = asked(may)
    context = {
        "may": may,
        "rows": rows,
        "drafts": sum(one.state == MaterialState.DRAFT for one in rows),
        "with_unit": sum(one.waits_for_unit for one in rows),
        "provided": sum(one.state not in (MaterialState.DRAFT, MaterialState.ASKED, MaterialState.WITHDRAWN) for one in rows),
        "sends": may.writes and takes_materials(may.evaluation),
        "send_form": SendForm(),
        "reminders": may.evaluation.material_reminders.select_related("by")[:5],
    }
    return render(request, "fieldwork/materials.html", context)


@form_page
def add_material(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of one's own."""
    may = writing(request, pk)
    form = MaterialForm(request.POST if request.method == "POST" else None, groups=law.groups(may.evaluation.standard))
    back = reverse("materials", args=[pk])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = [Wanted(group=told["group"], what=told["what"], why=told["why"])]
        deed = lambda: add_materials(may.person, may.evaluation, wanted, due_on=told["due_on"])  # noqa: E731 - one line, used once
        answer = saved(request, form, deed, back=back)
        if answer is not None:
            return answer
    return form_answer(request, form, may, title=_("清单加一项资料"), back=back)


@require_POST
def take_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of the standard for what is evaluated."""
    may = writing(request, pk)
    wanted = law.wanted(may.evaluation.standard, may.evaluation.dossier.kind)
    back = reverse("materials", args=[pk])
    return done(request, lambda: add_materials(may.person, may.evaluation, wanted), back, _("已列入常用清单，请增减后发送。"))


@require_POST
def send_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what was drafted."""
    may, form = writing(request, pk), SendForm(request.POST)
    back = reverse("materials", args=[pk])

    def deed() -> None:
        if not form.is_valid():
            raise Refused(_("请填写提供期限。"))
        send_materials(may.person, may.evaluation, due_on=form.cleaned_data["due_on"], seen=seen_in(request))

    return done(request, deed, back, _("清单已发给单位。"))


@require_POST
def remind_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the unit."""
    may = writing(request, pk)
    back = reverse("materials", args=[pk])
    return done(request, lambda: remind_materials(may.person, may.evaluation, on=timezone.localdate()), back, _("已催办。"))


@require_POST
def hand_over_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit says that what it has is handed in."""
    may = entered(request, pk)
    back = reverse("materials", args=[pk])
    return done(request, lambda: hand_over(may.person, may.evaluation, seen=seen_in(request)), back, _("已报送。"))


@require_safe
def material_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One slot: what is wanted, what came, what can be done."""
    may = entered(request, pk)
    material = _slot(may, number)
    return render(request, "fieldwork/material.html", _shown(may, material))


def _shown(may: Rights, material: Material) -> dict[str, Any]:
    open_slot = material.waits_for_unit or material.waits_for_team
    return {
        "may": may,
        "material": material,
        "files": material.files.select_related("file__uploaded_by"),
        "fills": may.provides and open_slot,
        "absence": AbsenceForm(initial={SEEN: material.version}),
        "judges": may.writes and material.waits_for_team,
        "edits": may.writes and (material.state == MaterialState.DRAFT or material.waits_for_unit),
        "megabytes": settings.UPLOAD_BYTES // 2**20,
    }


@form_page
def edit_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change a line."""
    may = writing(request, pk)
    material = _slot(may, number)
    groups = law.groups(may.evaluation.standard)

    def form_of(data: Any = None) -> MaterialForm:
        material.refresh_from_db(fields=["version", "what", "why", "group", "due_on", "state"])
        return MaterialForm(data, groups=groups, material=material)

    form, back = form_of(request.POST if request.method == "POST" else None), reverse("material", args=[pk, number])
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        seen = told.pop(SEEN) or 0
        answer = saved(request, form, lambda: edit_material(may.person, material, seen=seen, **told), back=back, fresh=form_of)
        if answer is not None:
            return answer
    return form_answer(request, form, may, title=_("修改资料清单"), back=back)


@require_POST
def withdraw_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give up a line."""
    may = writing(request, pk)
    material = _slot(may, number)
    back = reverse("materials", args=[pk])
    return done(request, lambda: withdraw_material(may.person, material, seen=seen_in(request)), back, _("不再索取这项资料。"))


@require_POST
def upload_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The unit puts files into a slot; what could not be taken is said file by file, the others are kept."""
    may = entered(request, pk)
    if not may.provides:
        raise PermissionDenied
    material = _slot(may, number)
    outcomes = list(_received(request.FILES.getlist("files")[: settings.UPLOAD_FILES]))
    taken = [one for one in outcomes if isinstance(one, Received)]
    turned = [f"{one.name}：{one.reason}" for one in outcomes if isinstance(one, NotReceived)]

    def deed() -> None:
        if turned and not taken:
            raise Refused("；".join(turned))
        provide_material(may.person, material, taken)

    said = _("已收下 {count} 个文件。").format(count=len(taken))
    if turned:
        said += _("没有收下：{files}").format(files="；".join(turned))
    return done(request, deed, reverse("material", args=[pk, number]), said)


def _received(uploads: list[UploadedFile[Any]]) -> Iterator[Received | NotReceived]:
    for upload in uploads:
        yield from receive(upload, upload.name or "", upload.size or 0)


@require_POST
def unavailable_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The unit says that there is no such material."""
    may = entered(request, pk)
    if not may.provides:
        raise PermissionDenied
    material, form = _slot(may, number), AbsenceForm(request.POST)

    def deed() -> None:
        if not form.is_valid():
            raise Refused(_("请写明没有这项资料的理由。"))
        say_unavailable(may.person, material, reason=form.cleaned_data["reason"], seen=form.cleaned_data[SEEN] or 0)

    return done(request, deed, reverse("material", args=[pk, number]), _("已说明，等评价机构核收。"))


@require_POST
def judge_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Received, or sent back with a reason."""
    may = writing(request, pk)
    material, form = _slot(may, number), JudgeForm(request.POST)

    def deed() -> None:
        if not form.is_valid():
            raise Refused(_("退回须写明理由。"))
        told = form.cleaned_data
        judge_material(may.person, material, accept=told["deed"] == "receive", reason=told["reason"], seen=told[SEEN])

    return done(request, deed, reverse("material", args=[pk, number]), _("已办理。"))


@require_safe
def material_file(request: HttpRequest, pk: int, number: int, file: int) -> FileResponse:
    """A file of a slot: always saved, never shown."""
    may = entered(request, pk)
    kept = get_object_or_404(_slot(may, number).files.select_related("file"), pk=file).file
    return as_download(kept.path.open("rb"), kept.short_name)
