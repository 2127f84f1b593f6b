"""The invented county of Chenglan (澄岚县, no such place): twelve departments, sixty projects, one fiscal year.

``load_county`` turns the hand-written plans under ``data/`` into consistent projects: funds, targets, actual values, weights and
scores. Deterministic from a seed. The forms made from it are in :mod:`jiheng.sample.county_forms`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ruamel.yaml import YAML

from jiheng.model import Actual, Direction, IndicatorCategory, IndicatorSubcategory, Target, read_actual, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_values import choose_actual, cost_per_unit, derived_rate, points, share_out

CATEGORIES: Final[dict[str, tuple[IndicatorCategory, IndicatorSubcategory]]] = {
    "数量": (IndicatorCategory.OUTPUT, IndicatorSubcategory.QUANTITY),
    "质量": (IndicatorCategory.OUTPUT, IndicatorSubcategory.QUALITY),
    "时效": (IndicatorCategory.OUTPUT, IndicatorSubcategory.TIMELINESS),
    "成本": (IndicatorCategory.OUTPUT, IndicatorSubcategory.COST),
    "经济": (IndicatorCategory.BENEFIT, IndicatorSubcategory.ECONOMIC),
    "社会": (IndicatorCategory.BENEFIT, IndicatorSubcategory.SOCIAL),
    "生态": (IndicatorCategory.BENEFIT, IndicatorSubcategory.ECOLOGICAL),
    "可持续": (IndicatorCategory.BENEFIT, IndicatorSubcategory.SUSTAINABILITY),
    "满意": (IndicatorCategory.SATISFACTION, IndicatorSubcategory.SATISFACTION),
}
_ORDER: Final = ("成本", "数量", "质量", "时效", "经济", "社会", "生态", "可持续", "满意")
#: Weights of the level-1 groups, without and with cost as a level-1 group of its own (财预〔2021〕101号).
_WEIGHTS: Final = {IndicatorCategory.OUTPUT: 50, IndicatorCategory.BENEFIT: 30, IndicatorCategory.SATISFACTION: 10}
_WEIGHTS_WITH_COST: Final = {
    IndicatorCategory.COST: 20,
    IndicatorCategory.OUTPUT: 40,
    IndicatorCategory.BENEFIT: 20,
    IndicatorCategory.SATISFACTION: 10,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """One row of money in 万元."""

    initial: Decimal
    adjusted: Decimal
    executed: Decimal

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(
            initial=self.initial + other.initial, adjusted=self.adjusted + other.adjusted, executed=self.executed + other.executed
        )


NOTHING: Final = Amounts(initial=Decimal(0), adjusted=Decimal(0), executed=Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator of a project. ``phrase`` is how its number is told in prose, with ``{}`` for the number."""

    category: IndicatorCategory
    subcategory: IndicatorSubcategory
    name: str
    target: Target
    actual: Actual
    weight: Decimal
    score: Decimal
    reason: str | None
    phrase: str

    @property
    def is_met(self) -> bool:
        """Whether the target was reached."""
        return self.score == self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project of the county with its year's figures; ``money`` by source: upper, own, carryover, other."""

    name: str
    code: str
    department: str
    agency: str
    year: int
    money: Mapping[str, Amounts]
    purpose: str
    outcome: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Amounts:
        """All sources together."""
        return sum(self.money.values(), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department with its basic expenditure and projects."""

    name: str
    year: int
    basic: Amounts
    projects: tuple[Project, ...]

    @property
    def project_total(self) -> Amounts:
        """Project expenditure: the sum of its projects."""
        return sum((project.total for project in self.projects), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """The whole county in one fiscal year."""

    province: str
    name: str
    year: int
    departments: tuple[Department, ...]

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects, department by department."""
        return tuple(project for department in self.departments for project in department.projects)


def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((files("jiheng.sample") / "data" / f"{name}.yaml").read_text("utf-8"))


@cache
def load_county(seed: int = 1, year: int = 2024) -> County:
    """The county of a fiscal year; the same seed gives the same figures."""
    root = _read("county")
    place = root["county"]
    departments = []
    for number, name in enumerate(root["departments"], 1):
        departments.append(_department(_read(name), place, number, seed, year))
    return County(province=root["province"], name=place, year=year, departments=tuple(departments))


def _department(plan: Mapping[str, Any], place: str, number: int, seed: int, year: int) -> Department:
    name = _placed(plan["department"], place)
    basic = Amounts(**{key: Decimal(value) for key, value in plan["basic"].items()})
    projects = []
    for index, project in enumerate(plan["projects"], 1):
        code = f"5399{number:02}{year % 100:02}{index:06}"
        projects.append(_project(project, name, place, code, seed, year))
    return Department(name=name, year=year, basic=basic, projects=tuple(projects))


def _placed(name: str, place: str) -> str:
    return place + name.removeprefix("县")


def _project(plan: Mapping[str, Any], department: str, place: str, code: str, seed: int, year: int) -> Project:
    chance = random.Random(f"{seed}/{plan['name']}")
    rows = [_cells(str(row), year) for row in plan["indicators"]]
    rows.sort(key=lambda row: _ORDER.index(row[0]))
    money = _money(plan, rows, chance)
    total = sum(money.values(), NOTHING)
    lines = _lines(rows, total, with_cost=plan.get("cost") == "level1", chance=chance)
    return Project(
        name=plan["name"].replace("2024", str(year)),
        code=code,
        department=department,
        agency=_placed(plan["agency"], place),
        year=year,
        money=money,
        purpose=plan["purpose"],
        outcome=plan["outcome"],
        lines=lines,
    )


def _cells(row: str, year: int) -> tuple[str, str, str, str, str, str]:
    cells = [cell.strip().replace("2024年", f"{year}年") for cell in row.split("|")]
    kind, name, target, phrase, actual, reason = [*cells, "", "", "", ""][:6]
    return kind, name, target, phrase, actual, reason


def _money(plan: Mapping[str, Any], rows: Sequence[tuple[str, ...]], chance: random.Random) -> dict[str, Amounts]:
    """Amounts by source. Execution stays below the completion of an unmet quantity, so that unit costs stay within their targets.

    ``initial`` and ``executed`` of the plan are taken as they stand: money that the sample cases tell too.
    """
    rate = Decimal(chance.randint(9480, 9985)) / 10000
    for _, _, target, _, actual, _ in rows:
        planned, done = read_target(target).figure if actual else None, read_actual(actual).figure if actual else None
        if planned and done and planned.value and done.value < planned.value:
            rate = min(rate, half_up(done.value / planned.value, 4) - Decimal("0.006"))
    change = Decimal(chance.choice((0, 0, 0, -60, -30, 25, 50))) / 1000
    money = {}
    for source, value in plan["money"].items():
        adjusted = Decimal(value)
        initial = adjusted if source in ("carryover", "other") else half_up(adjusted * (1 + change))
        money[source] = Amounts(
            initial=Decimal(plan["initial"][source]) if "initial" in plan else initial,
            adjusted=adjusted,
            executed=Decimal(plan["executed"][source]) if "executed" in plan else half_up(adjusted * rate),
        )
    return money


def _lines(rows: Sequence[tuple[str, ...]], total: Amounts, *, with_cost: bool, chance: random.Random) -> tuple[Line, ...]:
    plan = _WEIGHTS_WITH_COST if with_cost else _WEIGHTS
    classes = [_class(row[0], with_cost=with_cost) for row in rows]
    weights: dict[IndicatorCategory, Iterator[int]] = {}
    for category, weight in plan.items():
        count = sum(1 for found, _ in classes if found is category)
        weights[category] = iter(share_out(weight, count))
    lines: list[Line] = []
    values: dict[str, tuple[Target, Actual]] = {}
    # Costs and derived rates read the quantities, so quantities are settled first; the printed order is that of ``rows``.
    for pass_derived in (False, True):
        for row in rows:
            if row[2].startswith(("each ", "total", "rate ")) == pass_derived:
                values[row[1]] = _values(row, values, total, chance)
    for (_, name, _, phrase, _, reason), (category, subcategory) in zip(rows, classes, strict=True):
        target, actual = values[name]
        available = Decimal(next(weights[category]))
        lines.append(
            Line(
                category=category,
                subcategory=subcategory,
                name=name,
                target=target,
                actual=actual,
                weight=available,
                score=points(target, actual, available),
                reason=reason or None,
                phrase=phrase,
            )
        )
    return tuple(lines)


def _class(kind: str, *, with_cost: bool) -> tuple[IndicatorCategory, IndicatorSubcategory]:
    if kind == "成本" and with_cost:
        return IndicatorCategory.COST, IndicatorSubcategory.ECONOMIC_COST
    return CATEGORIES[kind]


def _values(
    row: tuple[str, ...], known: Mapping[str, tuple[Target, Actual]], total: Amounts, chance: random.Random
) -> tuple[Target, Actual]:
    _, _, planned, _, done, _ = row
    kind, _, rest = planned.partition(" ")
    if kind == "total":
        return read_target(f"≤{text(total.adjusted)}万元"), read_actual(f"{text(total.executed)}万元")
    if kind == "each":
        name, _, unit = rest.partition(" ")
        target, actual = known[name]
        return cost_per_unit(total.adjusted, total.executed, target, actual, unit)
    if kind == "rate":
        name, _, planned = rest.partition(" ")
        return read_target(planned), read_actual(derived_rate(*known[name]))
    target = read_target(planned)
    assert target.direction or target.date, f"a target without direction: {planned}"
    return target, read_actual(done or choose_actual(target, chance))


def is_reversed(target: Target) -> bool:
    """Whether less is better."""
    return target.direction is Direction.AT_MOST
