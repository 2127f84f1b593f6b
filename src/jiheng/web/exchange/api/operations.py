"""The operations. Each reads through the policy, or calls one action, as the pages do."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

import pydantic
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Status

from jiheng.model import AnyForm
from jiheng.web import policy
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, DossierKind, RecordVersion
from jiheng.web.exchange.api.access import Bearer, PerMinute, program_of
from jiheng.web.exchange.api.problems import Outdated, Problem, Unsaid, field_problems, problem, speak
from jiheng.web.exchange.api.shapes import (
    DossierFilters,
    DossierIn,
    DossierOut,
    DossierPage,
    FileFilters,
    FileOut,
    FilePage,
    FindingFilters,
    FindingOut,
    FindingPage,
    FormName,
    OrganisationFilters,
    OrganisationOut,
    OrganisationPage,
    PageIn,
    RecordHead,
    RecordOut,
)
from jiheng.web.exchange.models import ApiToken
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.views import as_download
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import FiscalYear
from jiheng.web.versioned import Stale

api = NinjaAPI(
    title="绩衡接口",
    version="1",
    description="单位的程序凭令牌读取卷宗、填报表和文件，填报本单位的表。令牌由系统管理员在「单位与人员」里建立。",
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
    throttle=PerMinute(),
)
speak(api)

_FORM: Final[pydantic.TypeAdapter[AnyForm]] = pydantic.TypeAdapter(Annotated[AnyForm, pydantic.Field(discriminator="type")])
_TAG: Final = re.compile(r'(?:W/)?"(\d+)"')
#: What every operation can answer beside its own.
_ALWAYS: Final[dict[int, Any]] = {401: Problem, 422: Problem, 429: Problem}
ONE: Final[dict[int, Any]] = {**_ALWAYS, 404: Problem}
WRITE: Final[dict[int, Any]] = {**ONE, 403: Problem, 409: Problem}


def _paged(rows: QuerySet[Any], wanted: PageIn, shape: Any) -> dict[str, Any]:
    """The page as its schema says; behind the last page there is nothing."""
    paginator = Paginator(rows, wanted.size)
    items = list(paginator.page(wanted.page)) if wanted.page <= paginator.num_pages else []
    return {"count": paginator.count, "page": wanted.page, "pages": paginator.num_pages, "items": [shape.of(one) for one in items]}


@api.get("/organisations", response={200: OrganisationPage, **_ALWAYS}, url_name="api_organisations", summary="单位")
def list_organisations(request: HttpRequest, filters: Query[OrganisationFilters]) -> Any:
    """看得到的单位，按上下级排列。"""
    rows = policy.organisations(program_of(request)).order_by("path")
    if filters.q:
        rows = rows.filter(Q(name__icontains=filters.q) | Q(code__icontains=filters.q))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    return _paged(rows, filters, OrganisationOut)


def _dossiers(request: HttpRequest) -> QuerySet[Dossier]:
    return policy.dossiers(program_of(request)).select_related("organisation", "fiscal_year")


def _dossier(request: HttpRequest, number: int) -> Dossier:
    return get_object_or_404(_dossiers(request), pk=number)


@api.get("/dossiers", response={200: DossierPage, **_ALWAYS}, url_name="api_dossiers", summary="卷宗")
def list_dossiers(request: HttpRequest, filters: Query[DossierFilters]) -> Any:
    """看得到的卷宗，可按年度、单位、类型、阶段、更新时间筛选。"""
    rows = _dossiers(request).order_by("pk")
    if filters.q:
        rows = rows.filter(Q(subject__icontains=filters.q) | Q(code__startswith=filters.q))
    if filters.organisation_code:
        place = policy.organisations(program_of(request)).filter(code=filters.organisation_code).first()
        rows = rows.filter(organisation__path__startswith=place.path) if place else rows.none()
    for name in ("fiscal_year", "kind", "stage"):
        if wanted := getattr(filters, name):
            rows = rows.filter(**{name: wanted})
    if filters.updated_since:
        rows = rows.filter(updated_at__gte=filters.updated_since)
    return _paged(rows, filters, DossierOut)


@api.post("/dossiers", response={201: DossierOut, **WRITE}, url_name="api_dossiers", summary="新建卷宗")
def add_dossier(request: HttpRequest, given: DossierIn) -> Any:
    """令牌所属单位的新卷宗。"""
    program = program_of(request)
    place = ApiToken.objects.select_related("organisation").get(person=program).organisation
    year = FiscalYear.objects.filter(pk=given.fiscal_year).first()
    if year is None:
        return problem(409, _("现在不能办理"), _("没有 {year} 年度。").format(year=given.fiscal_year))
    kind = DossierKind(given.kind)
    dossier = open_dossier(program, place, year=year, kind=kind, subject=given.subject, code=given.code)
    return Status(201, DossierOut.of(dossier))


@api.get("/dossiers/{int:number}", response={200: DossierOut, **ONE}, url_name="api_dossier", summary="一份卷宗")
def show_dossier(request: HttpRequest, response: HttpResponse, number: int) -> Any:
    """一份卷宗；响应头 ETag 是它的版本，保存时写进 If-Match。"""
    dossier = _dossier(request, number)
    response["ETag"] = f'"{dossier.version}"'
    return DossierOut.of(dossier)


@api.get("/dossiers/{int:number}/records", response={200: list[RecordHead], **ONE}, url_name="api_records", summary="填报表的版本")
def list_records(request: HttpRequest, number: int) -> Any:
    """一份卷宗的各表各版，不含内容。"""
    rows = _dossier(request, number).records.select_related("stored_by").defer("content")
    return [RecordHead.of(row) for row in rows]


@api.post(
    "/dossiers/{int:number}/records",
    response={201: RecordOut, **WRITE, 412: Problem, 428: Problem},
    url_name="api_records",
    summary="保存一版填报表",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Form"}}}}},
)
def store(request: HttpRequest, response: HttpResponse, number: int, seen: int | None = None, note: str = "") -> Any:
    """请求体是一份填报表。请求头 If-Match 写卷宗的 ETag，或用参数 seen 写它的版本；卷宗已被更新时不保存（412、409）。"""
    program = program_of(request)
    dossier = _dossier(request, number)
    matched = _matched(request, dossier)
    if matched is None and seen is None:
        raise Unsaid(_("请在请求头 If-Match 写卷宗的 ETag，或用参数 seen 写卷宗的版本。"))
    try:
        record = _FORM.validate_json(request.body)
    except pydantic.ValidationError as error:
        return problem(
            422, _("内容不符合要求"), _("请按 errors 逐项改正。"), field_problems(error.errors(include_context=False), skipped=0)
        )
    try:
        version = store_record(program, dossier, record, seen=matched if matched is not None else seen or 0, note=note[:200])
    except Stale as error:
        raise (Outdated(str(error)) if matched is not None else error) from error
    response["ETag"] = f'"{dossier.version}"'
    return Status(201, RecordOut.of(version))


def _matched(request: HttpRequest, dossier: Dossier) -> int | None:
    """The version in If-Match; None where it is not sent."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        return None
    match = _TAG.fullmatch(sent)
    if match is None or int(match[1]) != dossier.version:
        told = _("卷宗现在是第 {version} 版，If-Match 写的是 {sent}。请重新读取，核对后再保存。")
        raise Outdated(told.format(version=dossier.version, sent=sent[:40]))
    return int(match[1])


@api.get(
    "/dossiers/{int:number}/records/{form}/{int:version}",
    response={200: RecordOut, **ONE},
    url_name="api_record",
    summary="一版填报表",
)
def show_record(request: HttpRequest, number: int, form: FormName, version: int) -> Any:
    """一版填报表和它的内容。"""
    rows = RecordVersion.objects.select_related("stored_by").filter(dossier__in=policy.dossiers(program_of(request)))
    return RecordOut.of(get_object_or_404(rows, dossier_id=number, form=form, number=version))


@api.get("/files", response={200: FilePage, **_ALWAYS}, url_name="api_files", summary="文件")
def list_files(request: HttpRequest, filters: Query[FileFilters]) -> Any:
    """看得到的文件和它们的各个版本。"""
    versions = DocumentVersion.objects.select_related("file").order_by("-number")
    rows = policy.documents(program_of(request)).prefetch_related(Prefetch("versions", queryset=versions)).order_by("pk")
    if filters.dossier is not None:
        rows = rows.filter(dossier_id=filters.dossier)
    return _paged(rows, filters, FileOut)


@api.get(
    "/files/{int:number}/versions/{int:version}",
    response={200: None, **ONE},
    url_name="api_file_content",
    summary="下载一版文件",
    openapi_extra={
        "responses": {
            200: {"description": "OK", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
def file_content(request: HttpRequest, number: int, version: int) -> FileResponse:
    """交来时的原样。"""
    rows = DocumentVersion.objects.select_related("file").filter(document__in=policy.documents(program_of(request)))
    found = get_object_or_404(rows, document_id=number, number=version)
    if not found.file.path.is_file():
        raise Http404
    return as_download(found.file.path.open("rb"), found.file.short_name)


@api.get("/findings", response={200: FindingPage, **_ALWAYS}, url_name="api_findings", summary="问题")
def list_findings(request: HttpRequest, filters: Query[FindingFilters]) -> Any:
    """看得到的文件里的问题和处理情况。"""
    rows = Finding.objects.filter(document__in=policy.documents(program_of(request))).select_related("document").order_by("pk")
    if filters.dossier is not None:
        rows = rows.filter(document__dossier=filters.dossier)
    if filters.file is not None:
        rows = rows.filter(document=filters.file)
    for name in ("code", "severity", "state"):
        if wanted := getattr(filters, name):
            rows = rows.filter(**{name: wanted})
    return _paged(rows, filters, FindingOut)
