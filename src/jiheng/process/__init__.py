"""Stages, transitions, roles and deadlines of a case, as the standard declares them.

Says what may happen next and by when. Holds no storage and does not know ``assessment``.
"""

from jiheng.process.acting import Applied, Attempt, Fact, Refusal, allowed, apply
from jiheng.process.calendar import WorkingCalendar, load_calendar, read_calendar, with_own_days
from jiheng.process.course import Course, Event, NotSettable, UnknownEvent, begin, happened, with_set_date
from jiheng.process.deadlines import Due, Reminder, due_dates, overdue, reminders
from jiheng.process.flow import Action, Deadline, Flow, Requirement, Role, State, Transition, UnknownState, Words
from jiheng.process.loading import UnknownFlow, flow_names, load_flow, load_words, read_flow, read_words
from jiheng.process.results import (
    BudgetProposal,
    RecheckJudgement,
    UnknownGrade,
    WrongReduction,
    budget_proposal,
    exceeds,
    recheck_judgement,
)
from jiheng.process.waiting import Waiting, waiting
from jiheng.process.warnings import NotAMonth, ProgressWarning, monitored_until, progress_warnings

__all__ = [
    "Action",
    "Applied",
    "Attempt",
    "BudgetProposal",
    "Course",
    "Deadline",
    "Due",
    "Event",
    "Fact",
    "Flow",
    "NotAMonth",
    "NotSettable",
    "ProgressWarning",
    "RecheckJudgement",
    "Refusal",
    "Reminder",
    "Requirement",
    "Role",
    "State",
    "Transition",
    "UnknownEvent",
    "UnknownFlow",
    "UnknownGrade",
    "UnknownState",
    "Waiting",
    "Words",
    "WorkingCalendar",
    "WrongReduction",
    "allowed",
    "apply",
    "begin",
    "budget_proposal",
    "due_dates",
    "exceeds",
    "flow_names",
    "happened",
    "load_calendar",
    "load_flow",
    "load_words",
    "monitored_until",
    "overdue",
    "progress_warnings",
    "read_calendar",
    "read_flow",
    "read_words",
    "recheck_judgement",
    "reminders",
    "waiting",
    "with_own_days",
    "with_set_date",
]
