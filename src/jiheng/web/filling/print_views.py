"""The form in its official layout: to print from the browser, to download as Word, Excel or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiheng.reports.official_forms import FormFormat, form_paper, write_forms
from jiheng.reports.render.paper import Cell, Paragraph, Table
from jiheng.web.filling.desk import desk
from jiheng.web.signed_in import person_of

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The grid of the form: widths in per cent, rows of cells with their spans."""

    widths: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@require_safe
def print_form(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The draft as it will look on paper."""
    open_desk = desk(person_of(request), pk, form)
    record = open_desk.typed(open_desk.content).record
    (section,) = form_paper([record], open_desk.standard).sections
    lines = [block for block in section.blocks if isinstance(block, Paragraph)]
    tables = [_grid(block) for block in section.blocks if isinstance(block, Table)]
    context = {"desk": open_desk, "dossier": open_desk.dossier, "lines": lines, "tables": tables, "landscape": section.landscape}
    return render(request, "filling/print.html", context)


def _grid(table: Table) -> Grid:
    whole = sum(table.widths, Decimal(0))
    return Grid(widths=tuple(f"{width * 100 / whole:.2f}%" for width in table.widths), rows=table.rows)


@require_safe
def download_form(request: HttpRequest, pk: int, form: str, file_format: str) -> HttpResponse:
    """The draft as a file in the official layout."""
    if file_format not in _TYPES:
        raise Http404
    open_desk = desk(person_of(request), pk, form)
    record = open_desk.typed(open_desk.content).record
    data = write_forms([record], open_desk.standard, cast("FormFormat", file_format))
    response = HttpResponse(data, content_type=_TYPES[file_format])
    name = f"{open_desk.dossier.fiscal_year_id}{open_desk.dossier.subject}{open_desk.form.label}.{file_format}"
    response.headers["Content-Disposition"] = _attachment(name)
    return response


def _attachment(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
