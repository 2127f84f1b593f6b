"""What the templates of the report may print: the case and its score under plain names."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import EvaluationCase, Figure, Frame, FundsKind, FundsRow, Record, Scope, Subject, amounts
from jiheng.regulation import Standard
from jiheng.scoring.case import CaseScore


class FundsTotal(Record):
    """The total row of the money, with its rate computed."""

    initial_budget: Figure | None = None
    adjusted_budget: Figure | None = None
    executed: Figure | None = None
    rate: Decimal | None = None


def report_facts(case: EvaluationCase, frame: Frame, score: CaseScore, standard: Standard, words: Mapping[str, Any]) -> dict[str, Any]:
    """The data of every template."""
    subject, engagement = case.subject, case.engagement
    targets = [
        {"name": one.name, "target": one.target.raw} for one in frame.inside if one.target is not None and one.target.is_quantitative
    ]
    return {
        "subject": subject_words(subject),
        "spending": "部门整体支出" if subject.scope is Scope.DEPARTMENT else "项目",
        "values": case.values,
        "basis": case.evaluation_basis or _documents(frame, score),
        "agency": subject.agency,
        "department": subject.supervising_department,
        "year": subject.fiscal_year,
        "until": subject.until_year or subject.fiscal_year,
        "client": engagement.client,
        "evaluator": engagement.evaluator,
        "lead": engagement.lead_evaluator,
        "day": engagement.report_on,
        "started": engagement.started_on,
        "finished": engagement.finished_on,
        "team": engagement.team,
        "evidence": len(case.evidence),
        "surveys": len(case.surveys),
        "tasks": len(case.tasks),
        "interviews": len(case.interviews),
        "total": _funds_total(case),
        "targets": targets,
        "levels": score.levels,
        "count1": len({one.level1 for one in frame.indicators}),
        "count2": len({(one.level1, one.level2) for one in frame.indicators if one.level2}),
        "count3": len(frame.indicators),
        "bonus": list(dict.fromkeys(one.level1 for one in frame.outside)),
        "full": frame.full_marks,
        "bands": _bands(standard, words),
        "problems": case.problems,
        "suggestions": case.suggestions,
    }


def _documents(frame: Frame, score: CaseScore) -> tuple[str, ...]:
    """The documents that grades and frame cite, each once; common practice is no document."""
    cited = (*score.citations, *frame.citations.values())
    return tuple(dict.fromkeys(citation.document for citation in cited if citation.evidence != "practice"))


def subject_words(subject: Subject) -> str:
    """What is evaluated, as titles name it."""
    ending = "部门整体支出" if subject.scope is Scope.DEPARTMENT else "项目"
    return subject.name if subject.name.endswith(ending) else subject.name + ending


def _funds_total(case: EvaluationCase) -> FundsTotal | None:
    row = next((row for row in case.funds if row.kind is FundsKind.TOTAL), None)
    return None if row is None else FundsTotal(**dict(_amounts(row, case.money_unit)), rate=rate_of(row))


def _amounts(row: FundsRow, unit: str) -> list[tuple[str, Figure | None]]:
    """The amounts of a row, each with its unit."""
    found = []
    for name in ("initial_budget", "adjusted_budget", "executed"):
        figure: Figure | None = getattr(row, name)
        if figure is not None and not figure.unit:
            figure = figure.model_copy(update={"unit": unit, "raw": ""})
        found.append((name, figure))
    return found


def rate_of(row: FundsRow) -> Decimal | None:
    """Executed ÷ adjusted budget; None where the budget is zero or unknown."""
    if row.executed is None or row.adjusted_budget is None or not row.adjusted_budget.value:
        return None
    return row.executed.value / row.adjusted_budget.value


def _bands(standard: Standard, words: Mapping[str, Any]) -> list[str]:
    """The grades of the standard in words, the best first."""
    bounds: Mapping[str, Decimal] = standard.parameter("evaluation_grades").value
    ranked = sorted(bounds.items(), key=lambda item: item[1], reverse=True)
    texts = words["labels"]["band"]
    found = []
    for index, (name, low) in enumerate(ranked):
        high = ranked[index - 1][1] if index else None
        shape = texts["top"] if high is None else texts["bottom"] if index == len(ranked) - 1 else texts["middle"]
        found.append(shape.format(name=name, low=amounts.text(low, None), high=amounts.text(high, None) if high is not None else ""))
    return found
