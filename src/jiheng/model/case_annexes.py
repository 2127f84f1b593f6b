"""What an evaluation case keeps besides its scores: interviews, base data form, confirmation slips, calendar of the work, key tasks."""

from __future__ import annotations

import datetime
from typing import Literal

from jiheng.model.exact import TypedFigure
from jiheng.model.record import Record


class WorkStage(Record):
    """A stage of the evaluators' work: a row of the calendar in the report."""

    name: str
    started_on: datetime.date | None = None
    finished_on: datetime.date | None = None
    work: str = ""


class InterviewAnswer(Record):
    """A question of an interview and what was answered."""

    question: str
    answer: str = ""


class CaseInterview(Record):
    """An interview record (访谈记录). ``interviewee`` with post, ``signer`` who signed for the interviewee, ``evidence`` handed over."""

    id: str
    agency: str = ""
    interviewee: str = ""
    held_on: datetime.date | None = None
    held_at: str = ""
    answers: tuple[InterviewAnswer, ...] = ()
    interviewers: tuple[str, ...] = ()
    recorder: str = ""
    signer: str = ""
    evidence: tuple[str, ...] = ()


class DataItem(Record):
    """An entry of the base data form (基础数据采集表): a figure or a text, who filled it in and from which source."""

    name: str
    value: TypedFigure | None = None
    text: str = ""
    provider: str = ""
    source: str = ""
    evidence: tuple[str, ...] = ()


class CaseSlip(Record):
    """A confirmation slip (确认单): of the report, or of the material and data it rests on. ``days`` are working days to answer."""

    id: str
    kind: Literal["report", "data"] = "report"
    addressee: str
    sent_on: datetime.date | None = None
    days: int | None = None
    answered_on: datetime.date | None = None
    view: str = ""
    signer: str = ""


class KeyTask(Record):
    """A key task of a department's year: what was planned and what was done."""

    name: str
    planned: str = ""
    done: str = ""
