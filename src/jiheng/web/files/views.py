"""Pages of files: hand in one or a hundred, hand in a corrected version, download. The page of a document is that of its review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.actions.add_version import add_version
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.receiving import NotReceived, Received, receive
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: the version that holds it, or why it was turned away."""

    name: str
    version: DocumentVersion | None = None
    reason: str = ""

    def contract(self) -> dict[str, Any]:
        """For the script of the page."""
        address = self.version.document.get_absolute_url() if self.version else ""
        return {"name": self.name, "kept": self.version is not None, "address": address, "reason": self.reason}


@require_http_methods(["GET", "HEAD", "POST"])
def upload_page(request: HttpRequest) -> HttpResponse:
    """Choose files and hand them in. The script sends them one by one and asks for JSON; without it all come at once."""
    person = person_of(request)
    dossier, places = _places(request, person)
    if request.method != "POST":
        return render(request, "files/upload.html", _shown(dossier, places))
    place = dossier or next((one for one in places if str(one.pk) == request.POST.get("organisation")), None)
    if place is None:
        raise Http404
    uploads = request.FILES.getlist("files")
    outcomes = list(_outcomes(person, place, uploads[: settings.UPLOAD_FILES]))
    if len(uploads) > settings.UPLOAD_FILES:
        reason = _("一次最多上传 {limit} 个文件，其余没有收下，请再传一次。").format(limit=settings.UPLOAD_FILES)
        outcomes.append(Outcome(name=str(uploads[settings.UPLOAD_FILES].name), reason=reason))
    if request.accepts("text/html"):
        return render(request, "files/upload.html", {**_shown(dossier, places), "outcomes": outcomes, "asked": True})
    return JsonResponse({"outcomes": [one.contract() for one in outcomes]})


def _places(request: HttpRequest, person: Person) -> tuple[Dossier | None, list[Organisation]]:
    """The dossier that was asked for, or the inboxes the person can hand in to."""
    number = request.POST.get("dossier") or request.GET.get("dossier")
    if number:
        dossier = get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=int(number) if number.isdecimal() else 0)
        policy.require(person, Permission.UPLOAD, dossier)
        return dossier, []
    own = {one.organisation for one in policy.held(person) if one.grants(Permission.UPLOAD)}
    if not own:
        raise PermissionDenied
    return None, list(Organisation.objects.filter(pk__in=own))


def _shown(dossier: Dossier | None, places: list[Organisation]) -> dict[str, Any]:
    megabytes = settings.UPLOAD_BYTES // 2**20
    return {"dossier": dossier, "places": places, "megabytes": megabytes, "most": settings.UPLOAD_FILES}


def _outcomes(person: Person, place: Dossier | Organisation, uploads: list[UploadedFile[Any]]) -> Iterator[Outcome]:
    for upload in uploads:
        for received in receive(upload, upload.name or "", upload.size or 0):
            if isinstance(received, NotReceived):
                yield Outcome(name=received.name, reason=received.reason)
            else:
                yield Outcome(name=received.name, version=hand_in(person, place, received))


@require_POST
def add_version_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a corrected file of a document."""
    person = person_of(request)
    document = get_object_or_404(policy.documents(person).select_related("organisation", "dossier__organisation"), pk=pk)
    policy.require_for_document(person, Permission.UPLOAD, document)
    upload = request.FILES.get("file")
    found = list(receive(upload, upload.name or "", upload.size or 0)) if upload else []
    if len(found) != 1:
        messages.error(request, _("请选择一个文件。新的版本不收压缩包。"))
    elif isinstance(found[0], Received):
        try:
            version = add_version(person, document, found[0])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已保存为第 {number} 版。").format(number=version.number))
            return redirect(version)
    else:
        messages.error(request, found[0].reason)
    return redirect(document)


@require_safe
def download_version(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The file as it was handed in: always saved, never shown."""
    visible = policy.documents(person_of(request))
    versions = DocumentVersion.objects.select_related("file").filter(document__in=visible)
    version = get_object_or_404(versions, document_id=pk, number=number)
    return as_download(version.file.path.open("rb"), version.file.short_name)


def as_download(stream: Any, name: str) -> FileResponse:
    """An answer that browsers save: no type to guess from, no page of ours around it."""
    response = FileResponse(stream, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response
