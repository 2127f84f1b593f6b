"""Remind the unit of what it has not handed in yet, once a day."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import WITH_UNIT, Material, MaterialReminder
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def remind_materials(actor: Person | None, evaluation: Evaluation, *, on: datetime.date) -> MaterialReminder:
    """The reminder; without an actor the daily step gives it."""
    if actor is not None:
        require_writing(actor, evaluation)
    count = Material.objects.filter(evaluation=evaluation, state__in=WITH_UNIT).count()
    if not count:
        raise Refused(_("单位没有待提供的资料。"))
    reminder = MaterialReminder(evaluation=evaluation, on=on, count=count, by=actor)
    try:
        with transaction.atomic():
            reminder.save()
    except IntegrityError as error:
        raise Refused(_("今天已经催办过。")) from error
    record_with_unit(actor, "remind_materials", evaluation, _("催办资料，还有 {count} 项").format(count=count), count=count)
    return reminder
