"""Evidence of a step: words, and versions of the dossier's documents, which the step keeps by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext as _

from jiheng.process import Fact
from jiheng.web.acting import Refused
from jiheng.web.casework.facts import kept
from jiheng.web.casework.models import EVIDENCE, EVIDENCE_FILES, Case
from jiheng.web.dossiers.models import Dossier
from jiheng.web.files.models import DocumentVersion

_MOST: Final = 50


def choosable(dossier: Dossier) -> list[DocumentVersion]:
    """The newest versions of the dossier's documents."""
    newest = DocumentVersion.objects.filter(document__dossier=dossier, number=F("document__latest"))
    return list(newest.select_related("document").order_by("-document_id"))


def with_files(said: Mapping[str, Fact], files: Sequence[DocumentVersion], case: Case) -> Mapping[str, Fact]:
    """What is said, the files named among the evidence."""
    if not files:
        return said
    if len(files) > _MOST or any(one.document.dossier_id != case.dossier_id for one in files):
        raise Refused(_("佐证材料须是本卷宗的资料，一次最多 {most} 份。").format(most=_MOST))
    words = said.get(EVIDENCE)
    lines = list(words) if isinstance(words, list | tuple) else []
    return {**said, EVIDENCE: [*lines, *(one.document.name for one in files)]}


def kept_with_files(facts: Mapping[str, Fact], files: Sequence[DocumentVersion]) -> dict[str, Any]:
    """The facts as they are kept; where the step takes evidence, which document and version each file is."""
    plain = kept(facts)
    if EVIDENCE in plain and files:
        plain[EVIDENCE_FILES] = [[one.document_id, one.number, one.document.name] for one in files]
    return plain
