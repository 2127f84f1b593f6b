"""Which quantities of a form's prose speak of which indicator. Shared by the checks on prose; no check of its own.

Two things must agree before a quantity is held against an indicator: the words and the unit. Equal numbers make weaker words
enough; a contradiction needs strong words, and no other indicator that the number could belong to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jiheng.checks.per_record import once_per_record
from jiheng.checks.wording import Likeness, bare_name, grams, likeness
from jiheng.model import Direction, Form, Indicator, Interval, Measure, Outcome, Relation, amounts
from jiheng.model.mentions import Change, Mention, mentions
from jiheng.regulation import Standard

#: The head of a Chinese noun phrase stands at its end: so many characters of a long one count.
_HEAD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A quantity of the prose and the indicator it speaks of. ``stated`` and ``printed`` are in one unit."""

    mention: Mention
    index: int
    indicator: Indicator
    measure: Measure
    agrees: bool
    likeness: Likeness
    same_unit: bool
    is_certain: bool = False

    @property
    def outcome(self) -> Outcome:
        """What the ledger says of it."""
        return Outcome.HOLDS if self.agrees else Outcome.FAILS


@lru_cache(maxsize=8)
def _alike(groups: tuple[str, ...]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in groups:
        units = group.split()
        for unit in units:
            table.setdefault(unit, set()).update(units)
    return {unit: frozenset(others) for unit, others in table.items()}


def split_unit(unit: str) -> tuple[Decimal, str]:
    """How many of the plain unit one printed unit is, and the plain unit: 万粒 is 10000 粒, 万元 is 10000 元."""
    if amounts.is_money(unit):
        return amounts.MONEY[unit], "元"
    family, times = amounts.base_unit(unit)
    return (times, family.removeprefix("=")) if family.startswith("=") else (times, family)


def units_agree(one: str, other: str, standard: Standard) -> int:
    """2 for the same unit, 1 for units that may count the same thing, 0 for units that cannot."""
    (_, first), (_, second) = split_unit(one), split_unit(other)
    if first == second:
        return 2
    alike = _alike(standard.words("units_alike"))
    if second in alike.get(first, ()) or first in alike.get(second, ()):
        return 1
    return 0


def value_of(measure: Measure | Mention) -> Interval | None:
    """The printed value in its plain unit; None when there is no number."""
    figure = measure.figure
    if figure is None:
        return None
    times = Interval.point(split_unit(figure.unit)[0])
    low = figure.interval * times
    if measure.upper is None:
        return low
    high = measure.upper.interval * times
    return Interval.between(low.low, high.high)


def agree(mention: Mention, measure: Measure, standard: Standard, *, of_actual: bool) -> bool:
    """Whether what the prose says can be what the cell says.

    Of an actual value 10场以上 is true for any value from 10 on; a target must name the same number whatever its sign.
    """
    said, printed = value_of(mention), value_of(measure)
    if said is None or printed is None:
        return False
    if said.contains(printed.middle) or printed.contains(said.middle):
        return True
    slack = standard.number("approximate_tolerance")
    if mention.approximate or measure.approximate:
        return said.widened(abs(said.middle) * slack).overlaps(printed)
    if of_actual and mention.direction is Direction.AT_LEAST:
        return printed.low >= said.low and printed.middle <= said.middle * (1 + slack * 2)
    if of_actual and mention.direction is Direction.AT_MOST:
        return printed.high <= said.high
    return False


def is_comparable(mention: Mention) -> bool:
    """Whether the quantity stands for one thing of the year as a whole."""
    return not (mention.is_each or mention.is_weak or mention.is_part or mention.period is not None or mention.change is Change.DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    mention: Mention
    index: int
    measure: Measure
    alike: Likeness
    unit: int
    agrees: bool

    @property
    def rank(self) -> tuple[bool, float, int]:
        return (self.agrees, self.alike.mean, self.unit)


def _measure(indicator: Indicator, field: str) -> Measure | None:
    measure: Measure | None = getattr(indicator, field)
    return measure if measure is not None and measure.figure is not None else None


def _pairs(form: Form, text: str, field: str, standard: Standard) -> Iterator[_Pair]:
    for mention in mentions(text):
        for index, indicator in enumerate(form.indicators):
            measure = _measure(indicator, field)
            if measure is None or measure.figure is None:
                continue
            unit = units_agree(mention.figure.unit, measure.figure.unit or indicator.name_unit or "", standard)
            if not unit:
                continue
            alike = _likeness(indicator, mention, standard)
            agrees = agree(mention, measure, standard, of_actual=field == "actual")
            yield _Pair(mention=mention, index=index, measure=measure, alike=alike, unit=unit, agrees=agrees)


def _likeness(indicator: Indicator, mention: Mention, standard: Standard) -> Likeness:
    name = bare_name(indicator)
    noun = mention.noun if mention.after else mention.noun[-_HEAD:]
    own = likeness(name, noun, standard, mention.phrase)
    if own.common or grams(mention.phrase, standard):
        return own
    by_unit = likeness(name, mention.figure.unit, standard)
    if by_unit.common:
        return by_unit
    around = likeness(name, mention.topic, standard)
    return Likeness(of_name=around.of_name / 2, of_phrase=around.of_phrase / 2, common=around.common)


def _floor(mention: Mention, standard: Standard) -> float:
    """Equal numbers that hardly meet by chance need less likeness than 1 and 1."""
    telling = mention.figure.value >= 10 or mention.figure.decimals
    return float(standard.number("prose_match_floor_telling" if telling else "prose_match_floor"))


@once_per_record
def links(form: Form, text: str | None, field: str, standard: Standard) -> tuple[Link, ...]:
    """The quantities of ``text`` with the indicators they speak of; ``field`` is ``target`` or ``actual``."""
    if not text:
        return ()
    pairs = sorted(_pairs(form, text, field, standard), key=lambda pair: pair.rank, reverse=True)
    conflict, margin = (float(standard.number(f"prose_{name}")) for name in ("conflict_floor", "margin"))
    taken: dict[int, _Pair] = {}
    linked: dict[int, _Pair] = {}
    for pair in pairs:
        if pair.agrees and pair.alike.mean >= _floor(pair.mention, standard) and pair.index not in taken and id(pair.mention) not in linked:
            taken[pair.index] = pair
            linked[id(pair.mention)] = pair
    found = [_link(form, pair, standard) for pair in linked.values()]
    for pair in pairs:
        if not pair.agrees and _contradicts(pair, pairs, taken, linked, conflict, margin):
            taken.setdefault(pair.index, pair)
            linked[id(pair.mention)] = pair
            found.append(_link(form, pair, standard))
    found += _left_over(form, pairs, taken, linked, standard)
    if field == "actual":
        found += _as_promised(form, pairs, found, standard)
    return tuple(sorted(found, key=lambda link: link.mention.start))


def _left_over(form: Form, pairs: list[_Pair], taken: dict[int, _Pair], linked: dict[int, _Pair], standard: Standard) -> list[Link]:
    """Of a telling unit (粒, 亩, 课时) the one quantity and the one indicator that are left belong together on weaker words."""
    floor = float(standard.number("prose_elimination_floor"))
    generic = standard.words("generic_units")
    left = [
        pair
        for pair in pairs
        if pair.unit == 2
        and pair.index not in taken
        and id(pair.mention) not in linked
        and is_comparable(pair.mention)
        and split_unit(pair.mention.figure.unit)[1] not in generic
    ]
    if len({pair.index for pair in left}) != 1 or len({id(pair.mention) for pair in left}) != 1 or left[0].alike.mean < floor:
        return []
    return [_link(form, left[0], standard)]


def _as_promised(form: Form, pairs: list[_Pair], found: list[Link], standard: Standard) -> list[Link]:
    """What the account says in the very words in which the objective names an indicator's target is of that indicator."""
    same = float(standard.number("prose_same_words"))
    taken, told = {link.index for link in found}, {id(link.mention) for link in found}
    left = [p for p in pairs if p.unit == 2 and p.index not in taken and id(p.mention) not in told and is_comparable(p.mention)]
    if not left:
        return []
    promised = {link.index: link.mention.noun for link in links(form, form.expected_objective, "target", standard) if link.agrees}
    meant = [p for p in left if p.index in promised and likeness(promised[p.index], p.mention.noun, standard).mean >= same]
    once = {id(pair.mention): pair for pair in reversed(meant)}
    return [_link(form, pair, standard) for pair in once.values()]


def _contradicts(pair: _Pair, pairs: list[_Pair], taken: dict[int, _Pair], linked: dict[int, _Pair], floor: float, margin: float) -> bool:
    if pair.index in taken or id(pair.mention) in linked or not is_comparable(pair.mention) or pair.alike.mean < floor:
        return False
    rivals = [other for other in pairs if other.mention is pair.mention and other.index != pair.index]
    return all(pair.alike.mean - other.alike.mean >= margin for other in rivals)


def _link(form: Form, pair: _Pair, standard: Standard) -> Link:
    return Link(
        mention=pair.mention,
        index=pair.index,
        indicator=form.indicators[pair.index],
        measure=pair.measure,
        agrees=pair.agrees,
        likeness=pair.alike,
        same_unit=pair.unit == 2,
        is_certain=pair.alike.mean >= float(standard.number("prose_certain")),
    )


#: Units of time say how long something lasts; a duration alone is no goal.
_DURATIONS = ("年", "个月", "周", "天", "日", "小时", "分钟", "秒", "工作日")


def is_count(mention: Mention) -> bool:
    """Whether the quantity is a number of things, people or money rather than an article or a duration."""
    return not mention.is_weak and mention.figure.unit not in _DURATIONS and mention.figure.value > 0


def similar_indicator(form: Form, mention: Mention, standard: Standard) -> int | None:
    """The indicator of the same thing in a compatible unit, or of the same name in any; whatever its number."""
    floor, certain = float(standard.number("prose_same_thing")), float(standard.number("prose_certain"))
    for index, indicator in enumerate(form.indicators):
        target = indicator.target
        unit = (target.unit if target else None) or indicator.name_unit or ""
        fits = not unit or bool(units_agree(mention.figure.unit, unit, standard))
        alike = _likeness(indicator, mention, standard)
        if (fits and alike.mean >= floor) or alike.of_name >= certain:
            return index
    return None


def repeated(expression: str, link: Link, paths: tuple[str, ...]) -> Relation:
    """The line of the ledger: the prose's number against the indicator's, in the indicator's unit."""
    figure = link.measure.figure
    computed = figure.text if figure is not None else ""
    return Relation(expression=expression, stated=shown(link), computed=computed, outcome=link.outcome, paths=paths)


def shown(link: Link) -> str:
    """The prose's number in the indicator's unit, as far as the units convert."""
    said, printed = link.mention.figure, link.measure.figure
    if printed is None:
        return said.text
    (one, first), (other, second) = split_unit(said.unit), split_unit(printed.unit)
    if one == other or first != second:
        return said.text
    return amounts.text(said.value * one / other, None)
