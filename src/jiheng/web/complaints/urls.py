"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.complaints import views, visits

urlpatterns: list[URLPattern] = [
    path("public/complaints/", visits.complain, name="complain"),
    path("public/complaints/received/", visits.receipt, name="complaint_receipt"),
    path("public/complaints/status/", visits.look_up, name="complaint_lookup"),
    path("public/complaints/status/answer/", visits.status, name="complaint_status"),
    path("public/complaints/status/<slug:action>/", visits.feedback, name="complaint_feedback"),
    path("complaints/", views.ledger_page, name="complaints"),
    path("complaints/add/", views.add_page, name="add_complaint"),
    path("complaints/statistics/", views.statistics_page, name="complaint_statistics"),
    path("complaints/export/<str:kind>/", views.export, name="complaint_export"),
    path("complaints/<int:pk>/", views.complaint_page, name="complaint"),
    path("complaints/<int:pk>/link/", views.link, name="link_complaint"),
    path("complaints/<int:pk>/files/<int:number>/", views.attachment, name="complaint_attachment"),
    path("complaints/<int:pk>/paper/<str:kind>/", views.file_page, name="complaint_file"),
    path("complaints/<int:pk>/steps/<slug:action>/", views.step_page, name="complaint_step"),
]
