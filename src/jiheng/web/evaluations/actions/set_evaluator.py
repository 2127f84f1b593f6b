"""Say which organisation evaluates."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.evaluators import require_evaluator
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policies import evaluating


@action
def set_evaluator(actor: Person, evaluation: Evaluation, organisation: Organisation, *, seen: int) -> Evaluation:
    """The evaluation with its evaluator, an agency or the client; another one only while nobody of the first is on the team."""
    evaluating.require_evaluation(actor, evaluation, evaluating.CLIENT_REVIEWER)
    require_evaluator(organisation, evaluation.client)
    if evaluation.members.filter(left_at__isnull=True).exclude(duty=Duty.EXPERT).exists():
        raise Refused(_("评价组里还有原机构的人员，请先请他们退出。"))
    evaluation.change(seen, evaluator=organisation)
    summary = _("{evaluation}：由{organisation}承担").format(evaluation=evaluation, organisation=organisation)
    detail = {"evaluation": evaluation.pk, "evaluator": organisation.pk}
    chain.record(actor, "set_evaluator", evaluation, summary, organisation=evaluation.client, detail=detail)
    return evaluation
