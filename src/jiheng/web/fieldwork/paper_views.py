"""Pages of the index of working papers: number, title, digest, file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.model.cases import Evidence
from jiheng.reports.render.workbook import Column
from jiheng.web.acting import Refused
from jiheng.web.downloads import FORMATS, Value, table_file
from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork import law
from jiheng.web.fieldwork.actions.correct_paper import correct_paper
from jiheng.web.fieldwork.actions.file_paper import file_paper
from jiheng.web.fieldwork.asking import SEEN, entry_of, form_page, saved, taken, workings, writing
from jiheng.web.fieldwork.forms import PaperForm
from jiheng.web.fieldwork.models import MaterialFile, SitePhoto, WorkingPaper
from jiheng.web.fieldwork.numbering import by_number
from jiheng.web.fieldwork.overview import in_force
from jiheng.web.fieldwork.rights import Rights
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.files.views import as_download

_PART: Final = "evidence"
#: The group that is offered for photos of visits.
_VISITS: Final = "B4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A paper of the index, with the group it stands in and its file, if it has one."""

    entry: Entry
    record: Evidence
    group: str
    file: StoredFile | None

    @property
    def number(self) -> str:
        """What is printed on it."""
        return self.record.number or self.entry.key


def index_of(may: Rights) -> list[Indexed]:
    """All papers in the order of their numbers."""
    titles = law.groups(may.evaluation.standard)
    files: dict[str, StoredFile] = {}
    for paper in WorkingPaper.objects.filter(evaluation=may.evaluation).select_related("file").order_by("-pk"):
        files.setdefault(paper.number, paper.file)
    rows = [(entry, record) for entry, record in in_force(may.evaluation, _PART) if isinstance(record, Evidence)]
    found = []
    for entry, record in rows:
        code = (record.number or entry.key).partition("-")[0]
        group = f"{code} {titles[code]}" if code in titles else _("未编入分组")
        found.append(Indexed(entry=entry, record=record, group=group, file=files.get(entry.key)))
    return sorted(found, key=lambda one: by_number(one.number))


@require_safe
def papers_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The index."""
    may = workings(request, pk)
    return render(request, "fieldwork/papers.html", {"may": may, "rows": index_of(may)})


@require_safe
def index_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The index to take away."""
    may = workings(request, pk)
    if form not in FORMATS:
        raise Http404
    titles = (_("编号"), _("材料名称"), _("分组"), _("类别"), _("提供单位"), _("取得日期"), _("文件"), _("摘要"), _("备注"))
    columns = [Column(title, width) for title, width in zip(titles, (10, 40, 28, 12, 24, 12, 36, 72, 24), strict=True)]
    return table_file(_("工作底稿索引"), form, columns, _lines(index_of(may)))


def _lines(rows: list[Indexed]) -> Iterator[tuple[Value, ...]]:
    for one in rows:
        record = one.record
        day = record.received_on.isoformat() if record.received_on else ""
        name = one.file.short_name if one.file else ""
        yield one.number, record.title, one.group, record.kind, record.provider, day, name, record.digest, record.note


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A file that is there already and becomes a paper, with what is known of it."""

    file: StoredFile
    initial: dict[str, Any]
    field: str
    number: int


def _source(request: HttpRequest, may: Rights) -> _Source | None:
    """The file of a slot or of a visit that the address names."""
    told = request.POST if request.method == "POST" else request.GET
    if (number := told.get("material_file", "")).isdecimal():
        slots = MaterialFile.objects.select_related("material", "file").filter(material__evaluation=may.evaluation)
        row = get_object_or_404(slots, pk=int(number))
        initial = {
            "group": row.material.group,
            "title": row.material.what,
            "provider": may.evaluation.dossier.organisation.name,
            "received_on": timezone.localdate(row.at),
        }
        return _Source(file=row.file, initial=initial, field="material_file", number=row.pk)
    if (number := told.get("photo", "")).isdecimal():
        photo = get_object_or_404(SitePhoto.objects.select_related("visit", "file"), pk=int(number), visit__evaluation=may.evaluation)
        title = _("{place}现场照片").format(place=photo.visit) + (f"：{photo.caption}" if photo.caption else "")
        initial = {"group": _VISITS, "title": title[:200], "kind": _("照片"), "provider": _("评价工作组")}
        initial["received_on"] = photo.visit.visited_on
        return _Source(file=photo.file, initial=initial, field="photo", number=photo.pk)
    return None


@form_page
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A new paper: from a file of a slot or of a visit, or uploaded here."""
    may = writing(request, pk)
    source = _source(request, may)
    groups = law.groups(may.evaluation.standard)
    initial = source.initial if source else {"received_on": timezone.localdate()}
    form = PaperForm(request.POST if request.method == "POST" else None, groups=groups, initial=initial)
    back = reverse("working_papers", args=[pk])
    if request.method == "POST" and form.is_valid():
        told = _said(form)

        def deed() -> None:
            file_paper(may.person, may.evaluation, form.cleaned_data["group"], told, source.file if source else _required(request))

        answer = saved(request, form, deed, back=back)
        if answer is not None:
            return answer
    return _paper_answer(request, may, form, _("登记工作底稿"), source)


@form_page
def edit_paper(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Correct a paper; its number stays."""
    may = writing(request, pk)
    known = entry_of(may.evaluation, _PART, entry)

    def form_of(data: Any = None) -> PaperForm:
        known.refresh_from_db(fields=["content", "version"])
        form = PaperForm(data, groups={}, initial={**known.content, SEEN: known.version})
        del form.fields["group"]
        return form

    form, back = form_of(request.POST if request.method == "POST" else None), reverse("working_papers", args=[pk])
    if request.method == "POST" and form.is_valid():
        told, seen = _said(form), form.cleaned_data[SEEN] or 0

        def deed() -> None:
            correct_paper(may.person, known, told, _uploaded(request), seen=seen)

        answer = saved(request, form, deed, back=back, fresh=form_of)
        if answer is not None:
            return answer
    return _paper_answer(request, may, form, _("更正底稿 {number}").format(number=known.key), None)


def _paper_answer(request: HttpRequest, may: Rights, form: PaperForm, title: str, source: _Source | None) -> HttpResponse:
    context = {"may": may, "form": form, "title": title, "source": source, "is_new": "group" in form.fields}
    return render(request, "fieldwork/paper.html", context)


def _said(form: PaperForm) -> dict[str, Any]:
    """What the index says, without group and file."""
    told = {name: form.cleaned_data[name] for name in ("title", "kind", "provider", "note")}
    day = form.cleaned_data["received_on"]
    return {**told, "received_on": day.isoformat() if day else None}


def _uploaded(request: HttpRequest) -> Received | None:
    upload = request.FILES.get("file")
    if upload is None:
        return None
    return taken(upload)


def _required(request: HttpRequest) -> Received:
    received = _uploaded(request)
    if received is None:
        raise Refused(_("请选择底稿的文件：扫描件、照片或电子件。"))
    return received


@require_safe
def paper_file(request: HttpRequest, pk: int, entry: int) -> FileResponse:
    """The file behind a number: always saved, never shown."""
    may = workings(request, pk)
    known = entry_of(may.evaluation, _PART, entry)
    paper = WorkingPaper.objects.filter(evaluation=may.evaluation, number=known.key).select_related("file").order_by("-pk").first()
    if paper is None:
        raise Http404
    extension = paper.file.short_name.rpartition(".")[2]
    return as_download(paper.file.path.open("rb"), f"{known.key} {known.content.get('title', '')[:80]}.{extension}")
