"""One record on the portal, as it was published: a table to read, and the same as data."""

from __future__ import annotations

import json
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.reports.render.data_package import DataTable, csv_text
from jiheng.web.portal.caching import drawn_once
from jiheng.web.portal.models import Published
from jiheng.web.portal.visits import draw

RECORD: Final = "record.json"
#: The column that names a row, where it is not the first.
_NAMES: Final = ("三级指标", "指标")


@login_not_required
@require_safe
@drawn_once
def portal_record(request: HttpRequest, number: int, place: int) -> HttpResponse:  # noqa: ARG001 - every visitor sees the same
    """A record: its facts, its tables, the verdict of the checks, the files and data beside it."""
    published = get_object_or_404(Published.objects.defer("search_text"), pk=number)
    if published.withdrawn_at is not None:
        return draw("portal/withdrawn.html", {"published": published}, 410)
    sheet = _at(published.sheets, place)
    grids = [{**grid, "named_by": _named_by(grid), "file": f"{at}.csv"} for at, grid in enumerate(sheet["grids"], start=1)]
    context = {"published": published, "sheet": sheet, "grids": grids, "place": place, "files": published.files.all(), "record": RECORD}
    return draw("portal/record.html", context)


@login_not_required
@require_safe
@drawn_once
def portal_record_data(request: HttpRequest, number: int, place: int, name: str) -> HttpResponse:  # noqa: ARG001 - as above
    """A record as JSON, or one of its tables as CSV."""
    published = get_object_or_404(Published.objects.defer("search_text"), pk=number)
    if published.withdrawn_at is not None:
        return draw("portal/withdrawn.html", {"published": published}, 410)
    if name == RECORD:
        body, kind = json.dumps(_at(published.records, place), ensure_ascii=False, indent=1), "application/json"
    else:
        grids = _at(published.sheets, place)["grids"]
        at = name.removesuffix(".csv")
        if not name.endswith(".csv") or not at.isdecimal():
            raise Http404
        body, kind = csv_text(_table(_at(grids, int(at)))), "text/csv; charset=utf-8"
    response = HttpResponse(body.encode(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{number}-{place}-{name}"'
    return response


def _at(several: list[Any], place: int) -> Any:
    """The one at this place, counted from 1."""
    if not 1 <= place <= len(several):
        raise Http404
    return several[place - 1]


def _named_by(grid: dict[str, Any]) -> int:
    """The column that names the rows."""
    heads = [text for text, _figure in grid["heads"]]
    return next((heads.index(_(name)) for name in _NAMES if _(name) in heads), 0)


def _table(grid: dict[str, Any]) -> DataTable:
    fields = tuple((text, "string", text) for text, _figure in grid["heads"])
    return DataTable(name="table", title=grid["title"], fields=fields, rows=[[text for text, _figure in row] for row in grid["rows"]])
