"""What findings ask of people, for the first page."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from jiheng.web import policy
from jiheng.web.files.models import Document
from jiheng.web.findings.models import FindingState, Severity
from jiheng.web.people.models import Person, Role


def documents_to_correct(person: Person, most: int) -> tuple[list[tuple[Document, int]], int]:
    """Documents of one's own organisation with findings that must be put right: the first with their numbers, and how many in all."""
    own = [one.organisation for one in policy.held(person) if one.role == Role.PREPARER]
    if not own:
        return [], 0
    asks = Q(findings__state=FindingState.OPEN) | Q(findings__state=FindingState.WAIVED, findings__waived_until__lt=timezone.localdate())
    counted = Count("findings", filter=asks & Q(findings__severity=Severity.MUST_FIX))
    rows = Document.objects.filter(organisation__in=own).annotate(count=counted).filter(count__gt=0)
    shown = rows.select_related("organisation", "dossier").order_by("-count", "-pk")[:most]
    return [(document, document.count) for document in shown], rows.count()
