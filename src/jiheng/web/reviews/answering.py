"""What the two ways to answer a slip share: whether it confirms in the flow, and the audit entry."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.reviews.models import Side, Slip, SlipKind
from jiheng.web.reviews.rounds import FINAL
from jiheng.web.reviews.versions import sent_versions


def confirms(slip: Slip, held: frozenset[str]) -> bool:
    """Whether signing the slip is the unit's confirmation in the flow."""
    evaluation = slip.evaluation
    is_final = FINAL in sent_versions(evaluation).get(slip.report.number, ())
    at_end = evaluation.state == "confirming" and slip.kind == SlipKind.REPORT and slip.side == Side.AGENCY
    return at_end and is_final and evaluating.AGENCY_APPROVER in held


def record_answer(actor: Person, slip: Slip, name: str, digest: str) -> None:
    """The audit entry of an answer to a slip."""
    evaluation = slip.evaluation
    summary = _("{evaluation}：{addressee}确认{slip}").format(evaluation=evaluation, addressee=slip.addressee, slip=slip)
    detail = {"evaluation": evaluation.pk, "slip": slip.number, "report": slip.report.number, "scan": digest}
    chain.record(actor, name, evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
