"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.results import views

urlpatterns: list[URLPattern] = [
    path("results/", views.results_page, name="results"),
    path("results/table.<slug:form>", views.results_file, name="results_file"),
    path("results/report.<slug:form>", views.report_file, name="results_report"),
    path("dossiers/<int:pk>/result/", views.result_page, name="result"),
    path("evaluations/<int:pk>/outcome/", views.take_over_page, name="take_over_outcome"),
]
