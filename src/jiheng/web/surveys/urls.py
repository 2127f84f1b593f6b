"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.surveys import analysis_views, answering, views

urlpatterns: list[URLPattern] = [
    path("dossiers/<int:pk>/surveys/add/", views.plan_page, name="plan_survey"),
    path("surveys/<int:pk>/", views.survey_page, name="survey"),
    path("surveys/<int:pk>/settings/", views.settings_page, name="survey_settings"),
    path("surveys/<int:pk>/questions/add/", views.add_question_page, name="add_question"),
    path("surveys/<int:pk>/questions/<slug:question>/", views.question_page, name="question"),
    path("surveys/<int:pk>/questions/<slug:question>/arrange/", views.arrange_question, name="arrange_question"),
    path("surveys/<int:pk>/preview/", views.preview_page, name="survey_preview"),
    path("surveys/<int:pk>/open/", views.open_page, name="open_survey"),
    path("surveys/<int:pk>/close/", views.close_page, name="close_survey"),
    path("surveys/<int:pk>/revise/", views.revise_page, name="revise_survey"),
    path("surveys/<int:pk>/codes/", views.codes_page, name="survey_codes"),
    path("surveys/<int:pk>/sheet/", views.sheet_page, name="survey_sheet"),
    path("surveys/<int:pk>/analysis/", analysis_views.analysis_page, name="survey_analysis"),
    path("surveys/<int:pk>/analysis/<slug:form>/", analysis_views.download, name="survey_download"),
    path("surveys/<int:pk>/record/", analysis_views.record, name="survey_record"),
    path("s/<str:token>/", answering.answer_page, name="answer_survey"),
    path("s/<str:token>/thanks/", answering.thanks_page, name="survey_thanks"),
]
