"""The evaluators look at what came: received, or sent back with a reason."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.fieldwork.models import WITH_TEAM, Material, MaterialState
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def judge_material(actor: Person, material: Material, *, accept: bool, reason: str, seen: int) -> Material:
    """The slot, received or with the unit again. What the unit said of an absence is kept as the reason when that is accepted."""
    require_writing(actor, material.evaluation)
    material.require(*WITH_TEAM)
    if not accept and not reason.strip():
        raise Refused(_("退回须写明理由。"))
    state = MaterialState.RECEIVED if accept else MaterialState.RETURNED
    kept = material.reason if accept else reason.strip()
    material.change(seen, state=state, reason=kept, changed_by=actor, changed_at=timezone.now())
    told = _("核收资料「{what}」") if accept else _("退回资料「{what}」：{reason}")
    record_with_unit(
        actor, "judge_material", material.evaluation, told.format(what=material, reason=reason), material=material.pk, state=state.value
    )
    return material
