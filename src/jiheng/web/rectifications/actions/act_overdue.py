"""What the system does when a term of a rectification has passed."""

from __future__ import annotations

import datetime

from jiheng.web import coursed
from jiheng.web.acting import action
from jiheng.web.rectifications.actions.take_rectification_step import advance
from jiheng.web.rectifications.models import Rectification


@action
def act_overdue(rectification: Rectification, name: str, *, on: datetime.date) -> Rectification:
    """The step the flow lets the system take when a deadline has passed."""
    roles = frozenset({"system"})
    result = coursed.stepped(rectification, name, seen=rectification.version, actor=None, roles=roles, facts={}, on=on)
    return advance(rectification, result, None, {})
