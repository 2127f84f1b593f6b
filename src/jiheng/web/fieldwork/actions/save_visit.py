"""Write the notes of a site visit."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import SiteVisit
from jiheng.web.fieldwork.recording import hold, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def save_visit(actor: Person, evaluation: Evaluation, visit: SiteVisit | None, *, seen: int | None, **values: Any) -> SiteVisit:
    """The notes as saved; without a visit they are new."""
    require_writing(actor, evaluation)
    if visit is None:
        hold(evaluation)
        last = SiteVisit.objects.filter(evaluation=evaluation).aggregate(last=Max("number"))["last"] or 0
        visit = SiteVisit.objects.create(evaluation=evaluation, number=last + 1, changed_by=actor, **values)
    else:
        visit.change(seen or 0, **values, changed_by=actor, changed_at=timezone.now())
    record(actor, "save_visit", evaluation, _("现场查看「{place}」").format(place=visit), visit=visit.pk, version=visit.version)
    return visit
