"""What the flow lets the system do when a deadline has passed."""

from __future__ import annotations

import datetime

from jiheng.process import Applied, Attempt, apply
from jiheng.web.acting import Refused, action
from jiheng.web.casework import flows
from jiheng.web.casework.actions.take_step import advance
from jiheng.web.casework.models import Case


@action
def act_overdue(case: Case, name: str, *, on: datetime.date) -> Case:
    """The case after the step, taken by nobody in particular."""
    course = case.way
    flow = flows.flow_of(course)
    result = apply(flow, course, Attempt(action=name, roles=frozenset({"system"}), on=on, facts={}), flows.calendar_of(course.standard))
    if not isinstance(result, Applied):
        raise Refused(result.text)
    return advance(case, flow, result, None, said={})
