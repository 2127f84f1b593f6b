"""Send the opinions of one's side, and an expert's scores with them; the flow takes its step."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import ExpertSheet, Opinion, Side
from jiheng.web.reviews.rounds import round_of


@action
def send_opinions(actor: Person, evaluation: Evaluation, *, seen: int, comment: str = "") -> int:
    """How many opinions were sent; none at all says that there are no objections. ``seen``: the version of the evaluation."""
    held = evaluating.require_evaluation(actor, evaluation)
    side = reviewing.opining_side(held, evaluation)
    if side is None or not reviewing.may_send(held, evaluation):
        raise PermissionDenied
    now, number = timezone.now(), round_of(evaluation.way)
    drafts = Opinion.objects.filter(
        evaluation=evaluation, round=number, side=side, report__evaluation=evaluation, sent_at__isnull=True, withdrawn_at__isnull=True
    )
    if side == Side.EXPERT:
        drafts = drafts.filter(author=actor)
    count = 0
    for opinion in drafts:
        opinion.change(opinion.version, sent_at=now)
        count += 1
    if side == Side.EXPERT:
        for sheet in ExpertSheet.objects.filter(evaluation=evaluation, round=number, expert=actor, sent_at__isnull=True):
            sheet.change(sheet.version, sent_at=now)
    told = _("提出意见 {count} 条。").format(count=count) if count else _("无不同意见。")
    take_evaluation_step(actor, evaluation, "give_opinion", seen=seen, said={"comment": told + comment}, on_own_page=True)
    return count
