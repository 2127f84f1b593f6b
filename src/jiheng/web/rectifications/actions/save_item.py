"""Write or change one item of a notice that is still a draft; take one off it; say what the notice is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Item, Rectification

#: What the issuer says of an item.
ASKED: Final = ("problem", "text", "requirement", "amount", "due_on", "responsible")


def _draft(actor: Person, rectification: Rectification) -> None:
    rectifying.require_rectification(actor, rectification, rectifying.ISSUER)
    if rectification.state != "draft":
        raise Refused(_("通知已经下达，事项不能再改；要补充的另写一份通知。"))


def _told(actor: Person, rectification: Rectification, name: str, summary: str) -> None:
    dossier = rectification.dossier
    chain.record(actor, name, dossier, summary, organisation=dossier.organisation, detail={"rectification": rectification.pk})


@action
def save_item(actor: Person, rectification: Rectification, item: Item | None, values: Mapping[str, Any], *, seen: int = 0) -> Item:
    """The item as it is asked; without one, a new one."""
    _draft(actor, rectification)
    said = {name: values[name] for name in ASKED if name in values}
    if item is None:
        last = Item.objects.filter(rectification=rectification).aggregate(last=Max("number"))["last"] or 0
        item = Item.objects.create(rectification=rectification, number=last + 1, **said)
    else:
        item.change(seen, **said)
    _told(actor, rectification, "save_item", _("整改事项：{problem}").format(problem=item.problem))
    return item


@action
def remove_item(actor: Person, item: Item, *, seen: int) -> None:
    """The item is no longer asked; it stays in the table."""
    _draft(actor, item.rectification)
    item.change(seen, removed_at=timezone.now())
    _told(actor, item.rectification, "remove_item", _("移出整改事项：{problem}").format(problem=item.problem))
