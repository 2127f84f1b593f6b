"""The words: frozen records of budget performance evaluation. Imports nothing else of ours.

Not here: reading files, law, checking. A computed value is a property; units and rounding live in ``amounts``.
"""

from typing import TypeAlias

from jiheng.model.accounts import AccountsRow, AccountsTable, AccountsTableKind, FinalAccounts, Heading
from jiheng.model.dates import PartialDate, read_date
from jiheng.model.estimates import Estimate, reading, summed
from jiheng.model.facts import Change, ComparedWith, Comparison, Fact
from jiheng.model.figures import Figure, normal, read_figure
from jiheng.model.findings import CheckState, Citation, Finding, Outcome, Relation, Severity
from jiheng.model.forms import (
    AnyForm,
    CategoryPoints,
    DeviationCauses,
    Form,
    FundsKind,
    FundsRow,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    MonitoringForm,
    ObjectiveForm,
    Scope,
    SelfEvaluationForm,
)
from jiheng.model.intervals import Interval, total
from jiheng.model.places import Box, Place, Source, SourceMap
from jiheng.model.record import Record
from jiheng.model.reports import (
    CitedDocument,
    EvaluationReport,
    GradeBand,
    Interview,
    LevelScore,
    Member,
    MoneyTable,
    Payment,
    Point,
    ReportPart,
    ScoreLine,
    ScoreStatement,
    ScoreTable,
    Slip,
    StatedCount,
    StatedWeight,
    Survey,
    SurveyQuestion,
    TargetList,
    Verdict,
)
from jiheng.model.targets import Actual, Direction, Measure, Target, read_actual, read_target

AnyRecord: TypeAlias = AnyForm | FinalAccounts | EvaluationReport
"""Everything that is read from a document and checked."""

__all__ = [
    "AccountsRow",
    "AccountsTable",
    "AccountsTableKind",
    "Actual",
    "AnyForm",
    "AnyRecord",
    "Box",
    "CategoryPoints",
    "Change",
    "CheckState",
    "Citation",
    "CitedDocument",
    "ComparedWith",
    "Comparison",
    "DeviationCauses",
    "Direction",
    "Estimate",
    "EvaluationReport",
    "Fact",
    "Figure",
    "FinalAccounts",
    "Finding",
    "Form",
    "FundsKind",
    "FundsRow",
    "GradeBand",
    "Heading",
    "Indicator",
    "IndicatorCategory",
    "IndicatorSubcategory",
    "Interval",
    "Interview",
    "LevelScore",
    "Measure",
    "Member",
    "MoneyTable",
    "MonitoringForm",
    "ObjectiveForm",
    "Outcome",
    "PartialDate",
    "Payment",
    "Place",
    "Point",
    "Record",
    "Relation",
    "ReportPart",
    "Scope",
    "ScoreLine",
    "ScoreStatement",
    "ScoreTable",
    "SelfEvaluationForm",
    "Severity",
    "Slip",
    "Source",
    "SourceMap",
    "StatedCount",
    "StatedWeight",
    "Survey",
    "SurveyQuestion",
    "Target",
    "TargetList",
    "Verdict",
    "normal",
    "read_actual",
    "read_date",
    "read_figure",
    "read_target",
    "reading",
    "summed",
    "total",
]
