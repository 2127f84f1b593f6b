"""Pages of packages: those of a dossier, asking for a new one, fetching one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.web import policy
from jiheng.web.archives.actions.ask_for_archive import ask_for_archive
from jiheng.web.archives.models import Restoration
from jiheng.web.files import storage
from jiheng.web.files.views import as_download
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def archives_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The packages of a dossier; posting asks for a new one."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    if not policy.may(person, Permission.DIRECT, dossier):
        raise PermissionDenied
    if request.method == "POST":
        return redirect(ask_for_archive(person, dossier))
    context = {
        "dossier": dossier,
        "archives": policy.archives(person).filter(dossier=dossier).select_related("made_by", "dossier"),
        "restoration": Restoration.objects.filter(dossier=dossier).first(),
    }
    return render(request, "archives/archives.html", context)


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """A package as a file."""
    archive = get_object_or_404(policy.archives(person_of(request)).select_related("dossier"), pk=pk)
    return as_download(storage.path_of(archive.file).open("rb"), archive.name)
