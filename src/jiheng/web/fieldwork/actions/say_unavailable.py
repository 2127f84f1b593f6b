"""The unit says that there is no such material, and why."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import WITH_TEAM, WITH_UNIT, Material, MaterialState
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_providing
from jiheng.web.people.models import Person


@action
def say_unavailable(actor: Person, material: Material, *, reason: str, seen: int) -> Material:
    """The slot with the reason why nothing comes."""
    require_providing(actor, material.evaluation)
    material.require(*WITH_UNIT, *WITH_TEAM)
    material.change(seen, state=MaterialState.UNAVAILABLE, reason=reason, changed_by=actor, changed_at=timezone.now())
    record_with_unit(actor, "say_unavailable", material.evaluation, _("说明没有资料「{what}」").format(what=material), material=material.pk)
    return material
