"""Look at a score as a second person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.assembling import scored
from jiheng.web.evaluations.models import Evaluation, ScoreReview
from jiheng.web.evaluations.sheet import authors_of, digest_of
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.versioned import Stale


@action
def review_score(actor: Person, evaluation: Evaluation, indicator: str, *, digest: str, agreed: bool, comment: str = "") -> ScoreReview:
    """The review. ``digest`` is that of the line the person had before their eyes; who entered the score does not review it."""
    held = evaluating.require_workings(actor, evaluation)
    if not may_review(held, evaluation):
        raise PermissionDenied
    line = scored(evaluation)[1].line(indicator)
    if line is None or line.score is None:
        raise Refused(_("指标 {indicator} 还没有评分。").format(indicator=indicator))
    if digest_of(line) != digest:
        raise Stale(evaluation)
    if actor.pk in authors_of(evaluation).get(indicator, set()):
        raise Refused(_("第二人复核须由录入人以外的人办理。"))
    if not agreed and not comment.strip():
        raise Refused(_("不同意的，请写明意见。"))
    told = {"digest": digest, "score": line.score, "agreed": agreed, "comment": comment.strip(), "by": actor}
    known = ScoreReview.objects.filter(evaluation=evaluation, indicator=indicator).first()
    if known is not None:
        review: ScoreReview = known.change(known.version, **told, at=timezone.now())
    else:
        try:
            with transaction.atomic():
                review = ScoreReview.objects.create(evaluation=evaluation, indicator=indicator, **told)
        except IntegrityError as error:
            raise Stale(evaluation) from error
    word = _("同意") if agreed else _("不同意")
    summary = _("{evaluation}：复核指标 {indicator}（{word}）").format(evaluation=evaluation, indicator=indicator, word=word)
    detail = {"evaluation": evaluation.pk, "indicator": indicator, "agreed": agreed, "digest": digest}
    chain.record(actor, "review_score", evaluation, summary, organisation=evaluation.client, detail=detail)
    return review


def may_review(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties looks at scores a second time: people of the evaluator, until the report is final."""
    reviewers = {*evaluating.WRITERS, evaluating.RECHECKER}
    return bool(held & reviewers) and evaluation.is_open and evaluation.stage in ("analysis", "report")
