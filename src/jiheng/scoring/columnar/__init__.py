"""Scoring whole tables inside a database: the numeric rule kinds as SQL in fixed point, to the cent, with the results of the Python rules.

The Python rules are the oracle (docs/developers/conformance.md). Everything is whole numbers: amounts × 10^decimals, points in cents; a
quotient is divided once, half up. Which integer type is wide enough is known before the query runs.
"""

from jiheng.scoring.columnar.expressions import DUCKDB, Dialect, RangeTooWide
from jiheng.scoring.columnar.forms import FORMS, NoColumnarForm, Scored, columnar
from jiheng.scoring.columnar.query import NoSuchColumn, NotExact, measured, scoring_query
from jiheng.scoring.columnar.row import Column, ColumnMissing, Columns, Row

__all__ = [
    "DUCKDB",
    "FORMS",
    "Column",
    "ColumnMissing",
    "Columns",
    "Dialect",
    "NoColumnarForm",
    "NoSuchColumn",
    "NotExact",
    "RangeTooWide",
    "Row",
    "Scored",
    "columnar",
    "measured",
    "scoring_query",
]
