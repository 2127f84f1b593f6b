"""The description of the interface: the OpenAPI document for programs, a plain page for people. Nothing is fetched from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from pydantic.json_schema import models_json_schema

from jiheng.model import MonitoringForm, ObjectiveForm, SelfEvaluationForm
from jiheng.web.exchange.api.documents import api
from jiheng.web.exchange.api.problems import TYPE

_FORMS: Final = (ObjectiveForm, MonitoringForm, SelfEvaluationForm)
_METHODS: Final = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, with the records of the forms as they are stored."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api"))
    schemas = described["components"]["schemas"]
    _refs, forms = models_json_schema([(form, "validation") for form in _FORMS], ref_template="#/components/schemas/{model}")
    schemas.update(forms["$defs"])
    schemas["Form"] = {
        "oneOf": [{"$ref": f"#/components/schemas/{form.__name__}"} for form in _FORMS],
        "discriminator": {"propertyName": "type"},
    }
    for operations in described["paths"].values():
        for operation in operations.values():
            _as_problems(operation["responses"])
    return described


def _as_problems(responses: dict[Any, Any]) -> None:
    """Failures answer with their own content type."""
    for status, response in responses.items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {TYPE: response["content"]["application/json"]}


@login_not_required
@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """The document for programs; it names no data, so nobody is asked who they are."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation as the page tells it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
    statuses: list[str]


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    operations = [
        Operation(
            method=method.upper(),
            path=path,
            summary=operation.get("summary", ""),
            description=operation.get("description", ""),
            parameters=[{**one, "told": one["schema"].get("description", "")} for one in operation.get("parameters", [])],
            statuses=[str(status) for status in operation["responses"]],
        )
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        if method in _METHODS
    ]
    return render(request, "exchange/api.html", {"operations": operations, "about": document()["info"]})
