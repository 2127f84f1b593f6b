"""What each step asks for, what the machine knows of it, and which columns it fills."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.process import Transition, allowed
from jiheng.process.acting import Fact
from jiheng.web import policy
from jiheng.web.complaints.course import PUBLIC, flow_of
from jiheng.web.complaints.models import Complaint
from jiheng.web.people.models import Membership, Organisation, Person

#: What a step writes into columns of the same or another name.
_FILLS: Final[dict[str, dict[str, str]]] = {
    "reply": {
        "established_facts": "finding",
        "measure": "measure",
        "outcome": "outcome",
        "reply": "draft",
        "rectification": "rectification",
    },
    "approve": {"reply": "reply", "reply_way": "reply_way"},
    "rate_reply": {"satisfaction": "satisfaction", "comment": "satisfaction_note"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A step that can be taken now: the word of the flow, its button, what it asks for."""

    action: str
    label: str
    requires: tuple[str, ...]


def choices(person: Person | None, complaint: Complaint) -> tuple[Choice, ...]:
    """The steps this person can take, or the complainant where there is no person; each action once."""
    course = complaint.way
    roles = PUBLIC if person is None else policy.complaint_duties(person, complaint)
    found: dict[str, Transition] = {}
    for transition in allowed(flow_of(course.standard, course.at), complaint.state, roles):
        found.setdefault(transition.action, transition)
    return tuple(Choice(action=one.action, label=one.label, requires=one.requires) for one in found.values())


def facts(complaint: Complaint, name: str, said: Mapping[str, Any]) -> dict[str, Fact]:
    """What is known for the requirements of a step."""
    known: dict[str, Fact] = {key: value for key, value in said.items() if isinstance(value, str | bool | int)}
    if name == "assign":
        chosen = said.get("candidate")
        known["assignee"] = str(chosen.organisation) if isinstance(chosen, Membership) else ""
        known["no_conflict"] = len(conflicts(complaint, chosen)) if isinstance(chosen, Membership) else None
    if name == "join":
        target = said.get("joined_to")
        known["joined_to"] = str(target) if isinstance(target, Complaint) else ""
    if name == "close":
        known["missing_papers"] = len(missing_papers(complaint))
    return known


def changes(complaint: Complaint, name: str, said: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    """The columns that follow from a step besides those of its course."""
    values: dict[str, Any] = {column: said[key] for key, column in _FILLS.get(name, {}).items() if said.get(key) is not None}
    match name:
        case "accept_complaint":
            values |= {"accepted": True, "accepted_on": today}
        case "decline_complaint":
            values |= {"accepted": False, "refusal_reason": said["reason"]}
        case "assign":
            chosen: Membership = said["candidate"]
            values |= {"handling": chosen.organisation, "handler": chosen.person, "recused": complaint.handler_id is not None}
        case "approve":
            values |= {"replied_on": today}
        case "join":
            values |= {"joined_to": said["joined_to"]}
        case "close":
            values |= {"archived_on": today}
    return values


def note(name: str, said: Mapping[str, Any]) -> str:
    """What the step says of itself in the ledger."""
    if name == "assign" and isinstance(said.get("candidate"), Membership):
        told = _("{organisation} {person}").format(organisation=said["candidate"].organisation, person=said["candidate"].person)
        return "；".join(part for part in (told, str(said.get("reason") or "")) if part)
    if name == "join":
        return str(said.get("joined_to") or "")
    return str(said.get("reason") or said.get("comment") or "")


def conflicts(complaint: Complaint, chosen: Membership) -> tuple[str, ...]:
    """Why this person must not look into the complaint."""
    about = complaint.about
    if about is None:
        return ()
    found = []
    if chosen.organisation_id == about.pk or chosen.organisation.path.startswith(about.path):
        found.append(_("{organisation} 就是被投诉的单位或其下属单位。").format(organisation=chosen.organisation))
    places = Organisation.objects.filter(memberships__person=chosen.person, memberships__role__isnull=False)
    if any(place.pk == about.pk for place in places):
        found.append(_("{person} 在被投诉的单位任职或曾任职。").format(person=chosen.person))
    return tuple(found)


def missing_papers(complaint: Complaint) -> tuple[str, ...]:
    """What the file of the case still lacks before it can be closed."""
    needed = (
        (complaint.accepted is not None, _("受理决定")),
        (complaint.handler_id is not None, _("承办单位和人员")),
        (bool(complaint.finding.strip()), _("查明的情况")),
        (bool(complaint.measure.strip()), _("处理措施")),
        (bool(complaint.reply.strip()), _("答复")),
        (complaint.replied_on is not None, _("答复日期")),
    )
    return tuple(label for there, label in needed if not there)
