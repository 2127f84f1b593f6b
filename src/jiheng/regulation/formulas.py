"""The catalogue of indicator formulas: ``standards/<name>/formulas.yaml``. What is divided by what, exactly, and the traps of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from jiheng.model import Citation, Exact, Record
from jiheng.regulation.loading import cited, documents_of, lineage, standard_folder
from jiheng.regulation.placed import PlacedYaml, first_float, read_placed


class Term(Record):
    """A named quantity in a sum: ``-name`` is subtracted, ``|name|`` counts by its magnitude, ``0.8×name`` by so much."""

    name: str
    times: Exact = Decimal(1)
    minus: bool = False
    magnitude: bool = False

    @property
    def text(self) -> str:
        """The term without its sign."""
        name = f"|{self.name}|" if self.magnitude else self.name
        return name if self.times == 1 else f"{self.times} × {name}"


def _term(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip()
    minus, text = text.startswith(("-", "−")), text.lstrip("-−").strip()
    match = re.match(r"(\d+(?:\.\d+)?)\s*[×*]\s*", text)
    times, text = (match[1], text[match.end() :]) if match else ("1", text)
    magnitude = text.startswith("|") and text.endswith("|") and len(text) > 2
    return {"name": text.strip("|") if magnitude else text, "times": times, "minus": minus, "magnitude": magnitude}


Terms = tuple[Annotated[Term, BeforeValidator(_term)], ...]


class Formula(Record):
    """A ratio of two sums.

    ``better`` tells which side is good; ``trap`` what goes wrong with it; ``article`` where the source says so; ``basis`` which of several
    formulas of the same name it is.
    """

    id: str = ""
    name: str
    aliases: tuple[str, ...] = ()
    basis: str = ""
    numerator: Terms = Field(min_length=1)
    denominator: Terms = Field(min_length=1)
    better: Literal["higher", "lower", "near_one", "not_above_one", "not_negative", "not_positive", "near_zero"]
    trap: str = ""
    since: datetime.date
    cite: str
    article: str = ""
    citation: Citation | None = None
    standard: str = ""

    @property
    def text(self) -> str:
        """The formula in words: （本年结转 + 本年结余）÷ 支出预算."""
        return f"{_sum(self.numerator)} ÷ {_sum(self.denominator)}"

    @property
    def quantities(self) -> tuple[str, ...]:
        """The names of all it needs."""
        return tuple(dict.fromkeys(term.name for term in (*self.numerator, *self.denominator)))


def _sum(terms: Terms) -> str:
    parts = [f"{(' − ' if term.minus else ' + ') if index else '−' if term.minus else ''}{term.text}" for index, term in enumerate(terms)]
    return parts[0] if len(parts) == 1 else f"（{''.join(parts)}）"


class UnknownFormula(ValueError):
    """The catalogue has no such formula."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"公式目录中没有「{name}」，或不止一个叫这个名字。可用的有：{'、'.join(known)}。")


@cache
def load_formulas(standard: str = "cn") -> Mapping[str, Formula]:
    """The catalogue of a standard and its ancestors by id; a lower standard's formula goes before the higher one's.

    Raises:
        UnknownStandard: there is no such standard.
        WrongFile: the catalogue is wrong.
    """
    return {formula.id: formula for jurisdiction in lineage(standard) for formula in _own(jurisdiction)}


def load_formula(name: str, standard: str = "cn") -> Formula:
    """A formula by its id, or by the name it has in documents when that is unique.

    Raises:
        UnknownFormula: there is none, or several have the name.
    """
    known = load_formulas(standard)
    if name in known:
        return known[name]
    named = [entry for entry in known.values() if name in (entry.name, *entry.aliases)]
    if len(named) != 1:
        raise UnknownFormula(name, tuple(entry.id for entry in named) or tuple(known))
    return named[0]


def _own(jurisdiction: str) -> Iterator[Formula]:
    file = standard_folder(jurisdiction) / "formulas.yaml"
    if not file.is_file():
        return
    placed = read_placed(file.read_text("utf-8"), f"{jurisdiction}/formulas.yaml")
    documents = documents_of(jurisdiction)
    for key, entry in (placed.content or {}).items():
        yield _read(placed, str(key), entry, documents).model_copy(update={"standard": jurisdiction})


def _read(placed: PlacedYaml, key: str, entry: Any, documents: Mapping[str, Mapping[str, Any]]) -> Formula:
    place = f"/{key}"
    inexact = first_float(entry, place)
    if inexact is not None:
        raise placed.wrong(inexact[0], f"数字 {inexact[1]} 须加引号书写", f'例如 "{inexact[1]}"')
    if not isinstance(entry, dict):
        raise placed.wrong(place, "公式应是「键: 值」", "请写明 name、numerator、denominator、better、since 和 cite")
    try:
        found = Formula.model_validate({"id": key, **entry})
    except ValidationError as error:
        raise placed.wrong_record(error, place) from error
    source = cited(f"{found.cite}#{found.article}", documents)
    if source is None:
        raise placed.wrong(f"{place}/cite", f"引用的文件「{found.cite}」不在 documents.yaml 中", "请补写该文件")
    return found.model_copy(update={"citation": source})
