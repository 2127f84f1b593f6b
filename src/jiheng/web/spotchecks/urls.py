"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.spotchecks import views

urlpatterns: list[URLPattern] = [
    path("spotchecks/", views.plan_list, name="spot_checks"),
    path("spotchecks/new/", views.new_plan, name="new_spot_check"),
    path("spotchecks/<int:pk>/", views.plan_page, name="spot_check_plan"),
    path("spotchecks/<int:pk>/results.<slug:form>", views.plan_file, name="spot_check_file"),
]
