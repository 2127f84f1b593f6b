"""The unit puts files into a slot of the list."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.fieldwork.models import WITH_TEAM, WITH_UNIT, Material, MaterialFile, MaterialState
from jiheng.web.fieldwork.recording import kept, record_with_unit
from jiheng.web.fieldwork.rights import require_providing
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person


@action
def provide_material(actor: Person, material: Material, files: Sequence[Received]) -> Material:
    """The slot with the files in it, now waiting to be looked at. The same bytes are in a slot once, however often they are sent."""
    require_providing(actor, material.evaluation)
    material.require(*WITH_UNIT, *WITH_TEAM)
    there = set(material.files.values_list("file__digest", flat=True))
    new = {one.digest: one for one in files if one.digest not in there}
    if not new:
        raise Refused(_("这些文件已经在里面了。") if files else _("请选择文件。"))
    for received in new.values():
        MaterialFile(material=material, file=kept(actor, received)).save()
    # Files are only added: two people who add at once both succeed.
    now = timezone.now()
    material.change(material.version, state=MaterialState.PROVIDED, reason="", changed_by=actor, changed_at=now)
    told = _("提供资料「{what}」{count} 个文件").format(what=material, count=len(new))
    record_with_unit(actor, "provide_material", material.evaluation, told, material=material.pk, digests=list(new))
    return material
