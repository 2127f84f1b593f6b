"""Say which dossier a complaint is about, so that it is seen there."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.complaints.models import Complaint
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person


@action
def link_dossier(actor: Person, complaint: Complaint, dossier: Dossier | None, *, seen: int) -> Complaint:
    """The complaint with its dossier, or without one."""
    if not policy.complaint_duties(actor, complaint):
        raise PermissionDenied
    complaint.change(seen, dossier=dossier, about=dossier.organisation if dossier and complaint.about is None else complaint.about)
    summary = (
        _("投诉 {number}：关联卷宗").format(number=complaint.number)
        if dossier
        else _("投诉 {number}：取消关联").format(number=complaint.number)
    )
    chain.record(
        actor, "link_dossier", complaint, summary, organisation=complaint.owner, detail={"dossier": dossier.pk if dossier else None}
    )
    return complaint
