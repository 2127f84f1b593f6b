"""Field by field comparison of a known record with what was read from paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiheng.model import AnyForm, Figure, FundsRow, Indicator, SelfEvaluationForm
from jiheng.model.targets import Measure

_BLANK = re.compile(r"[-—–/无]*")
_FUNDS = ("initial_budget", "adjusted_budget", "executed", "expected_execution", "weight", "execution_rate", "score")
_TEXTS = ("deviation_reason", "basis", "scoring_standard")
_FIGURES = ("weight", "score", "completion_rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the known record: its group, path, what is known, what was read, and whether they agree."""

    group: str
    path: str
    known: str
    read: str
    agrees: bool


def plain(text: object) -> str:
    """Text without white space and width, blanks and dashes as nothing."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text if text is not None else "")))
    return "" if _BLANK.fullmatch(squeezed) else squeezed


def _number(figure: Figure | None) -> str:
    return f"{figure.value.normalize():f}" if figure is not None else ""


def _share(figure: Figure | None) -> str:
    """A rate as a number of per cents, however it is stored (95.9% or 0.959)."""
    if figure is None:
        return ""
    value = figure.value if figure.unit == "%" or figure.value > Decimal("1.5") else figure.value * 100
    return f"{value.normalize():f}"


def _measure(measure: Measure | None) -> str:
    if measure is None or measure.is_blank:
        return ""
    if measure.figure is not None:
        return f"{_number(measure.figure)}{measure.figure.unit}"
    return measure.date.text if measure.date is not None else plain(measure.words)


def _field(group: str, path: str, known: str, read: str) -> Field:
    return Field(group=group, path=path, known=known, read=read, agrees=known == read)


def compare(known: AnyForm, read: AnyForm | None) -> list[Field]:
    """Every field that the paper shows, with what was read; everything disagrees when no record was read."""
    tasks = _tasks(getattr(known, "tasks", ()), getattr(read, "tasks", ()))
    return [*_head(known, read), *_funds(known.funds, read.funds if read else ()), *tasks, *_rows(known, read)]


def _head(known: AnyForm, read: AnyForm | None) -> Iterator[Field]:
    names = ["project", "supervising_department", "implementing_agency", "fiscal_year", "expected_objective"]
    names += ["actual_objective"] if isinstance(known, SelfEvaluationForm) else []
    for name in names:
        value = getattr(known, name)
        if value is not None:
            group = "objectives" if name.endswith("objective") else "head"
            yield _field(group, f"/{name}", plain(value), plain(getattr(read, name, None)))
    if isinstance(known, SelfEvaluationForm):
        for name in ("total_weight", "total_score"):
            yield _field("totals", f"/{name}", _number(getattr(known, name)), _number(getattr(read, name, None)))


def _funds(known: Sequence[FundsRow], read: Sequence[FundsRow]) -> Iterator[Field]:
    left = list(read)
    for index, row in enumerate(known):
        mine = next((one for one in left if one.kind == row.kind), None)
        if mine is not None:
            left.remove(mine)
        yield _field("funds", f"/funds/{index}/kind", row.kind.value, mine.kind.value if mine else "")
        for name in _FUNDS:
            value = getattr(row, name)
            print_number = _share if name == "execution_rate" else _number
            got = getattr(mine, name) if mine else None
            yield _field("funds", f"/funds/{index}/{name}", print_number(value), print_number(got))
    for extra in left:
        yield _field("funds", "/funds", "", extra.label or "?")


def _tasks(known: Sequence[FundsRow], read: Sequence[FundsRow]) -> Iterator[Field]:
    """A department's tasks; their one amount is the year's budget, whatever its column is called."""
    left = list(read)
    for index, row in enumerate(known):
        mine = next((one for one in left if plain(one.label) == plain(row.label)), None)
        if mine is not None:
            left.remove(mine)
        yield _field("funds", f"/tasks/{index}/label", plain(row.label), plain(mine.label if mine else None))
        amounts = [_number(one.adjusted_budget or one.initial_budget) if one else "" for one in (row, mine)]
        yield _field("funds", f"/tasks/{index}/amount", *amounts)
        yield _field("funds", f"/tasks/{index}/executed", _number(row.executed), _number(mine.executed if mine else None))
    for extra in left:
        yield _field("funds", "/tasks", "", extra.label or "?")


def _rows(known: AnyForm, read: AnyForm | None) -> Iterator[Field]:
    left = list(read.indicators) if read else []
    for index, row in enumerate(known.indicators):
        mine = next((one for one in left if plain(one.name) == plain(row.name)), None)
        if mine is not None:
            left.remove(mine)
        yield from _indicator(row, mine, f"/indicators/{index}")
    for extra in left:
        yield _field("indicators", "/indicators", "", extra.name or "?")


def _indicator(row: Indicator, read: Indicator | None, at: str) -> Iterator[Field]:
    yield _field("indicators", f"{at}/name", plain(row.name), plain(read.name if read else None))
    for name in ("category_key", "subcategory_key"):
        yield _field("classes", f"{at}/{name}", str(getattr(row, name) or ""), str(getattr(read, name, None) or ""))
    for name in ("target", "actual", "expected"):
        known, got = getattr(row, name), getattr(read, name, None)
        yield _field("values", f"{at}/{name}", _measure(known), _measure(got))
    if row.likelihood is not None:
        yield _field("values", f"{at}/likelihood", row.likelihood, str(getattr(read, "likelihood", None) or ""))
    direction = row.target.direction if row.target else None
    got_direction = read.target.direction if read and read.target else None
    yield _field("values", f"{at}/target/direction", str(direction or ""), str(got_direction or ""))
    for name in _FIGURES:
        print_number = _share if name == "completion_rate" else _number
        yield _field("points", f"{at}/{name}", print_number(getattr(row, name)), print_number(getattr(read, name, None)))
    for name in _TEXTS:
        yield _field("reasons", f"{at}/{name}", plain(getattr(row, name)), plain(getattr(read, name, None)))
