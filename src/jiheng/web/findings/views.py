"""Pages of findings: the review of a version, one finding with its history, pictures of pages, statistics of the checks."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.documents import DocumentError
from jiheng.documents.pictures import PNG, SVG, page_picture
from jiheng.web import errors, policy
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.files.views import as_download
from jiheng.web.findings.actions.ask_for_pages import ask_for_pages
from jiheng.web.findings.actions.ask_for_paper import ask_for_paper
from jiheng.web.findings.actions.assign_documents import assign_documents
from jiheng.web.findings.actions.check_again import check_again
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.forms import DecisionForm
from jiheng.web.findings.grouping import groups
from jiheng.web.findings.listing import listing
from jiheng.web.findings.models import Answer, Finding, FindingState, Rendition, Verdict
from jiheng.web.findings.pages import RENDERED
from jiheng.web.findings.papers import PaperKind
from jiheng.web.findings.review import answers_of, may_upload, review
from jiheng.web.findings.statistics import by_check
from jiheng.web.jobs.models import JobState
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

#: Pixels across the picture of a page: sharp on a wide screen, small enough for a slow line.
_WIDTH = 1240


def _visible(person: Person) -> QuerySet[Document]:
    return policy.documents(person).select_related("organisation", "dossier__organisation")


@require_safe
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version of a document under review."""
    document = get_object_or_404(_visible(person_of(request)), pk=pk)
    return _reviewed(request, document, document.latest)


@require_safe
def version_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version of a document under review."""
    return _reviewed(request, get_object_or_404(_visible(person_of(request)), pk=pk), number)


def _reviewed(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    person = person_of(request)
    found = review(document, number, as_text=request.GET.get("view") == "text")
    if found is None:
        raise Http404
    answers = answers_of(person, document)
    context: dict[str, Any] = {"review": found, "document": document, "uploads": may_upload(person, document), "answers": answers}
    several = bool(answers) and sum(item.finding.state != FindingState.FIXED for item in found.items) > 1
    context["together"] = DecisionForm(answers=answers, auto_id="together_%s") if several else None
    context["publishes"] = document.dossier is not None and policy.may(person, Permission.FILL, document.dossier)
    context["papers"] = PaperKind.choices if found.assessment and found.assessment.verdict != Verdict.UNREADABLE else ()
    return render(request, "findings/review.html", context)


@require_safe
def page_image(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponse:
    """The picture of one page: our own rendering, kept beside the file for the next who looks."""
    visible = policy.documents(person_of(request))
    version = get_object_or_404(DocumentVersion.objects.select_related("file"), document__in=visible, document_id=pk, number=number)
    made = Rendition.objects.filter(digest=version.file.digest).exclude(pdf="").first() if version.file.type in RENDERED else None
    try:
        data, kind = _picture(made.pdf if made else version.file.digest, "" if made else version.file.name, page)
    except DocumentError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _picture(digest: str, name: str, page: int) -> tuple[bytes, str]:
    """The picture of a page and its type, kept for the next who looks. A rendition has no name; the notes in it are marks of ours."""
    folder = Path(settings.DATA) / "pages" / digest
    for ending, kind in ((".png", PNG), (".svg", SVG)):
        kept = folder / f"{page}-{_WIDTH}{ending}"
        if kept.is_file():
            return kept.read_bytes(), kind
    data, kind = page_picture(storage.fetch(digest), name, page, width=_WIDTH, notes=bool(name))
    kept = folder / f"{page}-{_WIDTH}{'.svg' if kind == SVG else '.png'}"
    folder.mkdir(parents=True, exist_ok=True)
    piece = kept.with_name(f"{page}.{uuid.uuid4().hex}.part")
    piece.write_bytes(data)
    piece.replace(kept)
    return data, kind


@require_POST
def draw_pages_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Have a version set as pages."""
    person = person_of(request)
    versions = DocumentVersion.objects.filter(document__in=policy.documents(person), file__type__in=RENDERED)
    version = get_object_or_404(versions.select_related("file"), document_id=pk, number=number)
    version.document = get_object_or_404(_visible(person), pk=pk)
    ask_for_pages(person, version)
    return redirect(version)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what it says, its history, and a form to decide about it. The review shows the form in place."""
    person = person_of(request)
    findings = Finding.objects.select_related("document__organisation", "document__dossier__organisation")
    finding = get_object_or_404(findings, pk=pk, document__in=policy.documents(person))
    answers = answers_of(person, finding.document)
    form = DecisionForm(request.POST or None, answers=answers, initial={"seen": finding.version})
    if request.method == "POST":
        policy.require_for_document(person, Permission.ANSWER, finding.document)
        if form.is_valid() and (answered := _decide(request, person, finding, form)) is not None:
            return answered
    sighting = finding.sightings.order_by("-version_id").select_related("version").first()
    context = {
        "finding": finding,
        "document": finding.document,
        "sighting": sighting,
        "decisions": finding.decisions.select_related("decided_by"),
        "form": form if answers and finding.state != "fixed" else None,
        "back": _place(finding),
    }
    return render(request, "findings/finding.html", context)


def _decide(request: HttpRequest, person: Person, finding: Finding, form: DecisionForm) -> HttpResponse | None:
    data: dict[str, Any] = form.cleaned_data
    try:
        decide(person, finding, Answer(data["answer"]), seen=data["seen"], reason=data["reason"], until=data.get("until"))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except Stale as error:
        return errors.stale(request, error, reverse("finding", args=[finding.pk]))
    messages.success(request, _("已记下处理意见。"))
    return redirect(_place(finding))


def _place(finding: Finding) -> str:
    """The finding in the review of the newest version in which it stands."""
    sighting = finding.sightings.filter(version__number=finding.last_number).first()
    address = reverse("document_version", args=[finding.document_id, finding.last_number])
    return f"{address}#f{sighting.number}" if sighting else address


@require_POST
def check_again_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Have a version checked again."""
    person = person_of(request)
    version = get_object_or_404(DocumentVersion, document__in=policy.documents(person), document_id=pk, number=number)
    version.document = get_object_or_404(_visible(person), pk=pk)
    check_again(person, version)
    messages.success(request, _("已重新排队核对。"))
    return redirect(version)


@require_POST
def paper_page(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """Have a paper made; it is downloaded from the page of its job, or at once when it is there."""
    person = person_of(request)
    versions = DocumentVersion.objects.filter(document__in=policy.documents(person), assessment__isnull=False)
    version = get_object_or_404(versions.select_related("assessment"), document_id=pk, number=number)
    version.document = get_object_or_404(_visible(person), pk=pk)
    if kind not in PaperKind.values:
        raise Http404
    job = ask_for_paper(person, version, PaperKind(kind))
    return redirect(job.address if job.state == JobState.DONE else job)


@require_safe
def download_paper(request: HttpRequest, pk: int, number: int, kind: str) -> FileResponse:
    """The latest paper of this kind that was made for the person."""
    person = person_of(request)
    version = get_object_or_404(DocumentVersion, document__in=policy.documents(person), document_id=pk, number=number)
    made = policy.jobs(person).filter(kind="make_paper", state=JobState.DONE, arguments={"version": version.pk, "paper": kind})
    job = made.order_by("-finished_at").first()
    if job is None or job.result is None:
        raise Http404
    return as_download(storage.path_of(job.result["digest"]).open("rb"), job.result["name"])


@require_safe
def check_statistics(request: HttpRequest) -> HttpResponse:
    """What became of the findings of each check: how often it was a false alarm."""
    return render(request, "findings/checks.html", {"rows": by_check(person_of(request))})


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """All documents the person sees, filtered and paged."""
    person = person_of(request)
    context = {"listing": listing(person, request.GET), "uploads": policy.holds(person, Permission.UPLOAD)}
    return render(request, "findings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assign_page(request: HttpRequest) -> HttpResponse:
    """Documents grouped by what they seem to be about; a person confirms into which dossier each group goes."""
    person = person_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    numbers = [int(word) for word in asked.getlist("document") if word.isdecimal()]
    found = [one for one in _visible(person).filter(pk__in=numbers) if policy.handles(person, Permission.UPLOAD, one)]
    if request.method != "POST":
        return render(request, "findings/assign.html", {"groups": groups(person, found)})
    at = 0
    while f"dossier-{at}" in request.POST:
        wanted = set(request.POST.getlist(f"documents-{at}"))
        chosen = [one for one in found if str(one.pk) in wanted]
        number = request.POST[f"dossier-{at}"]
        if number.isdecimal() and chosen:
            _assign(request, person, chosen, get_object_or_404(policy.dossiers(person).select_related("organisation"), pk=int(number)))
        at += 1
    return redirect("documents")


def _assign(request: HttpRequest, person: Person, documents: list[Document], dossier: Dossier) -> None:
    try:
        count = assign_documents(person, documents, dossier)
    except (Refused, Stale) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已把 {count} 份归入「{subject}」。").format(count=count, subject=dossier.subject))
