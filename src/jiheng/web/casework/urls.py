"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.casework import deadline_views, views

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/<slug:name>/", views.step_page, name="step"),
    path("deadlines/", deadline_views.deadlines, name="deadlines"),
    path("deadlines/budget/", deadline_views.budget_approvals, name="budget_approvals"),
    path("dossiers/<int:pk>/comments/", views.comment_on, name="comment"),
    path("dossiers/<int:pk>/compare/<slug:form>/", views.compare_page, name="compare"),
]
