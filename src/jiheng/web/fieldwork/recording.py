"""What the actions of this room share: the audit entry of an evaluation, a stored file, the evaluation held while numbers are given."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Organisation, Person


def record(actor: Person | None, deed: str, evaluation: Evaluation, told: str, **detail: Any) -> None:
    """The audit entry of something in the workings: those read it who read the client's."""
    _record(actor, deed, evaluation, told, evaluation.client, detail)


def record_with_unit(actor: Person | None, deed: str, evaluation: Evaluation, told: str, **detail: Any) -> None:
    """The audit entry of something between evaluators and unit: the unit's can be read by its own."""
    _record(actor, deed, evaluation, told, evaluation.dossier.organisation, detail)


def _record(actor: Person | None, deed: str, evaluation: Evaluation, told: str, organisation: Organisation, detail: dict[str, Any]) -> None:
    summary = _("{evaluation}：{told}").format(evaluation=evaluation, told=told)
    chain.record(actor, deed, evaluation, summary, organisation=organisation, detail={"evaluation": evaluation.pk, **detail})


def kept(actor: Person, received: Received) -> StoredFile:
    """The row of a file whose bytes lie on the disk already."""
    file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
    file.save()
    return file


def of_file(number: str, file: StoredFile) -> dict[str, str]:
    """What the index says of the file behind a number."""
    return {"number": number, "path": f"{number}/{file.short_name}", "digest": f"sha256:{file.digest}"}


def hold(evaluation: Evaluation) -> None:
    """The evaluation is ours until the end of the transaction: numbers are given one after the other."""
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)
