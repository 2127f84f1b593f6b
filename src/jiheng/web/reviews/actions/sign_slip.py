"""Sign a confirmation slip online, by somebody who proved who they are."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.answering import CONFIRM, confirms, record_answer
from jiheng.web.reviews.models import Slip, SlipAnswer


@action
def sign_slip(actor: Person, slip: Slip, *, seen: int, view: str, confirmed: bool) -> Slip:
    """The slip, signed. Where the unit's approver signs the final report, the flow takes its confirmation with it."""
    evaluation = slip.evaluation
    held = evaluating.require_evaluation(actor, evaluation)
    if not reviewing.answers_slip(held, slip):
        raise PermissionDenied
    if not confirmed:
        raise Refused(_("请再次验证身份。"))
    today = timezone.localdate()
    slip.change(seen, view=view, signer=str(actor), answered_on=today, answer=SlipAnswer.SECOND_FACTOR, answered_by=actor)
    record_answer(actor, slip, "sign_slip", "")
    if confirms(slip, held):
        take_evaluation_step(actor, evaluation, CONFIRM, seen=evaluation.version, confirmed=True)
    return slip
