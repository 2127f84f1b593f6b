"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.findings import between_views, form_views, together_views, views

urlpatterns: list[URLPattern] = [
    path("documents/", views.document_list, name="documents"),
    path("documents/assign/", views.assign_page, name="assign_documents"),
    path("documents/<int:pk>/", views.document_page, name="document"),
    path("documents/<int:pk>/decide/", together_views.together_page, name="decide_together"),
    path("documents/<int:pk>/versions/<int:number>/", views.version_page, name="document_version"),
    path("documents/<int:pk>/versions/<int:number>/pages/<int:page>.png", views.page_image, name="page_image"),
    path("documents/<int:pk>/versions/<int:number>/pages/", views.draw_pages_page, name="draw_pages"),
    path("documents/<int:pk>/versions/<int:number>/check/", views.check_again_page, name="check_again"),
    path("documents/<int:pk>/versions/<int:number>/papers/<slug:kind>/", views.paper_page, name="make_paper"),
    path("documents/<int:pk>/versions/<int:number>/papers/<slug:kind>/file/", views.download_paper, name="download_paper"),
    path("findings/<int:pk>/", views.finding_page, name="finding"),
    path("dossiers/<int:pk>/between/", between_views.between_page, name="between"),
    path("dossiers/<int:pk>/between/<slug:key>/", between_views.between_finding, name="between_finding"),
    path("dossiers/<int:pk>/findings/<slug:form>/", form_views.form_findings, name="form_findings"),
    path("dossiers/<int:pk>/findings/<slug:form>/<slug:key>/", form_views.form_finding, name="form_finding"),
    path("findings/checks/", views.check_statistics, name="check_statistics"),
]
