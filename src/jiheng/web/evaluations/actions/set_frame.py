"""Choose the frame of an evaluation, or change it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.model import Frame
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


@action
def set_frame(actor: Person, evaluation: Evaluation, frame: Frame | str, *, seen: int, told: str) -> Evaluation:
    """The evaluation with its frame: the evaluators' to change until the report is written. ``told`` says what was changed."""
    evaluating.require_writing(actor, evaluation)
    if not may_change(evaluation):
        raise PermissionDenied
    evaluation.change(seen, frame=frame if isinstance(frame, str) else frame.model_dump(mode="json", exclude_defaults=True))
    summary = _("{evaluation}：指标体系 {told}").format(evaluation=evaluation, told=told)
    detail = {"evaluation": evaluation.pk, "frame": frame if isinstance(frame, str) else frame.id}
    chain.record(actor, "set_frame", evaluation, summary, organisation=evaluation.client, detail=detail)
    return evaluation


def may_change(evaluation: Evaluation) -> bool:
    """Whether the frame can still be another: what was approved with the plan holds from then on."""
    return evaluation.stage == "preparation"
