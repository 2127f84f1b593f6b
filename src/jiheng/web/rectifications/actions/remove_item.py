"""Take an item off a notice that is still a draft."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.people.models import Person
from jiheng.web.rectifications.actions.save_item import record, require_draft
from jiheng.web.rectifications.models import Item


@action
def remove_item(actor: Person, item: Item, *, seen: int) -> None:
    """The item is no longer asked; it stays in the table."""
    require_draft(actor, item.rectification)
    item.change(seen, removed_at=timezone.now())
    record(actor, item.rectification, "remove_item", _("移出整改事项：{problem}").format(problem=item.problem))
