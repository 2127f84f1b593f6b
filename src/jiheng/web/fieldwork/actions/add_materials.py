"""Put lines on the list of materials; the unit sees them when the list is sent."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.law import Wanted
from jiheng.web.fieldwork.models import Material
from jiheng.web.fieldwork.recording import hold, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def add_materials(
    actor: Person, evaluation: Evaluation, wanted: Sequence[Wanted], *, due_on: datetime.date | None = None
) -> list[Material]:
    """The new lines; what is on the list already is not put there twice."""
    require_writing(actor, evaluation)
    hold(evaluation)
    lines = Material.objects.filter(evaluation=evaluation)
    there = set(lines.values_list("what", flat=True))
    last = lines.aggregate(last=Max("number"))["last"] or 0
    new = [one for one in wanted if one.what not in there]
    if not new:
        raise Refused(_("清单里已经有了。"))
    made = [
        Material.objects.create(
            evaluation=evaluation, number=number, group=one.group, what=one.what, why=one.why, due_on=due_on, changed_by=actor
        )
        for number, one in enumerate(new, last + 1)
    ]
    record(actor, "add_materials", evaluation, _("资料清单加入 {count} 项").format(count=len(made)), materials=[one.pk for one in made])
    return made
