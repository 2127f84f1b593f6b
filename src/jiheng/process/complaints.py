"""The terms of a complaint: by when it must be accepted and finished, and how it stands on a day."""

from __future__ import annotations

import datetime
from enum import StrEnum

from jiheng.model import Complaint, Record
from jiheng.regulation import Standard


class ComplaintState(StrEnum):
    """How a complaint stands."""

    WAITING = "waiting"
    REFUSED = "refused"
    HANDLING = "handling"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    ARCHIVED = "archived"


class ComplaintTerm(Record):
    """By when to decide on acceptance, and by when to finish."""

    accept_by: datetime.date
    finish_by: datetime.date


def complaint_term(complaint: Complaint, standard: Standard) -> ComplaintTerm:
    """The terms of a complaint: those its record states, else those of the standard.

    Source: 信访工作条例, through ``standards/*/complaints.yaml``.
    """
    accept_by = complaint.received_on + datetime.timedelta(days=int(standard.number("complaint_acceptance_days")))
    begins = complaint.accepted_on or complaint.received_on
    stated = complaint.extended_to or complaint.due_on
    finish_by = stated or begins + datetime.timedelta(days=int(standard.number("complaint_handling_days")))
    return ComplaintTerm(accept_by=accept_by, finish_by=finish_by)


def complaint_state(complaint: Complaint, standard: Standard, at: datetime.date | None) -> ComplaintState:
    """How it stands on a day; without a day nothing is called overdue."""
    term = complaint_term(complaint, standard)
    if complaint.archived_on is not None:
        return ComplaintState.ARCHIVED
    if complaint.accepted is False:
        return ComplaintState.REFUSED
    if complaint.replied_on is not None:
        return ComplaintState.ANSWERED_LATE if complaint.replied_on > term.finish_by else ComplaintState.ANSWERED
    if complaint.accepted is None:
        return ComplaintState.OVERDUE if at is not None and at > term.accept_by else ComplaintState.WAITING
    return ComplaintState.OVERDUE if at is not None and at > term.finish_by else ComplaintState.HANDLING
