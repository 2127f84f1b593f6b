"""What a person adds to a step on its page: documents of the dossier as evidence, chosen or handed in there and then."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from jiheng.process import Transition
from jiheng.web import policy
from jiheng.web.casework.evidence import choosable
from jiheng.web.casework.models import EVIDENCE, Case
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.models import DocumentVersion
from jiheng.web.files.receiving import Received, receive
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The documents to choose from, those chosen, and whether new ones can be handed in."""

    versions: list[DocumentVersion]
    chosen: frozenset[int]
    uploads: bool

    @property
    def files(self) -> list[DocumentVersion]:
        """What was chosen."""
        return [one for one in self.versions if one.pk in self.chosen]


def evidence_for(request: HttpRequest, person: Person, case: Case, transition: Transition) -> Choice | None:
    """The choice of evidence; None where the step takes none. New files are kept in the dossier at once, whatever becomes of the step."""
    if EVIDENCE not in transition.requires:
        return None
    uploads = policy.may(person, Permission.UPLOAD, case.dossier)
    told = request.POST.getlist("evidence_file")
    added = _handed_in(request, person, case) if uploads and request.method == "POST" else set()
    chosen = frozenset({int(one) for one in told if one.isdecimal() and len(one) < 12} | added)
    return Choice(versions=choosable(case.dossier), chosen=chosen, uploads=uploads)


def _handed_in(request: HttpRequest, person: Person, case: Case) -> set[int]:
    found = set()
    for upload in request.FILES.getlist("evidence_upload"):
        for received in receive(upload, upload.name or "", upload.size or 0):
            if isinstance(received, Received):
                found.add(hand_in(person, case.dossier, received).pk)
            else:
                messages.error(request, f"{received.name}：{received.reason}")
    return found
