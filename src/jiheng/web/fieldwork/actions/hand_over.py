"""The unit says that what it has is handed in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import WITH_UNIT, Material
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_providing
from jiheng.web.people.models import Person


@action
def hand_over(actor: Person, evaluation: Evaluation, *, seen: int) -> Evaluation:
    """The step of the flow by which the unit says that it has handed in; what is still missing stays asked for."""
    require_providing(actor, evaluation)
    slots = Material.objects.filter(evaluation=evaluation, files__isnull=False).distinct()
    evidence = tuple(slots.values_list("what", flat=True))
    take_evaluation_step(actor, evaluation, "provide_materials", seen=seen, said={"evidence": evidence}, on_own_page=True)
    left = Material.objects.filter(evaluation=evaluation, state__in=WITH_UNIT).count()
    told = _("报送资料 {count} 项，还缺 {left} 项").format(count=len(evidence), left=left)
    record_with_unit(actor, "hand_over_materials", evaluation, told, provided=len(evidence), left=left)
    return evaluation
