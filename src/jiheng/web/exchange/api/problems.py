"""What went wrong, as problem JSON (RFC 9457) in Chinese: what, why, and for each field what to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from jiheng.web.acting import Refused
from jiheng.web.versioned import Stale

TYPE: Final = "application/problem+json"


class FieldProblem(Schema):
    """One field that is wrong."""

    path: str
    message: str


class Problem(Schema):
    """What went wrong. ``status`` repeats the status of the answer; ``errors`` names fields."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[FieldProblem] = []


class Unsaid(Exception):
    """A change without the version it was made from."""


class Outdated(Exception):
    """The version in If-Match is not the present one."""


def problem(
    status: int, title: str, detail: str = "", errors: Iterable[FieldProblem] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer that says so."""
    said = Problem(title=title, status=status, detail=detail, errors=list(errors)).model_dump()
    return JsonResponse(said, status=status, content_type=TYPE, headers=dict(headers or {}), json_dumps_params={"ensure_ascii": False})


def field_problems(errors: Iterable[Mapping[str, Any]], *, skipped: int = 0) -> list[FieldProblem]:
    """Pydantic's errors by path and in Chinese."""
    return [
        FieldProblem(path="/" + "/".join(str(part) for part in error["loc"][skipped:]), message=_message(str(error["type"]), error))
        for error in errors
    ]


def _message(kind: str, error: Mapping[str, Any]) -> str:
    known = {
        "missing": _("缺少这一项。"),
        "extra_forbidden": _("没有这一项，请删去或改正名称。"),
        "string_type": _("应为文字。"),
        "int_type": _("应为整数。"),
        "int_parsing": _("应为整数。"),
        "bool_parsing": _("应为 true 或 false。"),
        "decimal_parsing": _('应为数字，请写成文字形式，如 "12.50"。'),
        "decimal_type": _('应为数字，请写成文字形式，如 "12.50"。'),
        "enum": _("不是可用的值。"),
        "literal_error": _("不是可用的值。"),
        "union_tag_invalid": _("type 应为 objective_form、monitoring_form 或 self_evaluation_form。"),
        "union_tag_not_found": _("缺少 type：objective_form、monitoring_form 或 self_evaluation_form。"),
        "json_invalid": _("不是有效的 JSON。"),
        "model_attributes_type": _("应为对象。"),
        "model_type": _("应为对象。"),
        "tuple_type": _("应为列表。"),
        "string_too_long": _("太长。"),
        "string_too_short": _("太短。"),
        "greater_than_equal": _("太小。"),
        "less_than_equal": _("太大。"),
    }
    if kind == "value_error" and "float" in str(error.get("msg", "")):
        return known["decimal_type"]
    return known.get(kind) or _("写法不对（{code}：{message}）。").format(code=kind, message=error.get("msg", ""))


def speak(api: NinjaAPI) -> None:
    """Every failure of the interface answers as problem JSON."""
    handlers: dict[type[Exception], Any] = {
        Http404: lambda _request, _error: problem(404, _("没有找到"), _("没有这个对象，或您的单位看不到它。")),
        PermissionDenied: lambda _request, _error: problem(403, _("没有权限"), _("看得到，但这个令牌不能这样做。")),
        Refused: lambda _request, error: problem(409, _("现在不能办理"), str(error)),
        Stale: lambda _request, error: problem(409, _("已被更新"), str(error)),
        Outdated: lambda _request, error: problem(412, _("已被更新"), str(error)),
        Unsaid: lambda _request, error: problem(428, _("没有说明依据的版本"), str(error)),
        Throttled: lambda _request, _error: problem(429, _("请求太多"), _("请按 Retry-After 稍后再试。")),
        AuthenticationError: _unauthenticated,
        ValidationError: _invalid,
        HttpError: lambda _request, error: problem(error.status_code, _("请求无法处理"), str(error)),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _unauthenticated(_request: HttpRequest, _error: Exception) -> HttpResponse:
    detail = _("请在请求头写 Authorization: Bearer 令牌。令牌无效、已停用或已过期时也是这个结果。")
    return problem(401, _("没有有效的令牌"), detail, headers={"WWW-Authenticate": "Bearer"})


def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, _("内容不符合要求"), _("请按 errors 逐项改正。"), field_problems(error.errors, skipped=1))
