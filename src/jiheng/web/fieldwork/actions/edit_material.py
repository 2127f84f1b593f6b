"""Change a line of the list of materials."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import WITH_UNIT, Material, MaterialState
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def edit_material(actor: Person, material: Material, *, seen: int, **values: Any) -> Material:
    """The line as changed; what was handed in stays as it is."""
    require_writing(actor, material.evaluation)
    material.require(MaterialState.DRAFT, *WITH_UNIT)
    material.change(seen, **values, changed_by=actor, changed_at=timezone.now())
    record(actor, "edit_material", material.evaluation, _("修改资料「{what}」").format(what=material), material=material.pk)
    return material
