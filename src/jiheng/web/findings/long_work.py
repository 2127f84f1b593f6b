"""The long work of this app: checking a version of a document, making papers of it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng import __version__
from jiheng.documents import DocumentError, Unreadable
from jiheng.documents.errors import OfficeMissing
from jiheng.reports.annotate.renditions import Line, render
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files import storage
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.receiving import limits
from jiheng.web.findings import reading
from jiheng.web.findings.assessing import assess_file, has_pages
from jiheng.web.findings.between import check_between, papers_of
from jiheng.web.findings.models import DossierCheck, Rendition
from jiheng.web.findings.papers import PaperKind, make
from jiheng.web.findings.storing import ledger_of, store, store_unreadable
from jiheng.web.jobs.kinds import Finish, Impossible, Run, kind


@kind("check_document")
def check_document(job: Run) -> Finish:
    """Read a version, run the checks over it; stored at the end."""
    version = DocumentVersion.objects.select_related("file").get(pk=job.arguments["version"])
    name = version.file.name
    job.report(_("正在读取和核对"), 10)
    data = version.file.read()
    try:
        assessed = assess_file(data, name)
    except DocumentError as error:
        return _unreadable(version, str(error), error.path)
    if isinstance(assessed, Unreadable):
        return _unreadable(version, assessed.error, assessed.path)
    assessment, document = assessed.assessment, assessed.document
    job.report(_("正在保存结果"), 90)
    stands = reading.kept(document, data, pages=has_pages(document.kind)) if document is not None else ""
    ledger = ledger_of(assessment)
    return lambda: store(version, assessment, stands, ledger)


def _unreadable(version: DocumentVersion, error: str, path: str) -> Finish:
    reason = error.removeprefix(f"{path}：")

    def finish() -> dict[str, Any]:
        return store_unreadable(version, settings.STANDARD, reason)

    return finish


@kind("draw_pages")
def draw_pages(job: Run) -> Finish:
    """Have a version set as pages by LibreOffice; kept by the digest of its bytes, with where everything stands."""
    version = DocumentVersion.objects.select_related("file").get(pk=job.arguments["version"])
    digest = version.file.digest
    job.report(_("正在生成页面图"), 10)
    try:
        made = render(version.file.read(), version.file.name, limits())
    except OfficeMissing as error:
        raise Impossible(str(error)) from error
    except DocumentError as error:
        reason = str(error).removeprefix(f"{error.path}：")[:1000]
        return lambda: _rendition(digest, error=reason)
    places = [
        [*key, [[line.page, *(round(value, 1) for value in line.box), line.text] for line in lines]] for key, lines in made.places.items()
    ]
    content = json.dumps({"sizes": made.sizes, "places": places}, ensure_ascii=False, separators=(",", ":"))
    pdf, where = storage.keep(made.pdf), storage.keep(content.encode())
    return lambda: _rendition(digest, pdf=pdf, places=where)


def _plain(line: Line) -> list[Any]:
    return [line.page, *(round(value, 1) for value in line.box), line.text]


def _rendition(digest: str, **values: str) -> dict[str, Any]:
    Rendition.objects.update_or_create(digest=digest, defaults={"pdf": "", "places": "", "error": "", **values})
    return {"digest": digest}


@kind("check_dossier")
def check_dossier(job: Run) -> Finish:
    """Check the papers of a dossier together; the last check is replaced."""
    dossier = Dossier.objects.select_related("organisation").get(pk=job.arguments["dossier"])
    papers = papers_of(dossier)
    content: dict[str, Any] = {}
    for number, step in enumerate(check_between(dossier, papers)):
        if isinstance(step, str):
            job.report(_("正在读取「{name}」").format(name=step), 10 + 80 * number // max(papers.count, 1))
        else:
            content = step
    told = {"content": content, "stamp": papers.stamp, "program": __version__, "checked_at": timezone.now()}

    def finish() -> dict[str, Any]:
        DossierCheck.objects.update_or_create(dossier=dossier, defaults=told)
        return {"findings": len(content["findings"])}

    return finish


@kind("make_paper")
def make_paper(job: Run) -> Finish:
    """Make a paper of a version; the bytes are kept as a file, the job remembers which."""
    versions = DocumentVersion.objects.select_related("file", "assessment", "document__organisation", "document__dossier__organisation")
    version = versions.get(pk=job.arguments["version"])
    job.report(_("正在生成"), 10)
    name, data = make(version, PaperKind(job.arguments["paper"]))
    digest = storage.keep(data)
    return lambda: {"digest": digest, "name": name}
