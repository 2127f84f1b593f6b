"""The long work of this app: checking a version of a document, making papers of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, Unreadable
from jiheng.web.files import storage
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings import reading
from jiheng.web.findings.assessing import assess_file, has_pages
from jiheng.web.findings.papers import PaperKind, make
from jiheng.web.findings.storing import ledger_of, store, store_unreadable
from jiheng.web.jobs.kinds import Finish, Run, kind


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


@kind("make_paper")
def make_paper(job: Run) -> Finish:
    """Make a paper of a version; the bytes are kept as a file, the job remembers which."""
    versions = DocumentVersion.objects.select_related("file", "assessment", "document__organisation", "document__dossier__organisation")
    version = versions.get(pk=job.arguments["version"])
    job.report(_("正在生成"), 10)
    name, data = make(version, PaperKind(job.arguments["paper"]))
    digest = storage.keep(data)
    return lambda: {"digest": digest, "name": name}
