"""Bring a late evaluation before those above."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.coursed import listed
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.versioned import Stale


@action
def escalate(evaluation: Evaluation, told: tuple[str, ...]) -> Evaluation:
    """The evaluation, told to these roles from now on until it moves."""
    fresh = Evaluation.objects.filter(pk=evaluation.pk, version=evaluation.version).exclude(escalated_to=listed(told))
    if not fresh.update(escalated_to=listed(told)):  # no change of the row itself: nobody is late by it
        raise Stale(evaluation)
    who = evaluation.declared.people(told)
    summary = _("{evaluation}：{label}已过，告知{who}").format(evaluation=evaluation, label=evaluation.due_label, who=who)
    detail = {"evaluation": evaluation.pk, "roles": list(told)}
    chain.record(None, "escalate", evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
    return evaluation
