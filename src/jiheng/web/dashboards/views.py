"""The page of charts and tables, their downloads, and the dossiers behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.reports.render.workbook import Column as FileColumn
from jiheng.web.dashboards.charts import MOST, Chart, charts
from jiheng.web.dashboards.law import standard_of
from jiheng.web.dashboards.outliers import condition, rule_of
from jiheng.web.dashboards.scope import Scope, scope_of
from jiheng.web.dashboards.tables import BUILDERS, Table, built
from jiheng.web.dossiers.models import Dossier
from jiheng.web.downloads import FORMATS, table_file
from jiheng.web.people.models import Organisation
from jiheng.web.signed_in import person_of

_PAGE: Final = 50
_WIDTHS: Final = {"text": 32, "count": 10, "money": 18, "percent": 12, "points": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table with its charts, as the page shows them."""

    table: Table
    charts: list[Chart]
    names_left_out: int

    @property
    def script(self) -> str:
        """The identifier of the element with the charts' data."""
        return f"{self.table.key}-data"


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """All tables of the scope; ``sort`` is ``table.column`` or ``table.-column``."""
    scope = scope_of(person_of(request), request.GET)
    name, _dot, column = request.GET.get("sort", "").partition(".")
    sections = []
    for key, table in built(scope, *BUILDERS).items():
        drawn = charts(table)
        sections.append(
            Section(table=table.sorted(column) if key == name else table, charts=drawn, names_left_out=max(len(table.rows) - MOST, 0))
        )
    return render(request, "dashboards/dashboard.html", {"scope": scope, "sections": sections, "address": scope.address()})


@require_safe
def table_download(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """One table of the page as a file, with the same filters and order."""
    if table not in BUILDERS or form not in FORMATS:
        raise Http404
    scope = scope_of(person_of(request), request.GET)
    found = built(scope, table)[table].sorted(request.GET.get("order", ""))
    columns = [FileColumn(column.title, _WIDTHS[column.kind] if number else 32) for number, column in enumerate(found.columns)]
    return table_file(_file_name(found.title, scope), form, columns, (row.values for row in found.rows))


def _file_name(title: str, scope: Scope) -> str:
    return "-".join(part for part in (str(scope.year or _("各年")), title.replace("：", "-")) if part)


def _behind(request: HttpRequest, scope: Scope) -> tuple[QuerySet[Dossier], dict[str, Any]]:
    """The dossiers behind a number, and what the page says about the choice."""
    rule = rule_of(request.GET.get("outlier", ""))
    rows = scope.rows()
    if rule:
        rows = rows.filter(condition(rule, scope.year))
    place = Organisation.objects.filter(pk=scope.organisation).first() if scope.organisation else None
    law = standard_of(scope.year)
    told = {
        "rule": rule,
        "words": rule.words(law) if rule else "",
        "citations": rule.citations(law) if rule else (),
        "place": place if rows.exists() else None,
        "address": scope.address(outlier=rule.key if rule else ""),
    }
    return rows.select_related("organisation", "facts").order_by("-fiscal_year_id", "organisation__path", "code", "pk"), told


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The dossiers behind a number of a table."""
    scope = scope_of(person_of(request), request.GET)
    rows, told = _behind(request, scope)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    return render(request, "dashboards/behind.html", {"scope": scope, "page": page, "forms": FORMATS, **told})


@require_safe
def behind_download(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file, all pages of it."""
    if form not in FORMATS:
        raise Http404
    scope = scope_of(person_of(request), request.GET)
    rows, told = _behind(request, scope)
    columns = [
        FileColumn(_("年度"), 8), FileColumn(_("单位"), 28), FileColumn(_("评价对象"), 40), FileColumn(_("项目代码"), 18),
        FileColumn(_("阶段"), 12), FileColumn(_("年初预算数（万元）"), 16), FileColumn(_("预算数（万元）"), 16),
        FileColumn(_("执行数（万元）"), 16), FileColumn(_("执行率"), 10), FileColumn(_("得分"), 8),
    ]  # fmt: skip
    values = (
        (
            one.fiscal_year_id, one.organisation.name, one.subject, one.code, str(one.get_stage_display()), one.facts.initial_budget,
            one.adjusted_budget, one.executed, one.execution_rate, one.score,
        )
        for one in rows.iterator(chunk_size=2000)
    )  # fmt: skip
    title = str(told["rule"].title) if told["rule"] else _("卷宗")
    return table_file(_file_name(title, scope), form, columns, values)
