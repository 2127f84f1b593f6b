"""The law of one jurisdiction on one day: parameters with their citations, lexicons, resolved through inheritance.

Files: ``standards/<name>/standard.yaml`` (name, title, extends, documents), every other ``*.yaml`` beside it (parameters keyed by
name, each with dated values) and ``lexicon/*.yaml`` (word lists). ``cn-xj-kashgar`` extends ``cn-xj`` extends ``cn``. A lower
standard states only what differs. See style.md section 5 for the shape of a parameter.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiheng.model import Citation


class UnknownParameter(KeyError):
    """A check asked for what the standard does not have on its day: an error of ours, unless a later day has it."""

    def __init__(self, standard: str, name: str) -> None:
        super().__init__(f"标准 {standard} 没有参数 {name}")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value of law as of a day. ``value`` is Decimal, str, bool, None (repealed), or a list/mapping of these."""

    name: str
    value: Any
    citation: Citation
    description: str = ""
    unit: str = ""
    standard: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """The resolved standard. Ask by name; numbers come as Decimal."""

    name: str
    title: str
    at: datetime.date
    parameters: Mapping[str, Parameter]
    lexicons: Mapping[str, tuple[str, ...]]

    def parameter(self, name: str) -> Parameter:
        """The parameter with its citation.

        Raises:
            UnknownParameter: nobody defines it.
        """
        try:
            return self.parameters[name]
        except KeyError:
            raise UnknownParameter(self.name, name) from None

    def number(self, name: str) -> Decimal:
        """A number of law.

        Raises:
            UnknownParameter: nobody defines it, or it is repealed on that day.
        """
        value = self.parameter(name).value
        if not isinstance(value, Decimal):
            raise UnknownParameter(self.name, name)
        return value

    def cite(self, name: str) -> tuple[Citation, ...]:
        """The citation of a parameter, as findings carry it."""
        return (self.parameter(name).citation,)

    def words(self, lexicon: str) -> tuple[str, ...]:
        """A word list, the lower jurisdiction's words after the higher one's.

        Raises:
            UnknownParameter: no such list.
        """
        try:
            return self.lexicons[lexicon]
        except KeyError:
            raise UnknownParameter(self.name, lexicon) from None
