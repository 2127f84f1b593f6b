"""The score and grade of a final evaluation become the result of its dossier."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.assembling import scored
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.results.models import Outcome

#: States in which the client confirmed the report.
FINAL: Final = ("archiving", "archived")


@action
def take_over_outcome(actor: Person, evaluation: Evaluation) -> Outcome:
    """The outcome; once taken over it stands."""
    evaluating.require_evaluation(actor, evaluation, evaluating.CLIENT_REVIEWER)
    if evaluation.state not in FINAL:
        raise Refused(_("评价还没有定稿，不能采用它的结果。"))
    if Outcome.objects.filter(dossier=evaluation.dossier_id).exists():
        raise Refused(_("本卷宗的评价结果已经采用。"))
    _frame, score = scored(evaluation)
    if not score.is_complete or not score.grade:
        raise Refused(_("评价还有没有得分的指标，不能采用它的结果。"))
    outcome = Outcome(dossier=evaluation.dossier, evaluation=evaluation, score=score.total, grade=score.grade, taken_by=actor)
    outcome.save()
    summary = _("采用评价结果：{score} 分，{grade}").format(score=outcome.score, grade=outcome.grade)
    detail = {"evaluation": evaluation.pk, "score": str(outcome.score), "grade": outcome.grade}
    chain.record(actor, "take_over_outcome", evaluation.dossier, summary, organisation=evaluation.dossier.organisation, detail=detail)
    return outcome
