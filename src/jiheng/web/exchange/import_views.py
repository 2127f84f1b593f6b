"""Pages of imports: a template to fill in, the dry run, the confirmation, the copy with its problems marked."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.reports.render.workbook import Column, Marked, Sheet
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.downloads import attachment, workbook
from jiheng.web.exchange.actions.ask_for_import import ask_for_import
from jiheng.web.exchange.actions.confirm_import import confirm_import
from jiheng.web.exchange.actions.try_import import try_import
from jiheng.web.exchange.imports.reading import NotAList, Plan, plans, read_list
from jiheng.web.exchange.imports.steps import NEEDED, SHOWN_ONCE
from jiheng.web.exchange.imports.trying import AT_ONCE
from jiheng.web.exchange.models import ImportBatch
from jiheng.web.people.models import Person
from jiheng.web.signed_in import person_of

_LARGEST: Final = 10 * 2**20
_LATEST: Final = 10
_PAGE: Final = 200


class ImportForm(forms.Form):
    """Which list, and the file."""

    plan = forms.ChoiceField(label=gettext_lazy("清单"))
    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy("Excel（.xlsx）或 csv（UTF-8 或 GBK），不超过 10 MB。"))

    def __init__(self, *args: Any, offered: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"] = forms.ChoiceField(label=gettext_lazy("清单"), choices=[(plan.key, plan.title) for plan in offered])

    def clean_file(self) -> Any:
        """Not too large."""
        upload = self.cleaned_data["file"]
        if upload.size > _LARGEST:
            raise forms.ValidationError(_("文件超过 10 MB。"))
        return upload


def _offered(person: Person) -> list[Plan]:
    return [plan for key, plan in plans().items() if any(policy.holds(person, permission) for permission in NEEDED[key])]


@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: HttpRequest) -> HttpResponse:
    """Choose a list and try it out."""
    person = person_of(request)
    offered = _offered(person)
    if not offered:
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = try_import(person, plans()[form.cleaned_data["plan"]], data=upload.read(), name=upload.name)
        except NotAList as error:
            form.add_error("file", str(error))
        else:
            return redirect("import", batch.pk)
    latest = ImportBatch.objects.filter(person=person).defer("data", "problems")[:_LATEST]
    return render(request, "exchange/imports.html", {"form": form, "plans": offered, "latest": latest})


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    """One's own; those of others do not exist."""
    return get_object_or_404(ImportBatch, pk=pk, person=person_of(request))


@require_safe
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dry run found; while a worker is at the list, how far it is."""
    batch = _batch(request, pk)
    job = batch.job
    if job is not None and job.is_unfinished:
        return redirect(job)
    page = Paginator(batch.problems, _PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/import.html", {"batch": batch, "plan": plans()[batch.plan], "page": page, "job": job})


@require_POST
def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it, a long list by a worker; links of invitations are shown this once."""
    batch = _batch(request, pk)
    try:
        if batch.lines > AT_ONCE and batch.plan != SHOWN_ONCE:
            return redirect(ask_for_import(person_of(request), batch, digest=request.POST.get("digest", "")))
        done = confirm_import(person_of(request), batch, digest=request.POST.get("digest", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import", pk)
    links = [(one.lines[0], request.build_absolute_uri(reverse("accept_invitation", args=[one.shown]))) for one in done if one.shown]
    if not links:
        messages.success(request, _("已导入 {count} 行。").format(count=batch.lines))
        return redirect("import", pk)
    response = render(request, "exchange/links.html", {"batch": batch, "links": links})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def annotated_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as it was handed in, each problem at its cell."""
    batch = _batch(request, pk)
    listed = read_list(plans()[batch.plan], bytes(batch.data), batch.file_name)
    told: dict[int, dict[int | None, list[str]]] = {}
    for problem in batch.problems:
        told.setdefault(problem["row"], {}).setdefault(problem["column"], []).append(problem["message"])
    width = max(len(row) for row in listed.rows)
    rows = []
    for number, row in enumerate(listed.rows, 1):
        cells: list[object] = [*row, *[""] * (width - len(row))]
        here = told.get(number, {})
        whole = [message for several in here.values() for message in several]
        for column, several in here.items():
            if column is not None:
                cells[column] = Marked(str(cells[column]), "\n".join(several))
        head = _("问题") if number == listed.head + 1 else ""
        rows.append([*cells, Marked("；".join(whole), _("见各单元格的批注")) if whole else head])
    columns = [Column("", 18) for _cell in range(width)] + [Column("", 60)]
    name = batch.file_name.rpartition(".")[0] or batch.file_name
    return attachment(workbook([Sheet(plans()[batch.plan].title, columns, rows, filtered=False)]), f"{name}-{_('问题')}", "xlsx")


@require_safe
def template(request: HttpRequest, plan: str) -> HttpResponse:
    """An empty list with its heads, and a sheet that explains them."""
    chosen = next((one for one in _offered(person_of(request)) if one.key == plan), None)
    if chosen is None:
        raise Http404
    heads = [Column(column.label, max(14, 2 * len(column.label) + 4)) for column in chosen.columns]
    explained = [(column.label, _("必填") if column.required else "", column.help, column.example) for column in chosen.columns]
    columns = [Column(_("列"), 20), Column(_("必填"), 8), Column(_("怎样填"), 60), Column(_("例"), 30)]
    sheets = [Sheet(chosen.title, heads, []), Sheet(_("填写说明"), columns, explained)]
    return attachment(workbook(sheets), f"{chosen.title}-{_('模板')}", "xlsx")
