"""The words: frozen records of budget performance evaluation. Imports nothing else of ours.

Not here: reading files, law, checking. A computed value is a property; units and rounding live in ``amounts``.
"""

from jiheng.model.dates import PartialDate, read_date
from jiheng.model.estimates import Estimate, reading, summed
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
from jiheng.model.targets import Actual, Direction, Measure, Target, read_actual, read_target

__all__ = [
    "Actual",
    "AnyForm",
    "Box",
    "CategoryPoints",
    "CheckState",
    "Citation",
    "DeviationCauses",
    "Direction",
    "Estimate",
    "Figure",
    "Finding",
    "Form",
    "FundsKind",
    "FundsRow",
    "Indicator",
    "IndicatorCategory",
    "IndicatorSubcategory",
    "Interval",
    "Measure",
    "MonitoringForm",
    "ObjectiveForm",
    "Outcome",
    "PartialDate",
    "Place",
    "Record",
    "Relation",
    "Scope",
    "SelfEvaluationForm",
    "Severity",
    "Source",
    "SourceMap",
    "Target",
    "normal",
    "read_actual",
    "read_date",
    "read_figure",
    "read_target",
    "reading",
    "summed",
    "total",
]
