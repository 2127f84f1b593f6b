"""The portal. It reads what was published and nothing else, knows nobody, and draws each page once an edition."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiheng.web import stored
from jiheng.web.portal.caching import drawn_once
from jiheng.web.portal.looking import PUBLIC
from jiheng.web.portal.models import Edition, Published, PublishedFile
from jiheng.web.portal.open_data import FILES, data_file, shown, yearly
from jiheng.web.portal.searching import hit, search, words_of

_LATEST = 20
_PAGE = 20
_WHOLE = ("sheets", "records", "report", "search_text")


def draw(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page without a visitor: no session, no name, nothing that differs from one to the next."""
    return HttpResponse(render_to_string(template, context), status=status)


@login_not_required
@require_safe
@drawn_once
def portal(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every visitor sees the same
    """What was published lately, and the departments."""
    rows = shown()
    departments = (
        rows.values("department_code", "department").annotate(count=Count("pk"), year=Max("fiscal_year")).order_by("department_code")
    )
    context = {"latest": rows.defer(*_WHOLE)[:_LATEST], "departments": departments, "count": rows.count(), "section": "home"}
    return draw("portal/home.html", context)


@login_not_required
@require_safe
@drawn_once
def portal_search(request: HttpRequest) -> HttpResponse:
    """What holds the words that were asked for."""
    asked = request.GET.get("q", "")[:80]
    page = Paginator(search(asked), _PAGE).get_page(request.GET.get("page"))
    hits = [hit(one, asked) for one in page] if words_of(asked) else []
    return draw("portal/search.html", {"asked": asked, "page": page, "hits": hits, "address": f"q={quote(asked)}", "section": "search"})


@login_not_required
@require_safe
@drawn_once
def portal_department(request: HttpRequest, code: str) -> HttpResponse:
    """A department: its years as chart and table, its dossiers."""
    rows = shown().filter(department_code=code).defer(*_WHOLE)
    several = list(rows)
    if not several:
        raise Http404
    years = yearly(several)
    names = [str(year["year"]) for year in years]
    charts = [
        _chart(_("各年预算数与执行数（万元）"), names, [(_("预算数"), "budget"), (_("执行数"), "executed")], years),
        _chart(_("各年平均得分"), names, [(_("平均得分"), "score")], years),
    ]
    page = Paginator(several, 50).get_page(request.GET.get("page"))
    context = {"department": several[0].department, "years": years, "charts": charts, "page": page, "section": "department"}
    return draw("portal/department.html", context)


def _chart(title: str, names: list[str], series: list[tuple[str, str]], years: list[dict[str, Any]]) -> dict[str, Any]:
    values = [{"name": name, "values": [None if year[key] is None else str(year[key]) for year in years]} for name, key in series]
    return {"title": title, "shape": "columns", "names": names, "series": values, "whole": False}


@login_not_required
@require_safe
@drawn_once
def portal_dossier(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - every visitor sees the same
    """What was published of a dossier, with its check report; 410 with the notice once it was withdrawn."""
    published = get_object_or_404(Published.objects.defer("search_text"), pk=number)
    if published.withdrawn_at is not None:
        return draw("portal/withdrawn.html", {"published": published}, 410)
    return draw("portal/dossier.html", {"published": published, "files": published.files.all()})


@login_not_required
@require_safe
def portal_file(request: HttpRequest, number: int, place: int) -> HttpResponse:  # noqa: ARG001 - every visitor gets the same
    """A file that was published, to be saved."""
    file = get_object_or_404(PublishedFile.objects.select_related("published"), published=number, number=place)
    if file.published.withdrawn_at is not None:
        return draw("portal/withdrawn.html", {"published": file.published}, 410)
    try:
        data = stored.fetch(PUBLIC, file.digest)
    except stored.Missing as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["Cache-Control"] = "public, no-cache"
    return response


@login_not_required
@require_safe
@drawn_once
def portal_data(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every visitor sees the same
    """What can be fetched as data."""
    return draw("portal/data.html", {"files": list(FILES), "section": "data"})


@login_not_required
@require_safe
@drawn_once
def portal_data_file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - every visitor gets the same
    """One file of data."""
    if name not in FILES:
        raise Http404
    response = HttpResponse(data_file(name, Edition.now()), content_type=FILES[name])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_safe
@drawn_once
def portal_feed(request: HttpRequest) -> HttpResponse:
    """What was published lately, as RSS."""
    here = request.build_absolute_uri(reverse("portal"))
    feed = Rss201rev2Feed(title=_("预算绩效公开"), link=here, description=_("最近公开的预算绩效资料"), language="zh-CN")
    for one in shown().defer(*_WHOLE)[:_LATEST]:
        feed.add_item(
            title=one.title,
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=f"{one.organisation} · {one.fiscal_year}",
            pubdate=one.published_at,
            unique_id=one.digest,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for all
    """Search engines may read the portal and nothing else."""
    lines = ("User-agent: *", "Allow: /public/", "Allow: /static/", "Disallow: /public/complaints/status/", "Disallow: /", "")
    return HttpResponse("\n".join(lines), content_type="text/plain")
