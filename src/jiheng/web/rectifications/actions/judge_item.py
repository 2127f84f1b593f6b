"""The issuer says of one answer whether it will do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Item, Verdict


@action
def judge_item(actor: Person, item: Item, verdict: Verdict, note: str, *, seen: int) -> Item:
    """The item with the verdict; what is to be done again needs a word why."""
    rectification = item.rectification
    rectifying.require_rectification(actor, rectification, rectifying.ISSUER)
    if rectification.state != "rectification_review":
        raise Refused(_("「{state}」时不能审核。").format(state=rectification.state_label))
    if verdict == Verdict.RETURNED and not note.strip():
        raise Refused(_("须再整改的，请写明哪里不够。"))
    item.change(seen, verdict=verdict, verdict_note=note)
    summary = _("整改事项「{problem}」：{verdict}").format(problem=item.problem, verdict=verdict.label)
    detail = {"rectification": rectification.pk, "item": item.pk, "verdict": verdict.value}
    chain.record(actor, "judge_item", rectification.dossier, summary, organisation=rectification.dossier.organisation, detail=detail)
    return item
