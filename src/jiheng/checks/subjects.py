"""What checks visit. Each subject knows the field path of its parts, so that a finding can name them.

A check's first argument is one of: a record itself, :class:`IndicatorRow`, :class:`FundsLine`, :class:`FactLine`,
:class:`ScoreRow`, :class:`Dossier`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiheng.model import (
    AnyForm,
    AnyRecord,
    EvaluationReport,
    Fact,
    FinalAccounts,
    FundsRow,
    Indicator,
    MonitoringForm,
    ObjectiveForm,
    PaperRecord,
    Record,
    ScoreLine,
    ScoreTable,
    SelfEvaluationForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator of any form."""

    form: AnyForm
    index: int
    indicator: Indicator
    group: str = "indicators"

    def at(self, field: str = "") -> str:
        """The path of one of its fields."""
        return f"/{self.group}/{self.index}" + (f"/{field}" if field else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsLine:
    """One row of the funds block of any form."""

    form: AnyForm
    index: int
    row: FundsRow
    group: str = "funds"

    def at(self, field: str = "") -> str:
        """The path of one of its fields."""
        return f"/{self.group}/{self.index}" + (f"/{field}" if field else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One stated quantity of a disclosure or a report."""

    record: FinalAccounts | EvaluationReport
    index: int
    fact: Fact

    def at(self, field: str = "") -> str:
        """The path of one of its fields."""
        return f"/facts/{self.index}" + (f"/{field}" if field else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """One row of a scoring table of a report."""

    report: EvaluationReport
    table_index: int
    table: ScoreTable
    index: int
    line: ScoreLine

    def at(self, field: str = "") -> str:
        """The path of one of its fields."""
        return f"/score_tables/{self.table_index}/lines/{self.index}" + (f"/{field}" if field else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record of a dossier with its number; paths of a cross check begin with ``#number``."""

    number: int
    record: AnyRecord
    document: str = ""

    def at(self, path: str) -> str:
        """The path of a field of this record within the dossier."""
        return f"#{self.number}{path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All records of one subject and year, or all records of one file.

    ``versions`` are further copies of forms and disclosures that stand in ``entries`` already; sums must not count them twice.
    """

    entries: tuple[Entry, ...]
    versions: tuple[Entry, ...] = ()

    def of(self, kind: type[Record]) -> list[Entry]:
        """The entries of one record type."""
        return [entry for entry in self.entries if isinstance(entry.record, kind)]


def visits(record: AnyRecord) -> Iterator[Any]:
    """Every subject within one record, the record first.

    Of a unit's narrative on itself, and of the words of a paper of the process, only the rows and facts are visited: no rule says what
    such a text must hold.
    """
    if not (isinstance(record, EvaluationReport) and record.kind != "evaluation"):
        yield record
    if isinstance(record, FinalAccounts | EvaluationReport):
        yield from _lines(record)
    if isinstance(record, FinalAccounts | EvaluationReport | PaperRecord):
        return
    for index, row in enumerate(record.funds):
        yield FundsLine(form=record, index=index, row=row)
    for index, indicator in enumerate(record.indicators):
        yield IndicatorRow(form=record, index=index, indicator=indicator)
    if isinstance(record, ObjectiveForm):
        for index, indicator in enumerate(record.period_indicators):
            yield IndicatorRow(form=record, index=index, indicator=indicator, group="period_indicators")


def _lines(record: FinalAccounts | EvaluationReport) -> Iterator[Any]:
    for index, fact in enumerate(record.facts):
        yield FactLine(record=record, index=index, fact=fact)
    if isinstance(record, EvaluationReport):
        for number, table in enumerate(record.score_tables):
            for index, line in enumerate(table.lines):
                yield ScoreRow(report=record, table_index=number, table=table, index=index, line=line)


__all__ = [
    "Dossier",
    "Entry",
    "FactLine",
    "FundsLine",
    "IndicatorRow",
    "MonitoringForm",
    "ObjectiveForm",
    "ScoreRow",
    "SelfEvaluationForm",
    "visits",
]
