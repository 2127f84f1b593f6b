"""Which report a case becomes: of a project or a department by its scope, or the department's as one form."""

from __future__ import annotations

from collections.abc import Mapping

from jiheng.cli.reporting_format import ChartShape, ReportKind
from jiheng.cli.stopping import stop
from jiheng.model import Scope
from jiheng.reports.department_report import department_form, department_report
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.paper import Paper
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import PlacedCase


def case_paper(
    read: PlacedCase, edits: Mapping[str, tuple[str, ...]], kind: ReportKind = ReportKind.PACKAGE, chart: ChartShape | None = None
) -> Paper:
    """The report of a case, with the author's edits of an earlier version kept."""
    score = score_case(read.case, read.frame, read.standard)
    department = read.case.subject.scope is Scope.DEPARTMENT
    if kind is ReportKind.DEPARTMENT_FORM:
        if not department:
            stop("一张表式的报告（--kind department_form）用于部门整体支出，这个案例评价的是项目。请去掉 --kind。")
        return department_form(read.case, read.frame, score, read.standard, edits)
    write = department_report if department else project_report
    return write(read.case, read.frame, score, read.standard, edits, shape=chart or "")
