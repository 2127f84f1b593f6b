"""Printed figures that no relation has compared, each with its place and the reason: what is left for a person to verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.assessment.located import Location, locate
from jiheng.extraction import Extracted
from jiheng.model import AnyRecord, EvaluationReport, Fact, FinalAccounts, Outcome, Relation, amounts

_OTHER_SIDE: Final = "对照的一方没有数，或者读不出"
_OTHER_YEAR: Final = "说的是别的年度，本文件没有那一年的资料"
_RATE: Final = "只写了比率，没有写它由哪两个数算出"
_COUNT: Final = "单独的个数：没有说总数，没有列名单、附表，别处也没有再说"
_AMOUNT: Final = "单独的金额：不是哪个合计的一部分，别处也没有再说"
_FACT: Final = "单独的事实，别处没有再说"
_ALONE: Final = "本文件没有可以对照的数"
_RATIOS: Final = frozenset({"%", "‰", "个百分点"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncompared:
    """Where a figure stands, with its quote, and why nothing was compared with it."""

    location: Location
    reason: str


def uncompared(
    extracted: Sequence[Extracted], relations: Iterable[tuple[int | None, Relation]], printed: Iterable[tuple[int, str, bool]]
) -> tuple[Uncompared, ...]:
    """Every figure of the records of one document that was not compared, in the order of the records.

    ``printed`` is what :func:`~jiheng.assessment.coverage.printed_figures` says of them.
    """
    asked = {(number, path) for number, one in relations if one.outcome is Outcome.NOT_CHECKABLE for path in one.paths}
    return tuple(_found(extracted, printed, asked))


def _found(
    extracted: Sequence[Extracted], printed: Iterable[tuple[int, str, bool]], asked: set[tuple[int | None, str]]
) -> Iterator[Uncompared]:
    for number, path, compared in printed:
        if compared:
            continue
        record = extracted[number].record
        was_asked = (number, path) in asked or (None, f"#{number}{path}") in asked
        yield Uncompared(
            location=locate(path, extracted, number),
            reason=_OTHER_SIDE if was_asked else _reason(record, path),
        )


def _reason(record: AnyRecord, path: str) -> str:
    """The family the figure belongs to, by what the record says of it."""
    if not isinstance(record, EvaluationReport | FinalAccounts) or not path.startswith("/facts/"):
        return _ALONE
    fact = record.facts[int(path.split("/")[2])]
    figure = fact.figure
    if _is_of_other_year(fact, record):
        return _OTHER_YEAR
    if figure is None or not path.endswith("/figure"):
        return _OTHER_SIDE
    if figure.unit in _RATIOS:
        return _RATE
    if amounts.is_money(figure.unit):
        return _AMOUNT
    return _FACT if figure.decimals else _COUNT


def _is_of_other_year(fact: Fact, record: EvaluationReport | FinalAccounts) -> bool:
    return fact.year is not None and record.fiscal_year is not None and fact.year != record.fiscal_year
