"""Sums and equalities of cells of the tables, with their relations and findings.

Not a check: the checks of tables (FAC13x, FAC14x) share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiheng.checks.accounts_tables import Cell
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said
from jiheng.model import Estimate, Finding, Outcome, Severity, amounts, reading, summed
from jiheng.regulation import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """``whole`` should equal ``plus`` less ``minus``; ``rule`` says it in words, ``where`` names the tables."""

    where: str
    rule: str
    whole: Cell
    plus: Sequence[Cell]
    minus: Sequence[Cell] = ()

    @property
    def computed(self) -> Estimate:
        """The right side, in the unit of the whole."""
        value = summed(cell.estimate for cell in self.plus) - summed(cell.estimate for cell in self.minus)
        return value.times(amounts.factor("万元", self.whole.unit))


def verify(identity: Identity, standard: Standard, advice: str) -> Iterator[Said]:
    """The relation, and a finding where it fails; a residue of rounding is a note."""
    whole, computed = identity.whole, identity.computed
    paths = (whole.path, *(cell.path for cell in (*identity.plus, *identity.minus)))
    relation = relate(
        f"{identity.where} {identity.rule}",
        whole.figure,
        computed,
        paths,
        slack=standard.number("account_tolerance"),
        read_as=reading(whole.figure, whole.places),
    )
    yield relation
    if relation.outcome is Outcome.HOLDS:
        return
    failed = relation.outcome is Outcome.FAILS
    difference = amounts.text(abs(computed.value - whole.figure.value), max(whole.figure.decimals, whole.places))
    said = f"{identity.where}「{whole.name}」填 {whole.figure.text}，按{identity.rule}应为 {relation.computed}，相差 {difference}"
    yield Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}。" if failed else f"{said}，是四舍五入的尾差。",
        advice=advice if failed else "可在表下加注尾差由四舍五入造成。",
        stated=whole.figure.text,
        expected=relation.computed,
        paths=paths,
        citations=standard.cite("required_sections"),
        trace=f"{' + '.join(cell.figure.text for cell in identity.plus)}{''.join(f' − {cell.figure.text}' for cell in identity.minus)}",
    )


def present(*cells: Cell | None) -> list[Cell]:
    """The cells that hold a figure."""
    return [cell for cell in cells if cell is not None]
