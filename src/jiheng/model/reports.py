"""The evaluation report (绩效评价报告) as a record: project or department, package or one form.

Sources: 财预〔2020〕10号 annex 3 (outline of the report); the kinds A, B and C of the practice notes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from jiheng.model.accounts import AccountsRow, Heading
from jiheng.model.dates import PartialDate
from jiheng.model.facts import Fact
from jiheng.model.figures import Figure
from jiheng.model.forms import FundsRow, Indicator, IndicatorCategory, Scope
from jiheng.model.record import Record


class ReportPart(StrEnum):
    """The parts of a report: what stands in one of them is repeated, and must agree, in others."""

    COVER = "cover"
    ABSTRACT = "abstract"
    CONTENTS = "contents"
    BODY = "body"
    ANNEX = "annex"


class ScoreLine(Record):
    """A row of a scoring table. ``level`` 1–3 says what it scores; total rows have level 0. Texts as printed, figures in points or percent.

    Names stand without the points printed in them (决策（20分）), which are ``level1_weight``, ``level2_weight`` and, for level 3,
    ``weight`` when no column prints one. ``lost`` is a column of points lost, ``deviation`` one of how far the
    actual value is from the target.
    """

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
    lost: Figure | None = None
    deviation: Figure | None = None
    deduction_reason: str | None = None
    remark: str | None = None
    marks: dict[str, str] = {}


class ScoreTable(Record):
    """One scoring table: the full annex, a summary by level-1, one for a single level-1 group, or a frame without scores."""

    kind: Literal["annex", "summary", "group", "frame"]
    title: str = ""
    group: str | None = None
    section: str = ""
    part: ReportPart = ReportPart.BODY
    lines: tuple[ScoreLine, ...] = ()


class LevelScore(Record):
    """A named part of the score inside a sentence: 项目决策 18 分; with its points and rate when the sentence says them behind it."""

    name: str
    score: Figure
    weight: Figure | None = None
    score_rate: Figure | None = None


class Verdict(Record):
    """A score with its grade word as some place of the report states it; ``levels`` are the parts the same sentence names."""

    section: str
    part: ReportPart = ReportPart.BODY
    score: Figure | None = None
    grade: str | None = None
    full: Figure | None = None
    levels: tuple[LevelScore, ...] = ()
    text: str = ""


class GradeBand(Record):
    """A band of grades as the report prints it: 80（含）-90 分为良. ``low`` None is 以下, ``high`` None is 以上."""

    section: str
    grade: str
    low: Figure | None = None
    high: Figure | None = None
    low_included: bool = True
    high_included: bool = False
    text: str = ""


class ScoreStatement(Record):
    """A sentence on the score of one indicator or group: 权重分为 20 分，实际得分 18 分，得分率为 90%; 扣 2 分，得 1 分.

    ``target``, ``actual`` and ``completion`` (指标完成率) as printed when the same paragraph states them; ``no_loss`` is 不扣分,
    ``course`` what stands behind 评分过程, as in the annex.
    """

    subject: str
    section: str = ""
    part: ReportPart = ReportPart.BODY
    weight: Figure | None = None
    score: Figure | None = None
    score_rate: Figure | None = None
    lost: Figure | None = None
    no_loss: bool = False
    target: str | None = None
    actual: str | None = None
    completion: Figure | None = None
    course: str | None = None
    text: str = ""


class StatedCount(Record):
    """A count of indicators or projects a sentence states.

    ``of`` is level1, level2, level3, indicators, quantitative, qualitative, quantified_rate (percent) or projects; ``subject`` whose:
    评价指标体系, 项目决策类, 绩效目标.
    """

    of: Literal["level1", "level2", "level3", "indicators", "quantitative", "qualitative", "quantified_rate", "projects"]
    figure: Figure
    subject: str = ""
    section: str = ""
    part: ReportPart = ReportPart.BODY
    text: str = ""


class StatedWeight(Record):
    """An indicator with its points inside a sentence: 一级指标为：决策（20分）、过程（20分）. ``level`` 0 is the sum (共计 100 分)."""

    level: int
    of_level: int
    name: str = ""
    weight: Figure
    section: str = ""
    part: ReportPart = ReportPart.BODY


class TargetList(Record):
    """Targets as one section of the report declares them, in sentences or in a table."""

    section: str
    part: ReportPart = ReportPart.BODY
    overall: str | None = None
    indicators: tuple[Indicator, ...] = ()


class MoneyTable(Record):
    """A table of money: by source, by nature, with shares, projects. Rows of ``figures`` by column key, as in the final accounts.

    Column keys: initial_budget, adjusted_budget, adjustment, adjustment_rate, in_place, in_place_rate, executed, execution_rate, surplus,
    share; other and other_rate under labels that are not known; a second column of a kind is ``<key>_2``. Total rows have level 0.
    ``counts``: no column of money at all.
    """

    kind: Literal["income", "source", "nature", "arrangement", "projects", "funds", "counts"]
    title: str = ""
    unit: str = ""
    section: str = ""
    part: ReportPart = ReportPart.BODY
    columns: dict[str, str] = {}
    rows: tuple[AccountsRow, ...] = ()


class CitedDocument(Record):
    """A document named in the text: title without its marks, number as printed (None where none is printed behind it)."""

    title: str
    number: str | None = None
    section: str = ""
    part: ReportPart = ReportPart.BODY


class Payment(Record):
    """A row of payments: when, for what, to whom, standard, amount (unit of the table)."""

    date: PartialDate | None = None
    purpose: str | None = None
    payee: str | None = None
    standard: Figure | None = None
    amount: Figure | None = None
    is_total: bool = False


class SurveyQuestion(Record):
    """One question with its counts; ``rate`` as printed, ``rates`` the share of each answer where the question has a table of its own."""

    question: str
    returned: Figure | None = None
    answers: dict[str, Figure] = {}
    rate: Figure | None = None
    rates: dict[str, Figure] = {}


class Survey(Record):
    """A survey as one place reports it; ``method`` as printed (抽样调查, 普查), ``population`` the number of those who could be asked."""

    title: str = ""
    section: str = ""
    part: ReportPart = ReportPart.BODY
    population: Figure | None = None
    issued: Figure | None = None
    returned: Figure | None = None
    valid: Figure | None = None
    method: str | None = None
    satisfied: Figure | None = None
    satisfaction: Figure | None = None
    formula: str | None = None
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
    signer: str | None = None
    days_to_answer: int | None = None


class Interview(Record):
    """An interview record; ``signers`` by their printed role (评价组长: 某某)."""

    agency: str | None = None
    project: str | None = None
    interviewee: str | None = None
    held_on: PartialDate | None = None
    held_at: str | None = None
    text: str = ""
    signers: dict[str, str] = {}


class Point(Record):
    """A problem, a suggestion or a good practice: title without its number, and text."""

    title: str
    text: str = ""
    number: str = ""
    section: str = ""


class EvaluationReport(Record):
    """A report with everything in it; ``kind`` tells an evaluator's report from a unit's narrative on itself (自评报告).

    ``process`` are the words around the record of a paper of the process (整改通知、台账、汇总): no rule says what they must hold.

    ``cover`` holds labelled lines of the cover as printed.
    ``heading_parts`` tells the part of each heading; ``paragraph_sections`` the heading (index, -1 before the first) of each paragraph.
    ``team`` is the table of the team, ``team_stated`` the members a sentence names by role.
    ``evidence`` are the materials an annex lists, by name.
    ``problems``, ``suggestions`` and ``practices`` are those of the body; what the abstract says of them stands apart.
    """

    type: Literal["evaluation_report"] = "evaluation_report"
    kind: Literal["evaluation", "self_evaluation", "process"] = "evaluation"
    scope: Scope = Scope.PROJECT
    title: str = ""
    project: str | None = None
    agency: str | None = None
    client: str | None = None
    evaluator: str | None = None
    lead_evaluator: str | None = None
    fiscal_year: int | None = None
    issued_on: PartialDate | None = None
    cover: dict[str, str] = {}
    contents: tuple[Heading, ...] = ()
    headings: tuple[Heading, ...] = ()
    heading_parts: tuple[ReportPart, ...] = ()
    paragraphs: tuple[str, ...] = ()
    paragraph_sections: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    funds: tuple[FundsRow, ...] = ()
    money_tables: tuple[MoneyTable, ...] = ()
    target_lists: tuple[TargetList, ...] = ()
    score_tables: tuple[ScoreTable, ...] = ()
    score_statements: tuple[ScoreStatement, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    grade_bands: tuple[GradeBand, ...] = ()
    stated_counts: tuple[StatedCount, ...] = ()
    stated_weights: tuple[StatedWeight, ...] = ()
    payments: tuple[Payment, ...] = ()
    team: tuple[Member, ...] = ()
    team_stated: tuple[Member, ...] = ()
    surveys: tuple[Survey, ...] = ()
    interviews: tuple[Interview, ...] = ()
    slips: tuple[Slip, ...] = ()
    data_form: dict[str, str] = {}
    evidence: tuple[str, ...] = ()
    problems: tuple[Point, ...] = ()
    suggestions: tuple[Point, ...] = ()
    practices: tuple[Point, ...] = ()
    abstract_problems: tuple[Point, ...] = ()
    abstract_suggestions: tuple[Point, ...] = ()
    abstract_practices: tuple[Point, ...] = ()
    documents_cited: tuple[CitedDocument, ...] = ()
