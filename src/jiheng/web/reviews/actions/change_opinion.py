"""Change an opinion that was not sent yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.people.models import Person
from jiheng.web.reviews.drafts import record, require_draft
from jiheng.web.reviews.models import Opinion


@action
def change_opinion(
    actor: Person, opinion: Opinion, *, seen: int, text: str, place: str, indicator: str, quote: str, evidence: str
) -> Opinion:
    """The opinion, changed before it was sent."""
    require_draft(actor, opinion)
    if indicator and opinion.report.indicator(indicator) is None:
        raise Refused(_("报告里没有指标「{indicator}」。").format(indicator=indicator))
    opinion.change(seen, text=text, place=place, indicator=indicator, quote=quote, evidence=evidence)
    record(actor, opinion, _("{evaluation}：修改意见 {number}").format(evaluation=opinion.evaluation, number=opinion.number))
    return opinion
