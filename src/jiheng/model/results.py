"""The year's results of a county or a department as its summary prints them: the rankings, row by row."""

from __future__ import annotations

from typing import Literal

from jiheng.model.figures import Figure
from jiheng.model.record import Record


class RankedResult(Record):
    """A row of a ranking as printed. ``count`` is a number of projects, ``own_score`` what the subject gave itself.

    ``is_total`` marks the row that adds up the others; ``grade`` names the row in a table of grades.
    """

    name: str = ""
    rank: Figure | None = None
    department: str = ""
    agency: str = ""
    evaluator: str = ""
    count: Figure | None = None
    budget: Figure | None = None
    executed: Figure | None = None
    execution_rate: Figure | None = None
    score: Figure | None = None
    own_score: Figure | None = None
    difference: Figure | None = None
    grade: str = ""
    share: Figure | None = None
    is_total: bool = False


class RankingTable(Record):
    """One table of results: projects by their self-evaluation, departments, evaluated subjects, or how often each grade was given."""

    kind: Literal["projects", "departments", "evaluations", "grades"]
    title: str = ""
    unit: str = ""
    rows: tuple[RankedResult, ...] = ()


class ResultsSummary(Record):
    """A summary of results (汇总报告、排名): its tables. What it says in sentences stands beside it, in the words around."""

    type: Literal["results_summary"] = "results_summary"
    title: str = ""
    fiscal_year: int | None = None
    tables: tuple[RankingTable, ...] = ()

    @property
    def lists_all(self) -> bool:
        """Whether the one table of projects holds as many as the departments have together: some summaries list only the first."""
        projects, departments = [[t for t in self.tables if t.kind == kind] for kind in ("projects", "departments")]
        if len(projects) != 1 or len(departments) > 1:
            return False
        rows = [row for row in projects[0].rows if not row.is_total]
        counts = [row.count.value for table in departments for row in table.rows if row.count is not None and not row.is_total]
        return not counts or sum(counts) == len(rows)

    def of(self, kind: str) -> RankingTable | None:
        """The first table of a kind."""
        return next((table for table in self.tables if table.kind == kind), None)
