"""Keep an expert's own scores."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.model import amounts
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import ExpertSheet
from jiheng.web.reviews.rounds import round_of
from jiheng.web.reviews.versions import latest
from jiheng.web.versioned import Stale


@action
def save_scores(actor: Person, evaluation: Evaluation, scores: Mapping[str, tuple[Decimal, str]], *, seen: int) -> ExpertSheet:
    """The sheet; ``scores`` by indicator with the reason, ``seen`` 0 for a new one. It is not shown to others before it is sent."""
    if not reviewing.may_score(evaluating.require_evaluation(actor, evaluation), evaluation):
        raise PermissionDenied
    report = latest(evaluation)
    weights = {one["id"]: Decimal(one["weight"]) for one in report.indicators} if report else {}
    for indicator, (score, _reason) in scores.items():
        if indicator not in weights or not 0 <= score <= weights[indicator]:
            limit = amounts.text(weights[indicator], None) if indicator in weights else "0"
            raise Refused(_("指标 {indicator} 的打分应在 0 和 {limit} 之间。").format(indicator=indicator, limit=limit))
    content = {name: {"score": amounts.text(score, None), "reason": reason} for name, (score, reason) in scores.items()}
    number = round_of(evaluation.way)
    sheet, new = ExpertSheet.objects.get_or_create(evaluation=evaluation, round=number, expert=actor)
    if not new and not seen:
        raise Stale(sheet)
    if sheet.sent_at is not None:
        raise Refused(_("您的打分已经报送，不能再改。"))
    sheet.change(seen or sheet.version, scores=content)
    summary = _("{evaluation}：专家打分 {count} 项").format(evaluation=evaluation, count=len(content))
    detail = {"evaluation": evaluation.pk, "round": number, "count": len(content)}
    chain.record(actor, "save_scores", evaluation, summary, organisation=evaluation.client, detail=detail)
    return sheet
