"""What actions on opinions share: whether one is still a draft in the actor's hands, and the audit entry."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import Opinion


def require_draft(actor: Person, opinion: Opinion) -> None:
    """Nothing if the actor may change the opinion now.

    Raises:
        PermissionDenied: it is not their side's turn.
        Refused: it was sent or withdrawn.
    """
    held = evaluating.require_evaluation(actor, opinion.evaluation)
    if reviewing.opining_side(held, opinion.evaluation) != opinion.side:
        raise PermissionDenied
    if not reviewing.edits_opinion(actor, opinion, held):
        raise Refused(_("意见已经报送或撤回，不能再改。"))


def record(actor: Person, opinion: Opinion, summary: str) -> None:
    """The audit entry of an action on an opinion."""
    evaluation = opinion.evaluation
    detail = {"evaluation": evaluation.pk, "opinion": opinion.number, "version": opinion.version}
    chain.record(actor, "save_opinion", evaluation, summary, organisation=evaluation.client, detail=detail)
