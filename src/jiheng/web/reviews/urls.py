"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.reviews import joint_views, opinion_views, report_views, slip_views

urlpatterns: list[URLPattern] = [
    path("evaluations/<int:pk>/report/", report_views.report_page, name="report"),
    path("evaluations/<int:pk>/report/return/", report_views.return_page, name="return_report"),
    path("evaluations/<int:pk>/report/compare/", report_views.compare_page, name="compare_reports"),
    path("evaluations/<int:pk>/report/<int:number>/", report_views.version_page, name="report_version"),
    path("evaluations/<int:pk>/report/<int:number>/<slug:form>/", report_views.report_file, name="report_file"),
    path("evaluations/<int:pk>/report/<int:number>/findings/<slug:address>/", report_views.waive_page, name="waive_report_finding"),
    path("evaluations/<int:pk>/opinions/", opinion_views.opinions_page, name="opinions"),
    path("evaluations/<int:pk>/opinions/add/", opinion_views.add_opinion_page, name="add_opinion"),
    path("evaluations/<int:pk>/opinions/send/", opinion_views.send_page, name="send_opinions"),
    path("evaluations/<int:pk>/opinions/<int:number>/", opinion_views.opinion_page, name="opinion"),
    path("evaluations/<int:pk>/opinions/<int:number>/withdraw/", opinion_views.withdraw_page, name="withdraw_opinion"),
    path("evaluations/<int:pk>/opinions/paper/<slug:form>/", opinion_views.opinions_file, name="opinions_file"),
    path("evaluations/<int:pk>/joint-review/", joint_views.joint_review_page, name="joint_review"),
    path("evaluations/<int:pk>/joint-review/scores/", joint_views.scores_page, name="expert_scores"),
    path("evaluations/<int:pk>/joint-review/minutes/add/", joint_views.minutes_page, name="add_minutes"),
    path("evaluations/<int:pk>/joint-review/minutes/<int:number>/", joint_views.minutes_file, name="minutes_file"),
    path("evaluations/<int:pk>/slips/", slip_views.slips_page, name="slips"),
    path("evaluations/<int:pk>/slips/<int:number>/", slip_views.slip_page, name="slip"),
    path("evaluations/<int:pk>/slips/<int:number>/scan/", slip_views.slip_scan, name="slip_scan"),
    path("evaluations/<int:pk>/slips/<int:number>/<slug:form>/", slip_views.slip_file, name="slip_file"),
]
