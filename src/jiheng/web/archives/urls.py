"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.archives import views

urlpatterns: list[URLPattern] = [
    path("dossiers/<int:pk>/archives/", views.archives_page, name="archives"),
    path("archives/<int:pk>/download/", views.download, name="download_archive"),
]
