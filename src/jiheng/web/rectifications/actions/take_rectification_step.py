"""Take a step of a rectification: issue, answer, accept, send back, extend, escalate, suspend."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.process import Applied, Fact
from jiheng.web import coursed
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.facts import kept
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.facts import LOOKED_UP
from jiheng.web.rectifications.models import Item, Rectification, Step, Verdict

#: The day a step is remembered by.
_DAYS: Final = {"issue": "issued_on", "answer": "answered_on", "accept": "closed_on"}


@action
def take_rectification_step(
    actor: Person,
    rectification: Rectification,
    name: str,
    *,
    seen: int,
    said: Mapping[str, Fact] | None = None,
    confirmed: bool = False,
    on: datetime.date | None = None,
) -> Rectification:
    """The rectification after the step. ``confirmed``: they proved once more who they are. ``on``: for deeds told afterwards."""
    roles = rectifying.require_rectification(actor, rectification)
    facts = coursed.gathered(rectification, name, roles, said or {}, LOOKED_UP, confirmed=confirmed)
    day = on or flows.today()
    result = coursed.stepped(rectification, name, seen=seen, actor=actor, roles=roles, facts=facts, on=day)
    why = lacking(rectification, name)
    if why:
        raise Refused(why)
    return advance(rectification, result, actor, kept(facts))


def lacking(rectification: Rectification, name: str) -> str:
    """What the items lack for a step; empty where nothing does."""
    items = Item.objects.filter(rectification=rectification, removed_at__isnull=True)
    told = {
        "issue": (_("以下事项还没有写明整改要求：{items}。"), [one for one in items if not one.requirement.strip()]),
        "answer": (_("以下事项还没有写明整改措施和进度：{items}。"), [one for one in items if not one.is_answered]),
        "accept": (_("以下事项还没有审核同意：{items}。"), [one for one in items if one.verdict != Verdict.ACCEPTED]),
    }
    text, found = told.get(name, ("", []))
    if found:
        return text.format(items="、".join(one.problem for one in found))
    if name == "send_back" and all(one.verdict != Verdict.RETURNED for one in items):
        return _("请先在须再整改的事项上写明审核意见。")
    return ""


def advance(rectification: Rectification, result: Applied, actor: Person | None, said: dict[str, Any]) -> Rectification:
    """Write what follows from a step: the row, the step, the items, the audit entry. Part of an action."""
    before, flow, event = rectification.state_label, coursed.flow_of(result.course), result.course.events[-1]
    days = {_DAYS[event.name]: event.on} if event.name in _DAYS else {}
    rectification.change(rectification.version, **coursed.columns(flow, result.course), **days)
    Step(rectification=rectification, **coursed.step_columns(flow, result, before=before, actor=actor, said=said)).save()
    if event.name == "answer":  # what came back is looked at anew
        for item in Item.objects.filter(rectification=rectification, verdict=Verdict.RETURNED):
            item.change(item.version, verdict="")
    summary = _("{title}：{label}（{before} → {after}）").format(
        title=rectification, label=result.transition.label, before=before, after=rectification.state_label
    )
    detail = {"rectification": rectification.pk, "action": event.name, "state": rectification.state}
    dossier = rectification.dossier
    chain.record(actor, "take_rectification_step", dossier, summary, organisation=dossier.organisation, detail=detail)
    return rectification
