"""Downloads of what the list of dossiers shows: the dossiers, and their forms as records or as rows of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.reports.render.workbook import Column
from jiheng.web.dossiers.listing import selection
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.downloads import FORMATS, Value, table_file
from jiheng.web.signed_in import person_of

#: So many dossiers' forms at once: a whole county's are better fetched through the interface, page by page.
_MOST: Final = 2000


@require_safe
def dossiers_download(request: HttpRequest, form: str) -> HttpResponse:
    """All pages of the list with its filters."""
    if form not in FORMATS:
        raise Http404
    columns = [
        Column(_("年度"), 8), Column(_("单位代码"), 14), Column(_("单位"), 28), Column(_("评价对象"), 40), Column(_("项目代码"), 18),
        Column(_("类型"), 12), Column(_("阶段"), 12), Column(_("状态"), 10), Column(_("预算数（万元）"), 16),
        Column(_("执行数（万元）"), 16), Column(_("执行率（%）"), 10), Column(_("得分"), 8),
    ]  # fmt: skip
    rows = (
        (
            one.fiscal_year_id, one.organisation.code, one.organisation.name, one.subject, one.code, str(one.get_kind_display()),
            str(one.get_stage_display()), str(one.state.label), one.adjusted_budget, one.executed, one.execution_rate, one.score,
        )
        for one in selection(person_of(request), request.GET).iterator(chunk_size=2000)
    )  # fmt: skip
    return table_file(_("卷宗"), form, columns, rows)


@require_safe
def records_download(request: HttpRequest, form: str) -> HttpResponse:
    """The latest version of each form of these dossiers: whole as JSON, else a row an indicator."""
    if form not in FORMATS:
        raise Http404
    chosen = selection(person_of(request), request.GET)
    if (count := chosen.count()) > _MOST:
        told = _("筛选出 {count} 份卷宗，一次最多下载 {most} 份的表。请先缩小范围，或用程序接口分页读取。")
        messages.error(request, told.format(count=count, most=_MOST))
        return redirect("dossiers")
    versions = _latest(chosen)
    if form == "json":
        response = JsonResponse([_whole(version) for version in versions], safe=False, json_dumps_params={"ensure_ascii": False})
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{_('填报表')}.json") or "attachment"
        return response
    labels = (
        (_("年度"), 8), (_("单位代码"), 14), (_("单位"), 28), (_("评价对象"), 40), (_("项目代码"), 18), (_("表"), 18), (_("版本"), 6),
        (_("一级指标"), 14), (_("二级指标"), 16), (_("三级指标"), 36), (_("年度指标值"), 16), (_("实际完成值"), 16), (_("分值"), 8),
        (_("得分"), 8), (_("偏差原因及改进措施"), 40),
    )  # fmt: skip
    columns = [Column(label, width) for label, width in labels]
    return table_file(_("绩效指标"), form, columns, (row for version in versions for row in _indicators(version)))


def _latest(chosen: QuerySet[Dossier]) -> QuerySet[RecordVersion]:
    newest = RecordVersion.objects.filter(dossier__in=chosen.order_by()).order_by().values("dossier", "form").annotate(last=Max("pk"))
    rows = RecordVersion.objects.filter(pk__in=newest.values("last")).select_related("dossier__organisation")
    return rows.order_by("dossier_id", "form")


def _whole(version: RecordVersion) -> dict[str, Any]:
    dossier = version.dossier
    return {
        "fiscal_year": dossier.fiscal_year_id,
        "organisation_code": dossier.organisation.code,
        "subject": dossier.subject,
        "code": dossier.code,
        "form": version.form,
        "number": version.number,
        "digest": version.digest,
        "content": version.content,
    }


def _indicators(version: RecordVersion) -> Iterator[tuple[Value, ...]]:
    dossier = version.dossier
    head = (
        dossier.fiscal_year_id, dossier.organisation.code, dossier.organisation.name, dossier.subject, dossier.code,
        str(version.get_form_display()), version.number,
    )  # fmt: skip
    for row in version.content.get("indicators", ()):
        marks = row.get("marks", {})
        words = (row.get("category"), row.get("subcategory"), row.get("name"))
        measured = (_printed(row, marks, name) for name in ("target", "actual", "weight", "score"))
        yield (*head, *words, *measured, row.get("deviation_reason"))


def _printed(row: dict[str, Any], marks: dict[str, str], name: str) -> str:
    """A measure as it is printed."""
    found = row.get(name) or {}
    return str(marks.get(name) or found.get("raw") or found.get("value") or "")
