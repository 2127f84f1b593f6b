"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.dashboards import views

urlpatterns: list[URLPattern] = [
    path("dashboards/", views.dashboard, name="dashboard"),
    path("dashboards/behind/", views.behind, name="dossiers_behind"),
    path("dashboards/behind.<str:form>", views.behind_download, name="dossiers_behind_download"),
    path("dashboards/<slug:table>.<str:form>", views.table_download, name="dashboard_table"),
]
