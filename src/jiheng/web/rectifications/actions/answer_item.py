"""The agency says what it did about one item, with papers that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Evidence, Item, Verdict

#: What the agency says of an item.
ANSWERED: Final = ("measure", "progress", "finished_on", "recovered", "reason", "responsible")


@action
def answer_item(actor: Person, item: Item, values: Mapping[str, Any], files: Sequence[Received] = (), *, seen: int) -> Item:
    """The item with its answer. What was accepted already is not opened again."""
    rectification = item.rectification
    rectifying.require_rectification(actor, rectification, rectifying.AGENCY)
    if rectification.state not in rectifying.ANSWERING:
        raise Refused(_("「{state}」时不能填写整改情况。").format(state=rectification.state_label))
    if item.verdict == Verdict.ACCEPTED or item.removed_at:
        raise Refused(_("这一项已经销号，不用再填。"))
    item.change(seen, **{name: values[name] for name in ANSWERED if name in values})
    for received in files:
        file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
        file.save()
        Evidence(item=item, file=file).save()
    summary = _("填写整改情况：{problem}").format(problem=item.problem)
    detail = {"rectification": rectification.pk, "item": item.pk, "progress": item.progress, "files": [one.digest for one in files]}
    chain.record(actor, "answer_item", rectification.dossier, summary, organisation=rectification.dossier.organisation, detail=detail)
    return item
