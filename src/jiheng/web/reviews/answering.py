"""What the two ways to answer a slip share: whether it confirms in the flow, and the audit entry."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.reviews.models import Side, Slip, SlipKind
from jiheng.web.reviews.rounds import FINAL
from jiheng.web.reviews.versions import final_version, sent_versions

#: The step of the flow by which the unit confirms.
CONFIRM: Final = "confirm"


def confirms(slip: Slip, held: frozenset[str]) -> bool:
    """Whether signing the slip online is the unit's confirmation in the flow: of the version that went out last to be final."""
    finals = [number for number, steps in sent_versions(slip.evaluation).items() if FINAL in steps]
    return _at_end(slip) and slip.report.number == max(finals, default=None) and evaluating.AGENCY_APPROVER in held


def confirms_by_seal(slip: Slip) -> bool:
    """Whether the scan of the sealed slip is the unit's confirmation in the flow, unless it confirmed already."""
    evaluation = slip.evaluation
    is_open = not any(event.name == CONFIRM for event in evaluation.way.here())
    return _at_end(slip) and is_open and slip.report.number == final_version(evaluation)


def _at_end(slip: Slip) -> bool:
    return slip.evaluation.state == "confirming" and slip.kind == SlipKind.REPORT and slip.side == Side.AGENCY


def record_answer(actor: Person, slip: Slip, name: str, digest: str) -> None:
    """The audit entry of an answer to a slip."""
    evaluation = slip.evaluation
    summary = _("{evaluation}：{addressee}确认{slip}").format(evaluation=evaluation, addressee=slip.addressee, slip=slip)
    detail = {"evaluation": evaluation.pk, "slip": slip.number, "report": slip.report.number, "scan": digest}
    chain.record(actor, name, evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
