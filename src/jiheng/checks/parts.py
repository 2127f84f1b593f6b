"""Parts against their whole in a block of amounts, column by column.

Not a check: the self-evaluation, objective and monitoring forms share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jiheng.checks.funds import COLUMNS, Column, Split, amount, decimals_of, estimate, label_of, money, number_text, slipped_cell, splits
from jiheng.checks.ledger import counted, relate
from jiheng.model import AnyForm, Figure, Finding, FundsRow, Outcome, Relation, Severity, reading, summed
from jiheng.regulation import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """One whole with its parts in one column."""

    form: AnyForm
    rows: Sequence[FundsRow]
    group: str
    split: Split
    column: Column
    whole: Figure
    given: list[tuple[int, Figure]]
    places: int

    @property
    def label(self) -> str:
        return self.rows[self.split.whole].label

    @property
    def name(self) -> str:
        return label_of(self.column, self.form)

    @property
    def figures(self) -> list[Figure]:
        return [figure for _, figure in self.given]

    @property
    def paths(self) -> tuple[str, ...]:
        indices = (self.split.whole, *(index for index, _ in self.given))
        return tuple(f"/{self.group}/{index}/{self.column}" for index in indices)


def parts_against_whole(form: AnyForm, rows: Sequence[FundsRow], group: str, standard: Standard) -> Iterator[Finding | Relation]:
    """Every sum of the block compared: relations for all, findings for those that fail for no other cause."""
    places = decimals_of(rows)
    for split in splits(rows):
        for column in COLUMNS:
            whole = amount(rows[split.whole], column)
            given = [(index, figure) for index in split.parts if (figure := amount(rows[index], column)) is not None]
            if whole is None or not given or (not whole.value and any(figure.value for _, figure in given)):
                continue
            found = _Sum(form=form, rows=rows, group=group, split=split, column=column, whole=whole, given=given, places=places)
            yield from (_sum(found, standard) if split.closed or len(given) > 1 else _part(found, standard))


def _sum(found: _Sum, standard: Standard) -> Iterator[Finding | Relation]:
    whole, places = found.whole, found.places
    computed = summed(estimate(figure, places) for figure in found.figures)
    relation = relate(f"{found.label}{found.name} = 分项之和", whole, computed, found.paths, read_as=reading(whole, places))
    if relation.outcome is Outcome.FAILS and (outer := _outer(found)) is not None:
        yield from outer
        return
    complete = found.split.closed and len(found.given) == len(found.split.parts)
    if not complete and computed.value < whole.value:
        return
    yield relation
    if relation.outcome is not Outcome.FAILS or slipped_cell(whole, found.figures, standard) is not None:
        return
    expected = number_text(computed.value, places)
    unit = whole.unit or found.form.money_unit or "万元"
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"{found.label}的{found.name}填 {money(whole, found.form)}，分项相加为 {expected} {unit}，"
        f"相差 {number_text(abs(computed.value - whole.value), places)}。",
        advice="对照预算批复和支付数据逐项核对，改正错的一格后重算合计与执行率。",
        stated=whole.text,
        expected=expected,
        paths=found.paths,
        citations=standard.cite("unit_slip_factor"),
        trace=" + ".join(figure.text for figure in found.figures) + f" = {expected}",
    )


def _outer(found: _Sum) -> list[Relation] | None:
    """The sums when some parts, read on one level, are parts of the part before them: 财政拨款（其中：上级…、本级…）."""
    values = [figure.value for figure in found.figures]
    for at in range(len(values) - 2):
        for stop in range(at + 3, len(values) + 1):
            if sum(values[at + 1 : stop]) != values[at] or not values[at]:
                continue
            outer = replace(found, given=[*found.given[: at + 1], *found.given[stop:]])
            inner = replace(
                found,
                split=replace(found.split, whole=found.given[at][0]),
                whole=found.given[at][1],
                given=found.given[at + 1 : stop],
            )
            sums = [
                relate(
                    f"{one.label}{one.name} = 分项之和",
                    one.whole,
                    summed(estimate(figure, one.places) for figure in one.figures),
                    one.paths,
                    read_as=reading(one.whole, one.places),
                )
                for one in (outer, inner)
            ]
            if sums[0].outcome is not Outcome.FAILS:
                return sums
    return None


def _part(found: _Sum, standard: Standard) -> Iterator[Finding | Relation]:
    (index, figure), whole = found.given[0], found.whole
    label = found.rows[index].label.removeprefix("其中：").removeprefix("其中:")
    if slipped_cell(whole, [figure], standard) is not None:
        return
    above = reading(figure, found.places).low > reading(whole, found.places).high
    yield counted(f"{label}{found.name} ≤ {found.label}", int(above), found.paths)
    if above:
        yield Finding(
            severity=Severity.MUST_FIX,
            message=f"{label}的{found.name} {money(figure, found.form)}大于{found.label} {money(whole, found.form)}。",
            advice="核对两格金额，部分不能大于合计。",
            stated=figure.text,
            expected=f"≤{whole.text}",
            paths=found.paths,
            citations=standard.cite("unit_slip_factor"),
        )
