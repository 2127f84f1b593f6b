"""The addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from jiheng.web.filling import merge_views, offer_views, print_views, views

_FORM = "dossiers/<int:pk>/fill/<slug:form>/"
_PAPER = f"{_FORM}papers/<int:paper>/"

urlpatterns: list[URLPattern] = [
    path(_FORM, views.fill_page, name="fill"),
    path(f"{_FORM}save/", views.save, name="save_draft"),
    path(f"{_FORM}check/", views.check_form, name="check_form"),
    path(f"{_FORM}discard/", views.discard, name="discard_draft"),
    path(f"{_FORM}merge/", merge_views.merge_form, name="merge_form"),
    path(f"{_FORM}store/", merge_views.store_form, name="store_form"),
    path(f"{_FORM}drop/", offer_views.drop, name="drop_paper"),
    path(_PAPER, offer_views.dropped_paper, name="dropped_paper"),
    path(f"{_PAPER}file/", offer_views.paper_file, name="paper_file"),
    path(f"{_PAPER}crops/<int:number>/", offer_views.paper_crop, name="paper_crop"),
    path(f"{_FORM}copy/<int:version>/", offer_views.copy_form, name="copy_form"),
    path(f"{_FORM}library/", offer_views.library, name="library"),
    path(f"{_FORM}print/", print_views.print_form, name="print_form"),
    path(f"{_FORM}download/<slug:file_format>/", print_views.download_form, name="download_form"),
]
