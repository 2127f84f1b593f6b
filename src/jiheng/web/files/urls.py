"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.files import views

urlpatterns: list[URLPattern] = [
    path("documents/upload/", views.upload_page, name="upload_documents"),
    path("documents/<int:pk>/versions/", views.add_version_page, name="add_version"),
    path("documents/<int:pk>/versions/<int:number>/file/", views.download_version, name="download_version"),
]
