"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.rectifications import acting_views as acting
from jiheng.web.rectifications import views

urlpatterns: list[URLPattern] = [
    path("rectifications/", views.register_page, name="rectifications"),
    path("rectifications/register.<slug:form>", views.register_file, name="rectification_register"),
    path("dossiers/<int:pk>/rectifications/new/", views.new_page, name="new_rectification"),
    path("rectifications/<int:pk>/", views.rectification_page, name="rectification"),
    path("rectifications/<int:pk>/steps/<slug:name>/", acting.step_page, name="rectification_step"),
    path("rectifications/<int:pk>/items/add/", acting.add_item_page, name="add_rectification_item"),
    path("rectifications/items/<int:pk>/", acting.item_page, name="rectification_item"),
    path("rectifications/items/<int:pk>/remove/", acting.remove_item_page, name="remove_rectification_item"),
    path("rectifications/evidence/<int:pk>/", views.evidence_file, name="rectification_evidence"),
    path("rectifications/<int:pk>/papers/<slug:kind>.<slug:form>", views.paper_file, name="rectification_paper"),
]
