"""Give up a line of the list of materials."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import WITH_UNIT, Material, MaterialState
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def withdraw_material(actor: Person, material: Material, *, seen: int) -> Material:
    """The line, no longer asked for; it stays on the list as such."""
    require_writing(actor, material.evaluation)
    material.require(MaterialState.DRAFT, *WITH_UNIT)
    material.change(seen, state=MaterialState.WITHDRAWN, changed_by=actor, changed_at=timezone.now())
    record(actor, "withdraw_material", material.evaluation, _("不再索取资料「{what}」").format(what=material), material=material.pk)
    return material
