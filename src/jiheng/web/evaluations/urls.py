"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.evaluations import entry_views, frame_views, scoring_views, team_views, views

urlpatterns: list[URLPattern] = [
    path("evaluations/", views.evaluation_list, name="evaluations"),
    path("dossiers/<int:pk>/evaluate/", views.open_page, name="open_evaluation"),
    path("evaluations/<int:pk>/", views.evaluation_page, name="evaluation"),
    path("evaluations/<int:pk>/steps/<slug:name>/", views.step_page, name="evaluation_step"),
    path("evaluations/<int:pk>/evaluator/", team_views.evaluator_page, name="choose_evaluator"),
    path("evaluations/<int:pk>/team/", team_views.member_page, name="add_team_member"),
    path("evaluations/<int:pk>/frame/", frame_views.frame_page, name="evaluation_frame"),
    path("evaluations/<int:pk>/scores/", scoring_views.scores_page, name="evaluation_scores"),
    path("evaluations/<int:pk>/scores/<str:indicator>/", scoring_views.score_page, name="evaluation_score"),
    path("evaluations/<int:pk>/scores/<str:indicator>/review/", scoring_views.review, name="review_evaluation_score"),
    path("evaluations/<int:pk>/problems/", scoring_views.patterns_page, name="evaluation_patterns"),
    path("evaluations/<int:pk>/parts/<slug:part>/", entry_views.part_page, name="evaluation_part"),
    path("evaluations/<int:pk>/parts/<slug:part>/new/", entry_views.new_entry_page, name="new_evaluation_entry"),
    path("evaluations/<int:pk>/entries/<int:number>/", entry_views.entry_page, name="evaluation_entry"),
    path("evaluation-entries/<int:pk>/withdraw/", entry_views.withdraw, name="withdraw_evaluation_entry"),
    path("team-members/<int:pk>/leave/", team_views.leave, name="leave_team"),
]
