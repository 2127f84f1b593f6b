"""Which report a case becomes."""

from __future__ import annotations

from collections.abc import Mapping

from jiheng.cli.reporting_format import ReportKind
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.paper import Paper
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import PlacedCase


def case_paper(read: PlacedCase, edits: Mapping[str, tuple[str, ...]], kind: ReportKind = ReportKind.PACKAGE) -> Paper:
    """The report of a case, with the author's edits of an earlier version kept."""
    del kind
    return project_report(read.case, read.frame, score_case(read.case, read.frame, read.standard), read.standard, edits)
