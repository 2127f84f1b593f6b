"""Ratios of the formula catalogue, computed from named figures, each with its trace. A denominator of zero gives no ratio, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jiheng.model import Direction, Estimate, Figure, Record, RuleInputs, amounts, summed
from jiheng.regulation import Formula, Term
from jiheng.scoring.rules.operand import share_text
from jiheng.scoring.trace import Trace


class Ratio(Record):
    """A computed ratio. ``value`` None: it is undefined (``reason``) or figures are ``missing``. Both sums stand in one unit."""

    formula: str
    value: Decimal | None = None
    estimate: Estimate | None = None
    numerator: Figure | None = None
    denominator: Figure | None = None
    missing: tuple[str, ...] = ()
    reason: str = ""
    trace: Trace

    @property
    def inputs(self) -> RuleInputs:
        """What a scoring rule needs of it."""
        return RuleInputs.model_construct(numerator=self.numerator, denominator=self.denominator)


#: Which direction of a rule goes with which good side of a formula.
DIRECTIONS: Mapping[str, Direction] = {
    "higher": Direction.AT_LEAST,
    "lower": Direction.AT_MOST,
    "not_above_one": Direction.AT_MOST,
    "not_negative": Direction.AT_LEAST,
    "not_positive": Direction.AT_MOST,
    "near_one": Direction.EXACTLY,
    "near_zero": Direction.EXACTLY,
}


def compute(formula: Formula, values: Mapping[str, Figure]) -> Ratio:
    """The ratio of a formula from figures by the names the catalogue uses; units are converted, what is missing is named."""
    told = f"{formula.name} = {formula.text}"
    missing = tuple(name for name in formula.quantities if name not in values)
    if missing:
        reason = f"缺少{'、'.join(missing)}"
        return Ratio(formula=formula.id, missing=missing, reason=reason, trace=Trace(sentence=f"{told}，{reason}，无法计算"))
    unit = next((values[term.name].unit for term in (*formula.denominator, *formula.numerator) if values[term.name].unit), "")
    mixed = next((values[name] for name in formula.quantities if not _fits(values[name].unit, unit)), None)
    if mixed is not None:
        reason = f"「{mixed.with_unit}」与其他数的单位（{unit}）不能换算"
        return Ratio(formula=formula.id, reason=reason, trace=Trace(sentence=f"{told}，{reason}，无法计算"))
    top, bottom = (_total(terms, values, unit) for terms in (formula.numerator, formula.denominator))
    steps = [Trace(sentence=told)]
    steps += [Trace(sentence=_summing(terms, values)) for terms in (formula.numerator, formula.denominator) if len(terms) > 1]
    parts = Ratio(formula=formula.id, numerator=_figure(top, unit), denominator=_figure(bottom, unit), trace=steps[0])
    if not bottom.value:
        reason = f"{_names(formula.denominator)}为 0，{formula.name}没有意义（不记 0%，也不记 100%）"
        steps.append(Trace(sentence=reason))
        return parts.model_copy(update={"reason": reason, "trace": Trace(sentence=f"{told}，{reason}", steps=tuple(steps))})
    try:
        estimate = top / bottom
    except ZeroDivisionError:
        estimate = Estimate.exactly(top.value / bottom.value)
    said = f"{_text(top.value, unit)} ÷ {_text(bottom.value, unit)} = {share_text(estimate.value)}"
    trace = Trace(sentence=f"{told} = {said}", steps=(*steps, Trace(sentence=said)))
    return parts.model_copy(update={"value": estimate.value, "estimate": estimate, "trace": trace})


def _fits(unit: str, into: str) -> bool:
    return not unit or unit == into or amounts.comparable(unit, into)


def _scaled(figure: Figure, unit: str) -> Estimate:
    estimate = Estimate.printed(figure)
    return estimate.times(amounts.factor(figure.unit, unit)) if figure.unit and figure.unit != unit else estimate


def _total(terms: Sequence[Term], values: Mapping[str, Figure], unit: str) -> Estimate:
    parts = []
    for term in terms:
        part = _scaled(values[term.name], unit)
        if term.magnitude:
            part = Estimate(value=abs(part.value), interval=abs(part.interval))
        part = part.times(-term.times if term.minus else term.times)
        parts.append(part)
    return summed(parts)


def _figure(total: Estimate, unit: str) -> Figure:
    decimals = max(-int(total.value.normalize().as_tuple().exponent), 0) if total.value else 0
    return Figure(value=total.value, unit=unit, decimals=decimals, exact=not total.interval.width)


def _text(value: Decimal, unit: str) -> str:
    return f"{amounts.text(value, None)}{f' {unit}' if unit else ''}"


def _names(terms: Sequence[Term]) -> str:
    return "、".join(term.name for term in terms)


def _summing(terms: Sequence[Term], values: Mapping[str, Figure]) -> str:
    parts = []
    for index, term in enumerate(terms):
        sign = " − " if term.minus else " + " if index else ""
        figure = values[term.name]
        times = f"{amounts.text(term.times, None)} × " if term.times != 1 else ""
        shown = f"|{figure.with_unit}|" if term.magnitude and figure.value < 0 else figure.with_unit
        parts.append(f"{sign}{term.name} {times}{shown}")
    return "".join(parts)
