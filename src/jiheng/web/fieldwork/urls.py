"""The addresses of this app, all below their evaluation."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.fieldwork import material_views, paper_views, payment_views, survey_views, views, visit_views

_AT = "evaluations/<int:pk>/fieldwork/"

urlpatterns: list[URLPattern] = [
    path(_AT, views.fieldwork_page, name="fieldwork"),
    path(f"{_AT}entries/<int:entry>/withdraw/", views.withdraw_page, name="withdraw_fieldwork"),
    path(f"{_AT}plan/", views.plan_page, name="work_plan"),
    path(f"{_AT}plan/add/", views.stage_page, name="add_plan_stage"),
    path(f"{_AT}plan/<int:entry>/", views.stage_page, name="plan_stage"),
    path(f"{_AT}data-form/", views.data_form_page, name="data_form"),
    path(f"{_AT}data-form/add/", views.add_data_row, name="add_data_row"),
    path(f"{_AT}data-form/<int:entry>/", views.fill_data_row, name="fill_data_row"),
    path(f"{_AT}interviews/", views.interviews_page, name="interviews"),
    path(f"{_AT}interviews/add/", views.edit_interview, name="add_interview"),
    path(f"{_AT}interviews/<int:entry>/", views.interview_page, name="interview"),
    path(f"{_AT}interviews/<int:entry>/edit/", views.edit_interview, name="edit_interview"),
    path(f"{_AT}materials/", material_views.materials_page, name="materials"),
    path(f"{_AT}materials/add/", material_views.add_material, name="add_material"),
    path(f"{_AT}materials/template/", material_views.take_template, name="take_material_template"),
    path(f"{_AT}materials/send/", material_views.send_page, name="send_materials"),
    path(f"{_AT}materials/remind/", material_views.remind_page, name="remind_materials"),
    path(f"{_AT}materials/hand-over/", material_views.hand_over_page, name="hand_over_materials"),
    path(f"{_AT}materials/<int:number>/", material_views.material_page, name="material"),
    path(f"{_AT}materials/<int:number>/edit/", material_views.edit_page, name="edit_material"),
    path(f"{_AT}materials/<int:number>/withdraw/", material_views.withdraw_page, name="withdraw_material"),
    path(f"{_AT}materials/<int:number>/files/", material_views.upload_page, name="provide_material"),
    path(f"{_AT}materials/<int:number>/files/<int:file>/", material_views.material_file, name="material_file"),
    path(f"{_AT}materials/<int:number>/unavailable/", material_views.unavailable_page, name="material_unavailable"),
    path(f"{_AT}materials/<int:number>/judge/", material_views.judge_page, name="judge_material"),
    path(f"{_AT}visits/", visit_views.visits_page, name="site_visits"),
    path(f"{_AT}visits/add/", visit_views.edit_visit, name="add_site_visit"),
    path(f"{_AT}visits/<int:number>/", visit_views.visit_page, name="site_visit"),
    path(f"{_AT}visits/<int:number>/edit/", visit_views.edit_visit, name="edit_site_visit"),
    path(f"{_AT}visits/<int:number>/withdraw/", visit_views.withdraw_page, name="withdraw_site_visit"),
    path(f"{_AT}visits/<int:number>/photos/", visit_views.add_photos, name="add_site_photos"),
    path(f"{_AT}visits/<int:number>/photos/<int:photo>/", visit_views.photo_file, name="site_photo"),
    path(f"{_AT}papers/", paper_views.papers_page, name="working_papers"),
    path(f"{_AT}papers/add/", paper_views.add_paper, name="add_working_paper"),
    path(f"{_AT}papers/index.<slug:form>", paper_views.index_file, name="working_paper_index"),
    path(f"{_AT}papers/<int:entry>/", paper_views.edit_paper, name="edit_working_paper"),
    path(f"{_AT}papers/<int:entry>/file/", paper_views.paper_file, name="working_paper_file"),
    path(f"{_AT}payments/", payment_views.payments_page, name="payments"),
    path(f"{_AT}payments/add/", payment_views.add_list, name="add_payment_list"),
    path(f"{_AT}payments/lists/<int:number>/", payment_views.list_page, name="payment_list"),
    path(f"{_AT}payments/samples/<int:number>/", payment_views.sample_page, name="payment_sample"),
    path(f"{_AT}payments/samples/<int:number>/<int:payment>/", payment_views.check_page, name="check_payment"),
    path(f"{_AT}payments/samples/<int:number>/sample.<slug:form>", payment_views.sample_file, name="payment_sample_file"),
    path(f"{_AT}surveys/", survey_views.surveys_page, name="case_surveys"),
    path(f"{_AT}surveys/add/", survey_views.edit_survey, name="add_case_survey"),
    path(f"{_AT}surveys/<int:entry>/", survey_views.edit_survey, name="edit_case_survey"),
    path(f"{_AT}surveys/<int:entry>/counts/", survey_views.counts_page, name="count_case_survey"),
    path(f"{_AT}surveys/<int:survey>/take-over/", survey_views.take_over_page, name="take_over_survey"),
]
