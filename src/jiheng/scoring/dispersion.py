"""How far experts agree who scored the same indicators by themselves: mean, spread, who stands apart. No score is changed here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from jiheng.model import Citation, Record, amounts
from jiheng.regulation import Standard


class Dispersion(Record):
    """The scores of several experts for one thing: an indicator, or the whole.

    ``deviation`` is the standard deviation of the sample, None for a single score. ``outside`` names those whose score is further from the
    median than the standard says, which one single score cannot draw to its side; empty while too few have scored.
    """

    weight: Decimal
    scores: dict[str, Decimal]
    mean: Decimal
    deviation: Decimal | None
    lowest: Decimal
    highest: Decimal
    outside: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def count(self) -> int:
        """How many scored it."""
        return len(self.scores)

    @property
    def spread(self) -> Decimal:
        """From the lowest to the highest."""
        return self.highest - self.lowest


def dispersion(scores: Mapping[str, Decimal], weight: Decimal, standard: Standard) -> Dispersion | None:
    """What the scores, by who gave them, say together; None when nobody scored."""
    if not scores:
        return None
    values = list(scores.values())
    mean = _mean(values)
    share, least = standard.number("expert_outside_share"), standard.number("expert_outside_least")
    middle = median(values)
    apart = tuple(who for who, score in scores.items() if abs(score - middle) > share * weight) if len(values) >= least else ()
    return Dispersion(
        weight=weight,
        scores=dict(scores),
        mean=amounts.half_up(mean, 2),
        deviation=_deviation(values, mean),
        lowest=min(values),
        highest=max(values),
        outside=apart,
        citations=standard.cite("expert_outside_share"),
    )


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _deviation(values: list[Decimal], mean: Decimal) -> Decimal | None:
    if len(values) < 2:
        return None
    squares = sum(((value - mean) ** 2 for value in values), Decimal(0))
    return amounts.half_up((squares / (len(values) - 1)).sqrt(), 2)
