"""Papers of the process as records: a rectification with its reply, the complaints ledger, the opinions of a review with their answers.

YAML is how they are typed; what a person has not said yet is absent, never assumed.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Literal

from jiheng.model.cases import Subject
from jiheng.model.exact import Exact, TypedFigure
from jiheng.model.record import Record


class Origin(StrEnum):
    """Which work found the problems that are to be put right."""

    MONITORING = "monitoring"
    SELF_EVALUATION = "self_evaluation"
    DEPARTMENT_EVALUATION = "department_evaluation"
    FINANCE_EVALUATION = "finance_evaluation"


class Progress(StrEnum):
    """How far one problem has been put right."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    IMPOSSIBLE = "impossible"


class RectificationItem(Record):
    """One problem to be put right: what the notice asks, and what the reply says was done.

    ``indicators`` are names or numbers as printed, ``evidence`` titles of papers; ``reason`` says why it is not done.
    """

    id: str
    problem: str
    text: str = ""
    indicators: tuple[str, ...] = ()
    amount: TypedFigure | None = None
    requirement: str = ""
    due_on: datetime.date | None = None
    responsible: str = ""
    measure: str = ""
    progress: Progress | None = None
    finished_on: datetime.date | None = None
    recovered: TypedFigure | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()


class RectificationReply(Record):
    """The head of the reply (整改情况报告); what it says problem by problem stands in the items."""

    document_number: str = ""
    replied_on: datetime.date | None = None
    lead: str = ""
    accepted: bool | None = None
    accepted_on: datetime.date | None = None
    acceptance_note: str = ""


class Rectification(Record):
    """A rectification: the notice and, once there is one, its reply. ``paper`` is the report that found the problems.

    ``texts`` are the author's own texts by passage.
    """

    type: Literal["rectification"] = "rectification"
    id: str = ""
    standard: str = "cn"
    subject: Subject
    origin: Origin = Origin.FINANCE_EVALUATION
    paper: str = ""
    score: Exact | None = None
    grade: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: datetime.date | None = None
    due_on: datetime.date | None = None
    items: tuple[RectificationItem, ...] = ()
    reply: RectificationReply | None = None
    texts: dict[str, str] = {}


class ComplaintChannel(StrEnum):
    """How a complaint came."""

    WEB = "web"
    TELEPHONE = "telephone"
    LETTER = "letter"
    VISIT = "visit"
    HOTLINE = "hotline"
    FORWARDED = "forwarded"


class ComplaintCategory(StrEnum):
    """What a complaint is about."""

    LATE_DISCLOSURE = "late_disclosure"
    WRONG_DATA = "wrong_data"
    USE_OF_FUNDS = "use_of_funds"
    UNFAIR_EVALUATION = "unfair_evaluation"
    EVALUATOR = "evaluator"
    PROCUREMENT = "procurement"
    PERSONAL_INFORMATION = "personal_information"
    OTHER = "other"


class Satisfaction(StrEnum):
    """What the complainant says of the answer."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"


class ComplaintStep(Record):
    """One step of handling a complaint."""

    day: datetime.date
    who: str = ""
    what: str


class Complaint(Record):
    """One complaint. ``complainant`` is restricted: printed masked, and not at all when ``anonymous`` or ``confidential``.

    ``recused`` None: nobody asked whether the handler is biased; False: asked, no reason to withdraw; True: the handler was replaced.
    ``outcome`` is what it changed in a score or report, ``rectification`` the id of the rectification it led to.
    """

    number: str
    received_on: datetime.date
    channel: ComplaintChannel
    complainant: str = ""
    anonymous: bool = False
    confidential: bool = False
    agency: str = ""
    project: str = ""
    project_code: str = ""
    document: str = ""
    category: ComplaintCategory = ComplaintCategory.OTHER
    summary: str
    evidence: tuple[str, ...] = ()
    urgent: bool = False
    accepted: bool | None = None
    accepted_on: datetime.date | None = None
    refusal_reason: str = ""
    handling_agency: str = ""
    handler: str = ""
    recused: bool | None = None
    due_on: datetime.date | None = None
    extended_to: datetime.date | None = None
    steps: tuple[ComplaintStep, ...] = ()
    finding: str = ""
    measure: str = ""
    outcome: str = ""
    replied_on: datetime.date | None = None
    reply_way: str = ""
    satisfaction: Satisfaction | None = None
    rectification: str = ""
    archived_on: datetime.date | None = None


class ComplaintLedger(Record):
    """The complaints of one body in one year; ``at`` is the day on which it is drawn up, by which terms are judged."""

    type: Literal["complaint_ledger"] = "complaint_ledger"
    title: str = ""
    standard: str = "cn"
    agency: str = ""
    fiscal_year: int
    at: datetime.date | None = None
    complaints: tuple[Complaint, ...] = ()


class Decision(StrEnum):
    """What becomes of an opinion."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    REJECTED = "rejected"


class ReviewOpinion(Record):
    """One opinion on a draft and its answer. ``place`` is the paragraph, ``indicator`` the indicator it is about, as printed.

    ``change`` says how the draft was changed; ``score_before`` and ``score_after`` stand when the opinion changed a score.
    """

    number: str
    reviewer: str = ""
    place: str = ""
    page: str = ""
    indicator: str = ""
    quote: str = ""
    opinion: str
    evidence: tuple[str, ...] = ()
    decision: Decision | None = None
    reason: str = ""
    change: str = ""
    score_before: Exact | None = None
    score_after: Exact | None = None


class ReviewOpinions(Record):
    """All opinions on one draft with their answers. ``paper`` is the draft's title, ``organiser`` who asked for the opinions."""

    type: Literal["review_opinions"] = "review_opinions"
    id: str = ""
    standard: str = "cn"
    subject: Subject
    paper: str = ""
    organiser: str = ""
    evaluator: str = ""
    asked_on: datetime.date | None = None
    reviewed_on: datetime.date | None = None
    answered_on: datetime.date | None = None
    opinions: tuple[ReviewOpinion, ...] = ()
    texts: dict[str, str] = {}
