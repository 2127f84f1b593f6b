"""Write an opinion on the report."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.drafts import record
from jiheng.web.reviews.models import Opinion
from jiheng.web.reviews.rounds import round_of
from jiheng.web.reviews.versions import latest


@action
def give_opinion(
    actor: Person, evaluation: Evaluation, *, text: str, place: str = "", indicator: str = "", quote: str = "", evidence: str = ""
) -> Opinion:
    """A new opinion on the version that was sent; a draft until its side sends it."""
    side = reviewing.require_opining(actor, evaluation)
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)  # numbers one after the other
    report = latest(evaluation)
    if report is None:
        raise Refused(_("没有可以提意见的报告。"))
    if indicator and report.indicator(indicator) is None:
        raise Refused(_("报告里没有指标「{indicator}」。").format(indicator=indicator))
    last = Opinion.objects.filter(evaluation=evaluation).aggregate(last=Max("number"))["last"] or 0
    opinion = Opinion.objects.create(
        evaluation=evaluation,
        report=report,
        round=round_of(evaluation.way),
        number=last + 1,
        side=side,
        author=actor,
        place=place,
        indicator=indicator,
        quote=quote,
        text=text,
        evidence=evidence,
    )
    record(actor, opinion, _("{evaluation}：写下意见 {number}").format(evaluation=evaluation, number=opinion.number))
    return opinion
