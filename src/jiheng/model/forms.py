"""The official forms as records: objective declaration, monitoring, self-evaluation.

Field names follow the glossary. ``None`` means the paper says nothing. Where a figure is expected and something else
is printed (a dash, a slash, a word), the field is None and ``marks`` keeps what is printed, so that blank, dash and
zero stay three things. Sources: 财预〔2020〕10号 annex (project self-evaluation form), 财预〔2019〕136号 (monitoring form),
财预〔2015〕88号 (objective form); local variants through standards/*/forms.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias

from jiheng.model.dates import PartialDate
from jiheng.model.figures import Figure
from jiheng.model.record import Record
from jiheng.model.targets import Actual, Target


class IndicatorCategory(StrEnum):
    """Level-1 indicator (一级指标)."""

    DECISION = "decision"
    PROCESS = "process"
    COST = "cost"
    OUTPUT = "output"
    BENEFIT = "benefit"
    SATISFACTION = "satisfaction"
    MANAGEMENT = "management"
    OTHER = "other"


class IndicatorSubcategory(StrEnum):
    """Level-2 indicator (二级指标)."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIMELINESS = "timeliness"
    COST = "cost"
    ECONOMIC_COST = "economic_cost"
    SOCIAL_COST = "social_cost"
    ECOLOGICAL_COST = "ecological_cost"
    ECONOMIC = "economic"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    SUSTAINABILITY = "sustainability"
    SATISFACTION = "satisfaction"
    OTHER = "other"


class Scope(StrEnum):
    """What a form evaluates."""

    PROJECT = "project"
    DEPARTMENT = "department"


class FundsKind(StrEnum):
    """What a row of the funds block counts; ``TOTAL`` is the sum of the others at its level."""

    TOTAL = "total"
    CURRENT_APPROPRIATION = "current_appropriation"
    UPPER_LEVEL = "upper_level"
    OWN_LEVEL = "own_level"
    PRIOR_YEAR_CARRYOVER = "prior_year_carryover"
    OTHER_FUNDS = "other_funds"
    BASIC_EXPENDITURE = "basic_expenditure"
    PROJECT_EXPENDITURE = "project_expenditure"
    OTHER = "other"


class FundsRow(Record):
    """One row of the funds block (项目资金). Amounts in the printed unit.

    ``level`` 0 is the total row, 1 its parts, 2 parts of parts (其中). ``marks``: see the module.
    """

    label: str
    kind: FundsKind = FundsKind.OTHER
    level: int = 0
    initial_budget: Figure | None = None
    adjusted_budget: Figure | None = None
    executed: Figure | None = None
    expected_execution: Figure | None = None
    weight: Figure | None = None
    execution_rate: Figure | None = None
    score: Figure | None = None
    marks: dict[str, str] = {}


class DeviationCauses(Record):
    """The tick columns of the monitoring form; True when ticked."""

    funding: bool = False
    system: bool = False
    staff: bool = False
    hardware: bool = False
    other: bool = False


class Indicator(Record):
    """One indicator row of any form. ``category``/``subcategory`` as printed without points; the ``_key`` is its meaning.

    ``name_unit`` is the unit in the brackets of the name, ``points`` of category headers stand in the form.
    ``status`` and ``expected`` belong to monitoring forms, ``prior_actual``… to none yet. ``deviation`` and ``score_rate`` are columns of
    some places: by how much the actual value misses the target, and the share of its points that the row got.
    """

    category: str | None = None
    category_key: IndicatorCategory | None = None
    subcategory: str | None = None
    subcategory_key: IndicatorSubcategory | None = None
    name: str = ""
    name_unit: str | None = None
    target: Target | None = None
    actual: Actual | None = None
    expected: Actual | None = None
    completion_rate: Figure | None = None
    deviation: Figure | None = None
    weight: Figure | None = None
    score: Figure | None = None
    score_rate: Figure | None = None
    deviation_reason: str | None = None
    basis: str | None = None
    scoring_standard: str | None = None
    explanation: str | None = None
    causes: DeviationCauses | None = None
    likelihood: Literal["certain", "possible", "impossible", "several"] | None = None
    note: str | None = None
    marks: dict[str, str] = {}


class CategoryPoints(Record):
    """Points printed in the header of a level-1 or level-2 group: 产出指标（50分）."""

    category: str
    category_key: IndicatorCategory | None = None
    subcategory: str | None = None
    points: Figure


class Form(Record):
    """What all forms share. ``money_unit`` is the unit of the funds block; ``fields`` keeps other labelled cells as printed.

    ``columns`` are the columns of the indicator table by meaning (empty when not known): a blank in a column is something else than no
    column.
    """

    title: str = ""
    scope: Scope = Scope.PROJECT
    fiscal_year: int | None = None
    project: str | None = None
    project_code: str | None = None
    supervising_department: str | None = None
    implementing_agency: str | None = None
    money_unit: str = ""
    funds: tuple[FundsRow, ...] = ()
    expected_objective: str | None = None
    indicators: tuple[Indicator, ...] = ()
    category_points: tuple[CategoryPoints, ...] = ()
    columns: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    marks: dict[str, str] = {}


class SelfEvaluationForm(Form):
    """项目支出绩效自评表 / 部门整体支出绩效自评表. Weights and scores in points of 100."""

    type: Literal["self_evaluation_form"] = "self_evaluation_form"
    actual_objective: str | None = None
    total_weight: Figure | None = None
    total_score: Figure | None = None
    grade: str | None = None
    conclusion: str | None = None
    problems: str | None = None
    improvement: str | None = None
    filled_on: PartialDate | None = None
    tasks: tuple[FundsRow, ...] = ()


class ObjectiveForm(Form):
    """绩效目标申报表. ``funds`` rows carry the declared amount in ``initial_budget``; period objective beside the annual one."""

    type: Literal["objective_form"] = "objective_form"
    period_objective: str | None = None
    period_indicators: tuple[Indicator, ...] = ()
    period_funds: tuple[FundsRow, ...] = ()
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    attribute: str | None = None
    owner: str | None = None
    tasks: tuple[FundsRow, ...] = ()
    total_weight: Figure | None = None


class MonitoringForm(Form):
    """绩效运行监控表. ``executed`` is what was spent up to ``cutoff_month``; ``expected_execution`` the full-year forecast."""

    type: Literal["monitoring_form"] = "monitoring_form"
    cutoff_month: int | None = None
    actual_objective: str | None = None
    total_weight: Figure | None = None


AnyForm: TypeAlias = SelfEvaluationForm | ObjectiveForm | MonitoringForm
