"""Execution rates as forms print them: with or without a percent sign.

Not a check: helpers for the checks of rates.
"""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Figure

#: A ratio printed without a percent sign is a share up to this, a percentage above it.
_LARGEST_SHARE = Decimal("1.5")


def stated_rate(figure: Figure) -> Figure:
    """The printed rate in percent: ``0.98`` is 98 %, ``98`` is 98 %."""
    if figure.unit == "%":
        return figure
    if figure.unit == "‰":
        return figure.model_copy(update={"value": figure.value / 10, "unit": "%", "decimals": figure.decimals + 1})
    share = figure.value <= _LARGEST_SHARE and (figure.decimals > 0 or figure.value in (0, 1))
    if share and figure.value:
        return figure.model_copy(update={"value": figure.value * 100, "unit": "%", "decimals": max(figure.decimals - 2, 0)})
    return figure.model_copy(update={"unit": "%"})
