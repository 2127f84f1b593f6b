"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.casework import views

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/<slug:name>/", views.step_page, name="step"),
    path("deadlines/", views.deadlines, name="deadlines"),
    path("dossiers/<int:pk>/comments/", views.comment_on, name="comment"),
    path("dossiers/<int:pk>/compare/<slug:form>/", views.compare_page, name="compare"),
]
