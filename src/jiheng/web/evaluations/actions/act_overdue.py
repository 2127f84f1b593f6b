"""What the flow lets the system do when a deadline has passed."""

from __future__ import annotations

import datetime

from jiheng.web.acting import action
from jiheng.web.coursed import stepped
from jiheng.web.evaluations.actions.take_evaluation_step import advance
from jiheng.web.evaluations.models import Evaluation


@action
def act_overdue(evaluation: Evaluation, name: str, *, on: datetime.date) -> Evaluation:
    """The evaluation after the step, taken by nobody in particular."""
    result = stepped(evaluation, name, seen=evaluation.version, actor=None, roles=frozenset({"system"}), facts={}, on=on)
    return advance(evaluation, result, None, {})
