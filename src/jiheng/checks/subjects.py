"""What checks visit. Each subject knows the field path of its parts, so that a finding can name them.

A check's first argument is one of: a form record itself, :class:`IndicatorRow`, :class:`FundsLine`, :class:`Dossier`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiheng.model import AnyForm, Form, FundsRow, Indicator, MonitoringForm, ObjectiveForm, SelfEvaluationForm


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
class Entry:
    """A record of a dossier with its number; paths of a cross check begin with ``#number``."""

    number: int
    record: AnyForm
    document: str = ""

    def at(self, path: str) -> str:
        """The path of a field of this record within the dossier."""
        return f"#{self.number}{path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All records of one subject and year, or all records of one file."""

    entries: tuple[Entry, ...]

    def of(self, kind: type[Form]) -> list[Entry]:
        """The entries of one record type."""
        return [entry for entry in self.entries if isinstance(entry.record, kind)]


def visits(record: AnyForm) -> Iterator[Any]:
    """Every subject within one record, the record first."""
    yield record
    for index, row in enumerate(record.funds):
        yield FundsLine(form=record, index=index, row=row)
    for index, indicator in enumerate(record.indicators):
        yield IndicatorRow(form=record, index=index, indicator=indicator)
    if isinstance(record, ObjectiveForm):
        for index, indicator in enumerate(record.period_indicators):
            yield IndicatorRow(form=record, index=index, indicator=indicator, group="period_indicators")


def accepts(subject: type, visited: object) -> bool:
    """Whether a check declared for ``subject`` visits ``visited``; ``Form`` means any form."""
    return isinstance(visited, subject)


__all__ = [
    "Dossier",
    "Entry",
    "FundsLine",
    "IndicatorRow",
    "MonitoringForm",
    "ObjectiveForm",
    "SelfEvaluationForm",
    "accepts",
    "visits",
]
