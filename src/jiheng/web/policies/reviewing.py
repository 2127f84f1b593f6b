"""Who sees which version of a report and who judges it.

The team sees every version; the client what was sent; experts what was sent to the joint review, and the final; the evaluated agency
what it was asked about, and the final. Drafts of opinions are seen by the side that writes them, an expert's scores by nobody until
they are sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating
from jiheng.web.policies.evaluating import AGENCY_APPROVER, AGENCY_PREPARER, AGENCY_REVIEWER, EXPERT, LEAD, RECHECKER, WRITERS
from jiheng.web.reviews.models import ExpertSheet, Opinion, ReportVersion, Side, Slip
from jiheng.web.reviews.rounds import FINAL, FOR_OPINIONS, FOR_REVIEW, SENDING, round_of
from jiheng.web.reviews.versions import sent_versions

TEAM: Final = WRITERS | {RECHECKER}
CLIENT: Final = frozenset({evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER})
AGENCY: Final = frozenset({AGENCY_PREPARER, AGENCY_REVIEWER, AGENCY_APPROVER})
#: Where the report is in the evaluators' hands: elsewhere it is sealed.
MAKING: Final = frozenset({"analysis", "drafting", "answering", "revising"})
#: Where opinions are answered.
ANSWERING: Final = frozenset({"drafting", "answering", "revising"})
#: Who gives opinions in which state, and who of them sends all of their side's.
_OPINING: Final[dict[str, dict[str, frozenset[str]]]] = {
    "opinions": {Side.AGENCY: frozenset({AGENCY_PREPARER, AGENCY_REVIEWER}), Side.CLIENT: frozenset({evaluating.CLIENT_REVIEWER})},
    "joint_review": {Side.EXPERT: frozenset({EXPERT})},
}
_SENDERS: Final = frozenset({AGENCY_REVIEWER, evaluating.CLIENT_REVIEWER, EXPERT})
#: Who sees a version for what it was sent for.
_READERS: Final[dict[str, tuple[str, ...]]] = {EXPERT: (FOR_REVIEW, FINAL), **dict.fromkeys(sorted(AGENCY), (FOR_OPINIONS, FINAL))}
#: Who lets a finding stand: never those who write the report.
WAIVING: Final = frozenset({RECHECKER, evaluating.CLIENT_REVIEWER})


def side_of(held: frozenset[str]) -> Side | None:
    """On which side somebody with these duties stands; None for the evaluators and those who only look on."""
    if held & AGENCY:
        return Side.AGENCY
    if held & CLIENT:
        return Side.CLIENT
    return Side.EXPERT if EXPERT in held else None


def readable(person: Person, evaluation: Evaluation, held: frozenset[str]) -> QuerySet[ReportVersion]:
    """The versions of the report the person may read."""
    versions = ReportVersion.objects.filter(evaluation=evaluation)
    if held & TEAM:
        return versions
    if held & CLIENT or (not held and evaluating.sees_workings(person, evaluation, held)):
        purposes: tuple[str, ...] = SENDING
    else:
        purposes = tuple({purpose for duty in held for purpose in _READERS.get(duty, ())})
    return versions.filter(number__in=[number for number, sent in sent_versions(evaluation).items() if set(sent) & set(purposes)])


def may_make(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties may make a version now."""
    return bool(held & WRITERS) and evaluation.state in MAKING


def require_making(person: Person, evaluation: Evaluation) -> frozenset[str]:
    """The person's duties; 404 for an evaluation they cannot see, 403 if the report is not theirs to make now."""
    held = evaluating.require_evaluation(person, evaluation)
    if not may_make(held, evaluation):
        raise PermissionDenied
    return held


def opining_side(held: frozenset[str], evaluation: Evaluation) -> Side | None:
    """On which side somebody with these duties gives opinions now; None when it is not their turn."""
    asked = _OPINING.get(evaluation.state, {})
    return next((Side(side) for side, duties in asked.items() if held & duties), None)


def require_opining(person: Person, evaluation: Evaluation) -> Side:
    """The side the person gives opinions on; 404 for an evaluation they cannot see, 403 when it is not their turn."""
    side = opining_side(evaluating.require_evaluation(person, evaluation), evaluation)
    if side is None:
        raise PermissionDenied
    return side


def may_send(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties sends their side's opinions now."""
    return opining_side(held, evaluation) is not None and bool(held & _SENDERS)


def opinions(person: Person, evaluation: Evaluation, held: frozenset[str]) -> QuerySet[Opinion]:
    """The opinions the person may read: those sent, and the drafts of their own side; experts' drafts are each one's own.

    The agency does not read what experts said. An expert reads what other experts say once their own was sent.
    """
    rows = Opinion.objects.filter(evaluation=evaluation)
    side = side_of(held)
    own = Q(author=person) if side in (None, Side.EXPERT) else Q(side=side)
    sent = Q(sent_at__isnull=False)
    if side == Side.AGENCY:
        sent &= ~Q(side=Side.EXPERT)
    if side == Side.EXPERT and not has_sent_scores(person, evaluation):
        sent &= ~Q(side=Side.EXPERT, round=round_of(evaluation.way))
    if not held and not evaluating.sees_workings(person, evaluation, held):
        return rows.none()
    return rows.filter(own | sent)


def edits_opinion(person: Person, opinion: Opinion, held: frozenset[str]) -> bool:
    """Whether the person may still change the opinion: a draft of their side, in this round."""
    evaluation = opinion.evaluation
    if opinion.sent_at is not None or opinion.withdrawn_at is not None or opinion.round != round_of(evaluation.way):
        return False
    side = opining_side(held, evaluation)
    return side == opinion.side and (side != Side.EXPERT or opinion.author_id == person.pk)


def may_answer(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties answers opinions now."""
    return bool(held & WRITERS) and evaluation.state in ANSWERING


def has_sent_scores(person: Person, evaluation: Evaluation) -> bool:
    """Whether the expert has handed in their judgement in this round."""
    sheets = ExpertSheet.objects.filter(evaluation=evaluation, expert=person, sent_at__isnull=False)
    return sheets.filter(round=round_of(evaluation.way)).exists()


def may_score(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties gives scores of their own now."""
    return EXPERT in held and evaluation.state == "joint_review"


def sees_dispersion(person: Person, evaluation: Evaluation, held: frozenset[str]) -> bool:
    """Whether the person sees the experts' scores: not the agency; experts once their own are sent."""
    if held & AGENCY:
        return False
    if EXPERT in held:
        return has_sent_scores(person, evaluation)
    return evaluating.sees_workings(person, evaluation, held)


def may_record_minutes(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties records the joint review now."""
    return bool(held & (CLIENT | {LEAD})) and evaluation.state == "joint_review"


def sees_joint_review(person: Person, evaluation: Evaluation, held: frozenset[str]) -> bool:
    """Whether the person sees the pages of the joint review at all."""
    return evaluating.sees_workings(person, evaluation, held)


def may_send_slip(held: frozenset[str], evaluation: Evaluation) -> bool:
    """Whether somebody with these duties sends slips now: once a version was sent, until the archive is closed."""
    return LEAD in held and evaluation.is_open and bool(sent_versions(evaluation))


def answers_slip(held: frozenset[str], slip: Slip) -> bool:
    """Whether somebody with these duties signs the slip: the side it went to, those who speak for it."""
    if slip.answered_on is not None or not slip.evaluation.is_open:
        return False
    asked: Mapping[str, frozenset[str]] = {Side.AGENCY: frozenset({AGENCY_APPROVER, AGENCY_REVIEWER}), Side.CLIENT: CLIENT}
    return bool(held & asked.get(slip.side, frozenset()))


def brings_scan(held: frozenset[str], slip: Slip) -> bool:
    """Whether somebody with these duties hands in the sealed slip: who signs it, and the lead evaluator to whom it came back on paper."""
    return answers_slip(held, slip) or (LEAD in held and slip.answered_on is None and slip.evaluation.is_open)


def slips(person: Person, evaluation: Evaluation, held: frozenset[str]) -> QuerySet[Slip]:
    """The slips the person may see: the agency its own, experts none."""
    rows = Slip.objects.filter(evaluation=evaluation)
    if held & AGENCY:
        return rows.filter(side=Side.AGENCY)
    if EXPERT in held or not evaluating.sees_workings(person, evaluation, held):
        return rows.none()
    return rows


def require_waiving(person: Person, evaluation: Evaluation) -> None:
    """Nothing if the person may let findings stand; 404 for an evaluation they cannot see, else 403."""
    evaluating.require_evaluation(person, evaluation, *WAIVING)
    if not evaluation.is_open:
        raise Http404
