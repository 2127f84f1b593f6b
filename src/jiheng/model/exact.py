"""Numbers people type into case and frame files: exact decimals, never floats; the errors say what to write instead.

``0.1`` in YAML or JSON is a binary float and not a tenth; a quoted ``"0.1"`` is. Whole numbers need no quotes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from jiheng.model.figures import Figure, read_figure
from jiheng.model.targets import Actual, Target, read_actual, read_target

_PLAIN: Final = re.compile(r"-?\d+(?:\.\d+)?")
_PERCENT: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*[%％]")


def _refuse_float(value: object) -> None:
    if isinstance(value, bool):
        raise ValueError(f"此处应是数字，而写的是 {'true' if value else 'false'}")
    if isinstance(value, float):
        raise ValueError(f'数字 {value} 须加引号书写，例如 "{value}"')


def exact(value: object) -> Decimal:
    """A decimal from a whole number, a quoted number or a quoted percentage (``"30%"`` is 0.30).

    Raises:
        ValueError: it is a float, or no number at all.
    """
    _refuse_float(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str):
        text = value.strip()
        if _PLAIN.fullmatch(text):
            return Decimal(text)
        if match := _PERCENT.fullmatch(text):
            return Decimal(match[1]) / 100
    raise ValueError(f'「{value}」不是数字，请写成带引号的数，例如 "0.5"')


def exact_tree(value: Any) -> Any:
    """Parameters as YAML gives them, such that they come back from JSON as they were: decimals as text, no float anywhere.

    Raises:
        ValueError: a float stands somewhere in it, or something that is no plain data.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        _refuse_float(value)
    if isinstance(value, Decimal):
        return f"{exact(value):f}"
    if isinstance(value, list | tuple):
        return [exact_tree(item) for item in value]
    if isinstance(value, dict):
        return {str(key): exact_tree(item) for key, item in value.items()}
    raise ValueError(f"不认识的值 {value!r}，请写成文字、带引号的数或列表")


def _figure(value: object) -> object:
    if isinstance(value, Figure | dict):
        return value
    _refuse_float(value)
    figure = read_figure(f"{value}", exact=isinstance(value, int | Decimal)) if isinstance(value, int | str | Decimal) else None
    if figure is None:
        raise ValueError(f'「{value}」读不成一个数，请写成 "120" 或 "120 万元" 的样子')
    return figure


def _printed(value: object) -> str:
    _refuse_float(value)
    if not isinstance(value, int | str | Decimal):
        raise ValueError(f'「{value}」读不成指标值，请写成 "≥50家" 或 "120 万元" 的样子')
    return str(value)


Exact = Annotated[Decimal, BeforeValidator(exact)]
"""An exact number; typed as a whole number or in quotes."""

TypedFigure = Annotated[Figure, BeforeValidator(_figure)]
"""A figure; may be typed as people write it: ``"120 万元"``."""

TypedTarget = Annotated[Target, BeforeValidator(lambda value: value if isinstance(value, Target | dict) else read_target(_printed(value)))]
"""A target; may be typed as people write it: ``"≥50家"``."""

TypedActual = Annotated[Actual, BeforeValidator(lambda value: value if isinstance(value, Actual | dict) else read_actual(_printed(value)))]
"""An actual value; may be typed as people write it: ``"48家"``."""
