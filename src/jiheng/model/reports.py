"""The evaluation report (绩效评价报告) as a record: project or department, package or one form.

Sources: 财预〔2020〕10号 annex 3 (outline of the report); the kinds A, B and C of the practice notes.
"""

from __future__ import annotations

from typing import Literal

from jiheng.model.accounts import Heading
from jiheng.model.dates import PartialDate
from jiheng.model.facts import Fact
from jiheng.model.figures import Figure
from jiheng.model.forms import FundsRow, IndicatorCategory, Scope
from jiheng.model.record import Record


class ScoreLine(Record):
    """A row of a scoring table. ``level`` 1–3 says what it scores; total rows have level 0. Texts as printed, figures in points or percent."""

    level: int
    level1: str | None = None
    level1_key: IndicatorCategory | None = None
    level1_weight: Figure | None = None
    level2: str | None = None
    level2_weight: Figure | None = None
    level3: str | None = None
    weight: Figure | None = None
    explanation: str | None = None
    benchmark: str | None = None
    evaluation_points: str | None = None
    scoring_rule: str | None = None
    course: str | None = None
    score: Figure | None = None
    score_rate: Figure | None = None
    deduction_reason: str | None = None
    remark: str | None = None
    marks: dict[str, str] = {}


class ScoreTable(Record):
    """One scoring table: the full annex, a summary by level-1, one for a single level-1 group, or a frame without scores."""

    kind: Literal["annex", "summary", "group", "frame"]
    title: str = ""
    group: str | None = None
    lines: tuple[ScoreLine, ...] = ()


class Verdict(Record):
    """A score with its grade word as some place of the report states it."""

    section: str
    score: Figure | None = None
    grade: str | None = None
    full: Figure | None = None
    text: str = ""


class Payment(Record):
    """A row of payments: when, for what, to whom, standard, amount (unit of the table)."""

    date: PartialDate | None = None
    purpose: str | None = None
    payee: str | None = None
    standard: Figure | None = None
    amount: Figure | None = None
    is_total: bool = False


class SurveyQuestion(Record):
    """One question with its counts; ``rate`` as printed."""

    question: str
    returned: Figure | None = None
    answers: dict[str, Figure] = {}
    rate: Figure | None = None


class Survey(Record):
    """A survey as reported; ``method`` as printed (抽样调查, 普查)."""

    title: str = ""
    population: Figure | None = None
    issued: Figure | None = None
    returned: Figure | None = None
    valid: Figure | None = None
    method: str | None = None
    satisfaction: Figure | None = None
    questions: tuple[SurveyQuestion, ...] = ()


class Member(Record):
    """A member of the evaluation team; ``has_phone`` says that a number is printed, the number itself is not kept."""

    name: str
    role: str | None = None
    duty: str | None = None
    has_phone: bool = False


class Slip(Record):
    """A confirmation slip (确认单): sent, answered, by whom, with which view."""

    addressee: str | None = None
    sender: str | None = None
    sent_on: PartialDate | None = None
    answered_on: PartialDate | None = None
    view: str | None = None
    signed: bool | None = None


class Interview(Record):
    """An interview record; ``signers`` by their printed role (评价组长: 某某)."""

    interviewee: str | None = None
    held_on: PartialDate | None = None
    text: str = ""
    signers: dict[str, str] = {}


class Point(Record):
    """A problem, a suggestion or a good practice: title and text."""

    title: str
    text: str = ""


class EvaluationReport(Record):
    """A report with everything in it. ``cover`` holds labelled lines of the cover as printed."""

    type: Literal["evaluation_report"] = "evaluation_report"
    scope: Scope = Scope.PROJECT
    title: str = ""
    project: str | None = None
    agency: str | None = None
    client: str | None = None
    evaluator: str | None = None
    lead_evaluator: str | None = None
    fiscal_year: int | None = None
    cover: dict[str, str] = {}
    contents: tuple[Heading, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[str, ...] = ()
    paragraph_sections: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    funds: tuple[FundsRow, ...] = ()
    score_tables: tuple[ScoreTable, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    payments: tuple[Payment, ...] = ()
    team: tuple[Member, ...] = ()
    surveys: tuple[Survey, ...] = ()
    interviews: tuple[Interview, ...] = ()
    slips: tuple[Slip, ...] = ()
    data_form: dict[str, str] = {}
    problems: tuple[Point, ...] = ()
    suggestions: tuple[Point, ...] = ()
    practices: tuple[Point, ...] = ()
    documents_cited: tuple[str, ...] = ()
