"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.portal import forward_views, record_visits, views, visits

urlpatterns: list[URLPattern] = [
    path("robots.txt", visits.robots, name="robots"),
    path("public/", visits.portal, name="portal"),
    path("public/search/", visits.portal_search, name="portal_search"),
    path("public/feed.xml", visits.portal_feed, name="portal_feed"),
    path("public/data/", visits.portal_data, name="portal_data"),
    path("public/data/<str:name>", visits.portal_data_file, name="portal_data_file"),
    path("public/departments/<str:code>/", visits.portal_department, name="portal_department"),
    path("public/dossiers/<int:number>/", visits.portal_dossier, name="portal_dossier"),
    path("public/dossiers/<int:number>/files/<int:place>/", visits.portal_file, name="portal_file"),
    path("public/dossiers/<int:number>/records/<int:place>/", record_visits.portal_record, name="portal_record"),
    path("public/dossiers/<int:number>/records/<int:place>/<str:name>", record_visits.portal_record_data, name="portal_record_data"),
    path("publications/", views.publications, name="publications"),
    path("publications/<int:pk>/", views.publication_page, name="publication"),
    path("publications/<int:pk>/files/<int:number>/", views.publication_file, name="publication_file"),
    path("publications/<int:pk>/mask/", views.mask, name="mask_files"),
    path("publications/<int:pk>/steps/<slug:action>/", views.publication_step, name="publication_step"),
    path("dossiers/<int:pk>/records/<slug:form>/<int:number>/publish/", forward_views.publish_record, name="publish_record"),
    path("evaluations/<int:pk>/publish/", forward_views.publish_report, name="publish_report"),
    path("dossiers/<int:pk>/publish/", views.prepare, name="prepare_publication"),
]
