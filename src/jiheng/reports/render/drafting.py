"""Sentences from data, by the templates of the standard (``papers/*.yaml``).

Nothing is invented: what the data does not say is a visible gap.

Numbers arrive computed; templates only choose words and print. A template that asks for a name the data does not have writes a gap with
that name, so that a mistake of ours is seen as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from jinja2 import ChainableUndefined, Environment, Template

from jiheng.model import Estimate, Figure, amounts
from jiheng.reports.render.paper import Region, gap


class _Missing(ChainableUndefined):
    """A name the data does not have: a gap on paper, never an empty place."""

    def __str__(self) -> str:
        return gap(str(self._undefined_name or "资料"))


def money(value: object, what: str = "金额") -> str:
    """An amount of money as printed (``120.00万元``); a gap when there is none."""
    if isinstance(value, Figure):
        return f"{value.raw or value.text}" + ("" if not value.unit or value.unit in value.raw else value.unit)
    return gap(what)


def ten_thousand(value: object) -> str:
    """An amount in 万元 with thousands separators and two decimals, the unit left to the sentence; a gap when there is none."""
    return amounts.text(Decimal(str(value)), grouped=True) if value is not None else gap("金额")


def percent(value: object, what: str = "比率") -> str:
    """A ratio as a percentage with two decimals; a printed percentage as it is; a gap when there is none."""
    if isinstance(value, Figure):
        return value.raw or value.text
    ratio = value.value if isinstance(value, Estimate) else value
    return f"{amounts.text(ratio * 100)}%" if isinstance(ratio, Decimal) else gap(what)


def points(value: object) -> str:
    """Points without needless zeros."""
    return amounts.text(Decimal(str(value)), None) if value is not None else gap("分值")


def points_with_decimals(value: object) -> str:
    """Points with two decimals, as scores are printed."""
    return amounts.text(Decimal(str(value))) if value is not None else gap("得分")


def chinese_date(value: object) -> str:
    """A day in full (2025年4月25日); a gap when there is none."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, datetime.date) else gap("日期")


def or_gap(value: object, what: str) -> str:
    """The text, or a gap that names what is missing."""
    return str(value) if value not in (None, "") and not isinstance(value, _Missing) else gap(what)


_FILTERS: Final = {
    "money": money,
    "ten_thousand": ten_thousand,
    "percent": percent,
    "points": points,
    "points2": points_with_decimals,
    "chinese_date": chinese_date,
    "or_gap": or_gap,
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # The product is plain text for a typesetter, not HTML.
    environment = Environment(undefined=_Missing, trim_blocks=True, autoescape=False)  # noqa: S701
    environment.filters.update(_FILTERS)
    environment.globals["gap"] = gap
    return environment


@lru_cache(maxsize=1024)
def _template(text: str) -> Template:
    return _environment().from_string(text)


class Draft:
    """The sentences of one kind of paper, to be filled with the data of one case."""

    def __init__(self, sentences: Mapping[str, str], data: Mapping[str, Any]) -> None:
        self._sentences = sentences
        self._data = dict(data)

    def fill(self, template: str) -> str:
        """A line that stands elsewhere than among the sentences."""
        return fill(template, self._data)

    def text(self, passage: str, /, **more: Any) -> str:
        """One sentence or passage, in one piece."""
        return fill(self._sentences[passage], {**self._data, **more})

    def paragraphs(self, passage: str, /, **more: Any) -> tuple[str, ...]:
        """A passage by its paragraphs: a new line begins a new one."""
        return tuple(part for line in self.text(passage, **more).splitlines() if (part := line.strip()))

    def regions(self, *passages: str, **more: Any) -> Iterator[Region]:
        """The passages as regions a person may rewrite; a passage that says nothing is left out."""
        for passage in passages:
            if paragraphs := self.paragraphs(passage, **more):
                yield Region(name=passage, paragraphs=paragraphs)


def fill(template: str, data: Mapping[str, Any]) -> str:
    """A template filled with data."""
    return _template(template).render(data).strip()
