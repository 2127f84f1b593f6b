"""Stages, transitions, roles and deadlines of a case, as the standard declares them.

Says what may happen next and by when. Holds no storage and does not know ``assessment``.
"""

from jiheng.process.acting import Applied, Attempt, Fact, Refusal, allowed, apply
from jiheng.process.calendar import WorkingCalendar, load_calendar, read_calendar, with_own_days
from jiheng.process.course import Course, Event, UnknownEvent, begin, happened
from jiheng.process.deadlines import Due, Reminder, due_dates, overdue, reminders
from jiheng.process.flow import Action, Deadline, Flow, Requirement, Role, State, Transition, UnknownState, Words
from jiheng.process.loading import UnknownFlow, flow_names, load_flow, load_words, read_flow, read_words
from jiheng.process.waiting import Waiting, waiting

__all__ = [
    "Action",
    "Applied",
    "Attempt",
    "Course",
    "Deadline",
    "Due",
    "Event",
    "Fact",
    "Flow",
    "Refusal",
    "Reminder",
    "Requirement",
    "Role",
    "State",
    "Transition",
    "UnknownEvent",
    "UnknownFlow",
    "UnknownState",
    "Waiting",
    "Words",
    "WorkingCalendar",
    "allowed",
    "apply",
    "begin",
    "due_dates",
    "flow_names",
    "happened",
    "load_calendar",
    "load_flow",
    "load_words",
    "overdue",
    "read_calendar",
    "read_flow",
    "read_words",
    "reminders",
    "waiting",
    "with_own_days",
]
