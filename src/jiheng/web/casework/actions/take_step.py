"""Take a step of a flow: the one deed by which cases move, whatever the step is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from jiheng.process import Applied, Attempt, Fact, Flow, Refusal, apply
from jiheng.web import policy, staffing
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.evidence import kept_with_files, with_files
from jiheng.web.casework.facts import CLEAN, gathered
from jiheng.web.casework.models import FLOW_OF, Case, Step
from jiheng.web.dossiers.models import FORM_OF, Dossier, RecordVersion, Stage
from jiheng.web.files.models import DocumentVersion
from jiheng.web.people.models import Person
from jiheng.web.policies import driving
from jiheng.web.versioned import Stale


@action
def take_step(
    actor: Person,
    case: Case,
    name: str,
    *,
    seen: int,
    said: Mapping[str, Fact],
    confirmed: bool = False,
    on: datetime.date | None = None,
    files: Sequence[DocumentVersion] = (),
) -> Case:
    """The case after the step. ``seen`` is the version of the case the person had before their eyes, ``said`` what they say with it.

    ``confirmed``: they proved once more who they are. ``on``: the day of the deed, for deeds told afterwards. ``files``: versions of the
    dossier's documents that are evidence, where the step takes any.
    """
    if not policy.dossiers(actor).filter(pk=case.dossier_id).exists():
        raise Http404
    if case.version != seen:
        raise Stale(case)
    if not case.dossier.fiscal_year.is_open:
        raise Refused(_("{year} 年度已关闭，不能再办理。").format(year=case.dossier.fiscal_year))
    course = case.way
    flow = flows.flow_of(course)
    roles = driving.duties(actor, case.dossier)
    here = tuple(one for one in flow.leaving(course.state) if one.action == name)
    mine = tuple(one for one in here if roles.intersection(one.roles))
    facts, _checked = gathered(actor, case, mine, flow.words, with_files(said, files, case), confirmed=confirmed)
    attempt = Attempt(action=name, roles=roles, on=on or flows.today(), by=str(actor.pk), facts=facts)
    result = apply(flow, course, attempt, flows.calendar_of(course.standard))
    if isinstance(result, Refusal):
        if result.kind == "not_yours":
            raise PermissionDenied(result.text)
        raise Refused(result.text)
    kept = kept_with_files(facts, files)
    case = advance(case, flow, result, actor, said=kept)
    again = _once_more(case, flow, result, attempt)
    return advance(case, flow, again, actor, said=kept) if again else case


def _once_more(case: Case, flow: Flow, result: Applied, attempt: Attempt) -> Applied | None:
    """The next step, where it is the same one of the same people: who stood in for those before them need not say it twice."""
    on = flows.straight_on(flow, result.transition, result.course.events[-1].role, case.dossier)
    if on is None:
        return None
    same = replace(attempt, roles=frozenset(on.roles))
    again = apply(flow, result.course, same, flows.calendar_of(result.course.standard))
    return again if isinstance(again, Applied) else None


def advance(case: Case, flow: Flow, result: Applied, actor: Person | None, *, said: dict[str, Any]) -> Case:
    """Write what follows from a step: case, step, dossier, audit entry. Part of an action."""
    before, event = case.state_label, result.course.events[-1]
    version = RecordVersion.objects.filter(dossier=case.dossier_id, form=case.form).order_by("-number").first()
    if case.is_filling and version is None and result.transition.action == flows.SUBMIT:
        raise Refused(_("还没有填报{form}，请先填报。").format(form=case.form.label))
    was_filling, role_label = case.is_filling, _as_whom(case.dossier, flow, event.role)
    case.change(case.version, **_columns(case, flow, result, version, said, role_label))
    _move(case, came_back=case.is_filling and not was_filling, on=event.on)
    Step(
        case=case,
        number=len(result.course.events),
        action=event.name,
        label=result.transition.label,
        actor=actor,
        role_label=role_label,
        on=event.on,
        came_from=before,
        led_to=case.state_label,
        said=said,
        version=case.submitted or version,
    ).save()
    summary = _("{flow}：{label}（{before} → {after}）").format(
        flow=case.get_flow_display(), label=result.transition.label, before=before, after=case.state_label
    )
    detail = {
        "case": case.pk,
        "flow": case.flow,
        "action": event.name,
        "state": case.state,
        "role": event.role,
        "must_fix": said.get(CLEAN),
    }
    chain.record(actor, "take_step", case.dossier, summary, organisation=case.dossier.organisation, detail=detail)
    return case


def _columns(
    case: Case, flow: Flow, result: Applied, version: RecordVersion | None, said: dict[str, Any], role_label: str
) -> dict[str, Any]:
    event, changed = result.course.events[-1], flows.columns(flow, result.course)
    if changed["is_filling"] is False and case.is_filling and result.transition.action == flows.SUBMIT:
        changed["submitted"] = version
    if isinstance(said.get("recheck_score"), str):
        changed["recheck_score"] = Decimal(said["recheck_score"])
    if changed["returned_on"] == event.on and changed["returned_reason"] == event.reason:
        changed["returned_by"] = role_label
    return changed


def _as_whom(dossier: Dossier, flow: Flow, role: str) -> str:
    """As what the step was taken, in words; who stood in for somebody is called both."""
    place = dossier.organisation
    return staffing.named(flow.words, (role,), staffing.staff_of([place]), place) if role else ""


def _move(case: Case, *, came_back: bool, on: datetime.date) -> None:
    """The dossier goes on with its case; who had it open before sees that it moved."""
    dossier = Dossier.objects.get(pk=case.dossier_id)
    changed: dict[str, Any] = {}
    follows = None if case.is_open else flows.stage_after(case)
    order = list(Stage.values)
    if follows is not None and order.index(follows) > order.index(dossier.stage):
        form = FORM_OF.get(follows)
        changed = {"stage": follows, "awaits_record": form is not None and not dossier.records.filter(form=form).exists()}
        if follows != Stage.FINISHED:
            flows.open_case(dossier, follows, on)
    elif FLOW_OF.get(dossier.stage) == case.flow:
        changed = {"awaits_record": came_back} if came_back or not case.is_filling else {}
    if not case.is_open and case.recheck_score is not None:
        changed["score"] = case.recheck_score
    dossier.change(dossier.version, **changed)
    case.dossier = dossier
