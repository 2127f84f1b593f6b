"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.jobs import views

urlpatterns: list[URLPattern] = [
    path("jobs/", views.job_list, name="jobs"),
    path("jobs/<int:pk>/", views.job_page, name="job"),
    path("jobs/<int:pk>/cancel/", views.cancel, name="cancel_job"),
    path("jobs/<int:pk>/retry/", views.retry, name="retry_job"),
]
