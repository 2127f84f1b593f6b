"""The addresses of this app. Those of the interface stand here one by one, so that the table of policy names each."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from jiheng.web.exchange import export_views, import_views, token_views
from jiheng.web.exchange.api import description
from jiheng.web.exchange.api.documents import api


def _interface() -> Iterator[URLPattern]:
    """Ninja's addresses under ``/api/``: tokens are asked for there, not sessions."""
    known = {"api-root"}  # ninja's own front page; and ninja names an address once for each of its operations
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name not in known:
            known.add(pattern.name or "")
            yield path(f"api/{pattern.pattern}", login_not_required(pattern.callback), name=pattern.name)


urlpatterns: list[URLPattern] = [
    path("organisations/<int:pk>/tokens/", token_views.tokens_page, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke_page, name="revoke_token"),
    path("imports/", import_views.imports_page, name="imports"),
    path("imports/<int:pk>/", import_views.import_page, name="import"),
    path("imports/<int:pk>/confirm/", import_views.confirm_page, name="confirm_import"),
    path("imports/<int:pk>/problems.xlsx", import_views.annotated_copy, name="import_problems"),
    path("imports/<slug:plan>.xlsx", import_views.template, name="import_template"),
    path("exports/dossiers.<str:form>", export_views.dossiers_download, name="export_dossiers"),
    path("exports/records.<str:form>", export_views.records_download, name="export_records"),
    path("api/", description.api_page, name="api_page"),
    path("api/openapi.json", description.openapi, name="api_openapi"),
    *_interface(),
]
