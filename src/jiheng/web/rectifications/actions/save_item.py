"""Write or change one item of a notice that is still a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Item, Rectification

#: What the issuer says of an item.
ASKED: Final = ("problem", "text", "requirement", "amount", "due_on", "responsible")


def require_draft(actor: Person, rectification: Rectification) -> None:
    """Nothing if the person may change the items now; refused once the notice went out."""
    rectifying.require_rectification(actor, rectification, rectifying.ISSUER)
    if rectification.state != "draft":
        raise Refused(_("通知已经下达，事项不能再改；要补充的另写一份通知。"))


def record(actor: Person, rectification: Rectification, name: str, summary: str) -> None:
    """The audit entry of a change to the items."""
    dossier = rectification.dossier
    chain.record(actor, name, dossier, summary, organisation=dossier.organisation, detail={"rectification": rectification.pk})


@action
def save_item(actor: Person, rectification: Rectification, item: Item | None, values: Mapping[str, Any], *, seen: int = 0) -> Item:
    """The item as it is asked; without one, a new one."""
    require_draft(actor, rectification)
    said = {name: values[name] for name in ASKED if name in values}
    if item is None:
        last = Item.objects.filter(rectification=rectification).aggregate(last=Max("number"))["last"] or 0
        item = Item.objects.create(rectification=rectification, number=last + 1, **said)
    else:
        item.change(seen, **said)
    record(actor, rectification, "save_item", _("整改事项：{problem}").format(problem=item.problem))
    return item
