"""The evaluation case: everything one evaluation is written from. The report, the workbook and the scores come out of this one record.

JSON is how it is stored; YAML is how it is typed by hand. Scores are never stored in it unless an evaluator sets them by hand and says why.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from jiheng.model.case_annexes import CaseInterview, CaseSlip, DataItem, KeyTask, WorkStage
from jiheng.model.exact import Exact, TypedFigure
from jiheng.model.forms import FundsRow, Scope
from jiheng.model.frames import Frame
from jiheng.model.record import Record
from jiheng.model.rules import RuleInputs


class Subject(Record):
    """What is evaluated: a project or a department, in one fiscal year or a span of years."""

    name: str
    scope: Scope = Scope.PROJECT
    fiscal_year: int
    until_year: int | None = None
    agency: str = ""
    supervising_department: str = ""
    code: str | None = None


class TeamMember(Record):
    """A member of the evaluating team."""

    name: str
    role: str = ""
    title: str = ""
    qualification: str = ""
    task: str = ""


class Engagement(Record):
    """Who commissioned the evaluation and who carries it out."""

    client: str = ""
    evaluator: str = ""
    lead_evaluator: str = ""
    team: tuple[TeamMember, ...] = ()
    commissioned_on: datetime.date | None = None
    started_on: datetime.date | None = None
    finished_on: datetime.date | None = None
    report_on: datetime.date | None = None
    schedule: tuple[WorkStage, ...] = ()


class Evidence(Record):
    """A piece of evidence (佐证材料). ``number`` is its number in the working papers (B4-2), ``digest`` of the file."""

    id: str
    title: str
    kind: str = ""
    provider: str = ""
    number: str = ""
    received_on: datetime.date | None = None
    path: str = ""
    digest: str = ""
    note: str = ""


class IndicatorInput(RuleInputs):
    """What is known about one indicator of the frame, with its evidence.

    ``score_given`` is a score set by hand instead of the rule's, which then needs ``reason_given``. ``survey`` is the id of a survey
    of the case whose satisfaction is the actual value.
    """

    indicator: str
    survey: str | None = None
    deduction_reason: str | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    score_given: Exact | None = None
    reason_given: str | None = None


class Deduction(Record):
    """Points taken off beside the rule, with reason and evidence."""

    indicator: str
    points: Exact = Field(ge=0)
    reason: str
    evidence: tuple[str, ...] = ()


class Problem(Record):
    """A problem found, with the indicators it cost points."""

    id: str
    title: str
    text: str = ""
    cause: str = ""
    indicators: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class Suggestion(Record):
    """A suggestion with the problems it answers."""

    id: str
    title: str
    text: str = ""
    problems: tuple[str, ...] = ()


class CaseQuestion(Record):
    """A question of a survey with the count of each answer. ``satisfied`` names the answers that count as satisfied, with their weights.

    ``respondents`` says how many answered, where one could choose several answers; their counts then add up to more.
    """

    text: str
    answers: dict[str, int] = {}
    satisfied: dict[str, Exact] = {}
    respondents: int | None = None

    @property
    def answered(self) -> int:
        """How many answered it."""
        return sum(self.answers.values()) if self.respondents is None else self.respondents

    @property
    def satisfaction(self) -> Decimal | None:
        """The weighted share of satisfied answers; None when nobody answered or no answer counts as satisfied."""
        if not self.answered or not self.satisfied:
            return None
        return sum((self.answers.get(answer, 0) * weight for answer, weight in self.satisfied.items()), Decimal(0)) / self.answered


class CaseSurvey(Record):
    """A survey of the case."""

    id: str
    title: str = ""
    respondents: str = ""
    method: str = ""
    population: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    started_on: datetime.date | None = None
    finished_on: datetime.date | None = None
    questions: tuple[CaseQuestion, ...] = ()
    note: str = ""


class CaseFunds(FundsRow):
    """A row of the money; amounts may be typed as printed: ``"108.00"``."""

    initial_budget: TypedFigure | None = None
    adjusted_budget: TypedFigure | None = None
    executed: TypedFigure | None = None


class EvaluationCase(Record):
    """One evaluation, whole. ``frame`` is a frame or the id of one of the standard's; ``at`` the day whose law holds.

    ``texts`` are the author's own texts by section of the report; ``values`` named figures that formulas use, by name, printed in the base
    data form behind the entries of ``data_form``; ``evaluation_basis`` the documents it rests on; ``tasks`` a department's key tasks.
    """

    type: Literal["evaluation_case"] = "evaluation_case"
    id: str = ""
    title: str = ""
    subject: Subject
    engagement: Engagement = Engagement()
    standard: str = "cn"
    at: datetime.date | None = None
    frame: Frame | str
    inputs: tuple[IndicatorInput, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    problems: tuple[Problem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    surveys: tuple[CaseSurvey, ...] = ()
    interviews: tuple[CaseInterview, ...] = ()
    slips: tuple[CaseSlip, ...] = ()
    data_form: tuple[DataItem, ...] = ()
    tasks: tuple[KeyTask, ...] = ()
    evaluation_basis: tuple[str, ...] = ()
    money_unit: str = ""
    funds: tuple[CaseFunds, ...] = ()
    values: dict[str, TypedFigure] = {}
    texts: dict[str, str] = {}
