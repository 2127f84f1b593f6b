"""Figures in pages: grouped, rounded half up, a dash where nothing is said."""

from __future__ import annotations

from decimal import Decimal

from django import template

from jiheng.model.amounts import text

register = template.Library()
NOTHING = "—"


@register.filter
def money(value: Decimal | None) -> str:
    """An amount with two decimals and thousands: 3,628.92."""
    return NOTHING if value is None else text(value, 2, grouped=True)


@register.filter
def percent(value: Decimal | None) -> str:
    """A rate given in per cent: 95.90%."""
    return NOTHING if value is None else f"{text(value)}%"


@register.filter
def points(value: Decimal | None) -> str:
    """A score with two decimals."""
    return NOTHING if value is None else text(value)
