"""Papers of the sample county: self-evaluation forms as files, good and bad, handed in by their agencies and waiting to be checked."""

from __future__ import annotations

import random
from typing import Final

from jiheng.model import AnyForm
from jiheng.regulation import load_standard
from jiheng.reports.official_forms import write_forms
from jiheng.sample.errors import all_seeds
from jiheng.web.demo.accounts import AGENCY
from jiheng.web.demo.people import Loader
from jiheng.web.dossiers.models import FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.receiving import Received, receive_bytes

#: For each paper its kind of file and the error in it, if any.
_PAPERS: Final = (("docx", ""), ("pdf", "SEV101"), ("xlsx", "SEV107"), ("docx", "SEV102"))


def hand_in_papers(loader: Loader, year: int) -> None:
    """A paper for each of the first dossiers with a self-evaluation, besides the one that people try first."""
    rows = RecordVersion.objects.filter(form=FormKind.SELF_EVALUATION_FORM, number=1, dossier__fiscal_year=year, dossier__kind="project")
    chosen = rows.exclude(dossier__organisation__name=AGENCY).select_related("dossier__organisation").order_by("dossier_id")
    for (kind, code), version in zip(_PAPERS, chosen, strict=False):
        dossier = version.dossier
        received = receive_bytes(_paper(read(version), kind, code), f"{dossier.subject}绩效自评表.{kind}")
        if isinstance(received, Received):
            hand_in(loader.preparer(dossier.organisation), dossier, received)


def _paper(form: AnyForm, kind: str, code: str) -> bytes:
    planted = all_seeds()[code][0].make(form, random.Random(code)) if code else form  # noqa: S311 - a sample, not a secret
    return write_forms([planted or form], load_standard("cn"), "docx" if kind == "docx" else "pdf" if kind == "pdf" else "xlsx")
