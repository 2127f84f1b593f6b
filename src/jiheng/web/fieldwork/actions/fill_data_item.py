"""The unit fills in a row of the data form: its figure or text, and where that comes from. The row itself is the evaluators'."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_providing
from jiheng.web.fieldwork.unit_rows import why_not
from jiheng.web.people.models import Person


@action
def fill_data_item(actor: Person, entry: Entry, *, value: str, text: str, source: str, seen: int) -> Entry:
    """The row as filled in; name, provider and evidence stay as they are."""
    evaluation = entry.evaluation
    require_providing(actor, evaluation)
    barred = why_not(evaluation, [entry])[entry.pk]
    if barred:
        raise Refused(barred)
    plain = {key: known for key, known in entry.content.items() if key not in ("name", "value", "text", "source")}
    said = {**plain, "value": value.strip() or None, "text": text, "source": source}
    saved = entries.put(evaluation, entry.part, entry.key, said, by=actor, seen=seen)
    record_with_unit(actor, "fill_data_item", evaluation, _("填报「{name}」").format(name=entry.key), key=entry.key, version=saved.version)
    return saved
