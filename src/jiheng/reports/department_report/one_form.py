"""The rows of the one-form report: labels on the left, texts, money and scores in a grid that all rows share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from jiheng.model import EvaluationCase, Figure, FundsRow, Problem, amounts
from jiheng.reports.render.drafting import Draft, fill, percent, points_with_decimals
from jiheng.reports.render.evaluation.facts import rate_of
from jiheng.reports.render.evaluation.passages import verdict_facts
from jiheng.reports.render.evaluation.scores import outside_levels, rate
from jiheng.reports.render.paper import Block, Cell, Paragraph, Region, Table
from jiheng.scoring.case import CaseScore

Row: TypeAlias = tuple[Cell, ...]
#: Columns beside the label; more when a row has more cells.
_COLUMNS: Final = 12


def form_blocks(
    case: EvaluationCase, score: CaseScore, words: Mapping[str, Any], draft: Draft, facts: Mapping[str, Any]
) -> Iterator[Block]:
    """The form, and the signature below it."""
    of = words["tables"]["form"]
    passages = _passages(case, score, draft)
    levels: list[tuple[str, Decimal, Decimal | None]] = [(level.name, level.score, level.rate) for level in score.levels]
    levels += [(name, earned, None) for name, earned in outside_levels(score)]
    across = max(_COLUMNS, len(levels) + 2)
    rows: list[Row] = [_pairs([(name, fill(text, facts)) for name, text in pairs], across) for pairs in of["head"]]
    rows += [_text(entry, passages, draft, across) for entry in of["before"]]
    rows += _money(case, of["funds"], across)
    rows += [_text(entry, passages, draft, across) for entry in of["between"]]
    rows += _verdict(score, levels, of["verdict"], across)
    rows += [_text(entry, passages, draft, across) for entry in of["after"]]
    yield Table(rows=tuple(rows), widths=(Decimal(of["label_width"]), *([Decimal("0.7")] * across)))
    for line in fill(of["signed"], facts).splitlines():
        yield Paragraph(text=line, style="signature")


def _passages(case: EvaluationCase, score: CaseScore, draft: Draft) -> dict[str, str]:
    """Texts that are no single sentence of the standard: the author's own, problems and suggestions in rows."""
    made: dict[str, str] = {}
    if case.problems:
        made["problems"] = "\n".join(
            draft.text("form_problem", number=number, title=one.title, text=one.text, cause=one.cause, indicators=_named(one, score))
            for number, one in enumerate(case.problems, 1)
        )
    if case.suggestions:
        made["suggestions"] = "\n".join(
            draft.text("form_suggestion", number=number, title=one.title, text=one.text) for number, one in enumerate(case.suggestions, 1)
        )
    made["team"] = draft.text("form_team")
    made.setdefault("problems", draft.text("no_problems"))
    made.setdefault("suggestions", draft.text("no_suggestions"))
    facts = [{"name": level.name, "weight": level.weight, "score": level.score, "rate": level.rate} for level in score.levels]
    made["levels"] = "\n".join(draft.text("level", **level) for level in facts)
    return {**made, **case.texts}


def _named(problem: Problem, score: CaseScore) -> list[str]:
    """The names of the indicators a problem cost points."""
    return [line.indicator.name for key in problem.indicators if (line := score.line(key)) is not None]


def _text(entry: Mapping[str, Any], passages: Mapping[str, str], draft: Draft, across: int) -> Row:
    """A label and its passages, each of which a person may rewrite."""
    drafted = ((name, tuple(passages[name].split("\n")) if name in passages else draft.paragraphs(name)) for name in entry["passages"])
    kept = ((name, tuple(text for text in texts if text.strip())) for name, texts in drafted)
    regions = tuple(Region(name=name, paragraphs=texts) for name, texts in kept if texts)
    return Cell(text=entry["label"], head=True), Cell.drafted(regions, columns=across)


def _pairs(pairs: Sequence[tuple[str, str]], across: int) -> Row:
    """Label and value, twice: the second label takes two columns of the grid."""
    (first, value), (second, other) = pairs
    half = across // 2 - 1
    return (
        Cell(text=first, head=True),
        Cell(text=value, columns=half),
        Cell(text=second, columns=2, head=True),
        Cell(text=other, columns=across - half - 2),
    )


def _spread(texts: Sequence[str], across: int, *, head: bool = False) -> Row:
    """Cells over the whole grid, as even as it goes; the first ones take what is left over."""
    each, rest = divmod(across, len(texts))
    return tuple(Cell(text=text, columns=each + (place < rest), head=head or not place) for place, text in enumerate(texts))


def _money(case: EvaluationCase, of: Mapping[str, Any], across: int) -> list[Row]:
    unit = case.money_unit or "万元"
    label = Cell(text=of["label"].format(unit=unit), rows=len(case.funds) + 1, head=True)
    rows = [_spread(of["columns"], across, head=True)]
    rows += [_spread(_money_texts(row), across) for row in case.funds]
    return [(label, *rows[0]), *rows[1:]]


def _money_texts(row: FundsRow) -> list[str]:
    ratio = rate_of(row)
    left = row.adjusted_budget.value - row.executed.value if row.adjusted_budget is not None and row.executed is not None else None
    figures: list[Figure | None] = [row.initial_budget, row.adjusted_budget, row.executed]
    shown = [figure.text if figure is not None else "—" for figure in figures]
    return [row.label, *shown, amounts.text(left) if left is not None else "—", percent(ratio) if ratio is not None else "—"]


def _verdict(score: CaseScore, levels: Sequence[tuple[str, Decimal, Decimal | None]], of: Mapping[str, Any], across: int) -> list[Row]:
    """Score and grade, the text of the verdict, then scores and rates by level 1."""
    grade = verdict_facts(score)["grade"] if score.is_complete else None
    weight = sum((level.weight for level in score.levels), Decimal(0))
    total = points_with_decimals(score.total)
    named = [of["levels"], *(name for name, _, _ in levels), of["total"]]
    earned = [of["scores"], *(points_with_decimals(one) for _, one, _ in levels), total]
    rates = [of["rates"], *(rate(ratio) for _, _, ratio in levels), rate(score.total / weight if weight else None)]
    rows = [
        _spread([of["score"], total, of["grade"], grade or "—"], across),
        _spread(named, across, head=True),
        _spread(earned, across),
        _spread(rates, across),
    ]
    label = Cell(text=of["label"], rows=len(rows), head=True)
    return [(label, *rows[0]), *rows[1:]]
