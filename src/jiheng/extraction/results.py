"""What an extraction hands over: records with their source maps, other tables with their titles, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiheng.documents.content import Table
from jiheng.model import AnyRecord, Place, Source, SourceMap


class DocumentType(StrEnum):
    """What a document as a whole is."""

    SELF_EVALUATION = "self_evaluation"
    FINAL_ACCOUNTS = "final_accounts"
    OBJECTIVE = "objective"
    MONITORING = "monitoring"
    EVALUATION_REPORT = "evaluation_report"
    RECTIFICATION = "rectification"
    COMPLAINT_LEDGER = "complaint_ledger"
    REVIEW_OPINIONS = "review_opinions"
    RESULTS_SUMMARY = "results_summary"
    FINDINGS_LIST = "findings_list"
    WORKING_PAPER = "working_paper"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One record and where each of its fields stands."""

    record: AnyRecord
    sources: SourceMap


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledTable:
    """A table that is no form, with the title and the unit printed around it; ``rows`` as printed, merged cells once."""

    title: str
    table: Table
    place: Place
    unit: str = ""

    @property
    def rows(self) -> list[list[str]]:
        """The texts by row."""
        return [[cell.text for cell in line] for line in self.table.by_row()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read from one document."""

    records: tuple[Extracted, ...] = ()
    tables: tuple[TitledTable, ...] = ()
    unread: tuple[Source, ...] = ()
    type: str = DocumentType.UNKNOWN
    agency: str | None = None
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text read for one field: where it stands and the column label (or cell label) printed above or beside it.

    ``value`` is the full value behind a spreadsheet cell, when it differs from what is shown. ``doubt`` says, in Chinese, why the text is
    not certain; empty when it is.
    """

    text: str
    place: Place
    column: str = ""
    value: str | None = None
    doubt: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed."""
        return not self.text.strip()
