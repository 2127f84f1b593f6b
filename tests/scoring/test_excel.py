"""The Excel formula of a rule gives the points of the rule: every golden case is computed by both, exactly."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jiheng.model import RuleInputs
from jiheng.scoring.rules.kind import Missing, RuleKind, load_rule
from jiheng.scoring.rules.kinds.by_parts import ByParts
from jiheng.scoring.rules.quantities import Pair, Ratio, looked_at, pair

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yaml"))
CASES = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in GOLDEN
    for number, case in enumerate(YAML(typ="safe", pure=True).load(file.read_text("utf-8")), 1)
    if "missing" not in case
]
#: Formulas that a sheet cannot have: the direction is not known beforehand, a date is printed without its day, a part vetoes.
NO_FORMULA = {"proportional-1", "proportional-2", "proportional-3", "all_or_nothing-1", "all_or_nothing-2", "all_or_nothing-3"}
NO_FORMULA |= {"all_or_nothing-4", "all_or_nothing-5", "on_time-1", "by_parts-4"}

FUNCTIONS = {
    "MIN": min,
    "MAX": max,
    "ABS": abs,
    "AND": lambda *tests: all(tests),
    "OR": lambda *tests: any(tests),
    "ROUND": lambda value, places: Fraction(floor(value * 10 ** int(places) + Fraction(1, 2)), 10 ** int(places)),
    "ROUNDDOWN": lambda value, _: Fraction(floor(value)),
    "ROUNDUP": lambda value, _: Fraction(ceil(value)),
    "TRUE": True,
}


class Lazily(ast.NodeTransformer):
    """``IF(test, then, other)`` computes only what is chosen, as a sheet does."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "IF":
            return ast.IfExp(*node.args)
        return node


def calculated(formula: str, cells: dict[str, Any]) -> Fraction:
    """The value of a formula, reckoned in fractions."""
    python = re.sub(r'(?<![\w."])(\d+(?:\.\d+)?)(?![\w."])', r'Fraction("\1")', formula)
    python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
    tree = ast.fix_missing_locations(Lazily().visit(ast.parse(python, mode="eval")))
    return Fraction(eval(compile(tree, "formula", "eval"), {"__builtins__": {}, "Fraction": Fraction, **FUNCTIONS, **cells}))


def sheet(rule: RuleKind, inputs: RuleInputs, prefix: str = "") -> dict[str, Any]:
    """The cells that a rule's formula may name, with their values."""
    cells: dict[str, Any] = {}
    both = pair(inputs)
    if isinstance(both, Pair):
        cells |= {"target": Fraction(both.goal), "actual": Fraction(both.done) / Fraction(both.per)}
    for of in ("value", "completion"):
        ratio = looked_at(of, inputs)  # type: ignore[arg-type]
        if isinstance(ratio, Ratio):
            cells[of] = Fraction(ratio.top) / Fraction(ratio.bottom)
    for name in ("numerator", "denominator"):
        figure = getattr(inputs, name)
        if figure is not None:
            cells[name] = Fraction(figure.value)
    for name in ("planned_on", "finished_on"):
        day = getattr(inputs, name)
        if day is not None:
            cells[name] = Fraction(day.toordinal())
    if inputs.occurrences is not None:
        cells["occurrences"] = Fraction(inputs.occurrences)
    if inputs.opinion is not None:
        level = rule.level(inputs.opinion) if hasattr(rule, "level") else None
        cells |= {"opinion": level.name if level else "", "opinion_share": Fraction(inputs.opinion_share or 0)}
    failed = {item.point: Fraction(item.lost) if item.lost is not None else Fraction(1) for item in inputs.failed or ()}
    cells |= {f"point_{number}": failed.get(number, Fraction(0)) for number in range(1, len(getattr(rule, "points", ())) + 1)}
    items = getattr(rule, "items", ())
    cells |= {f"count_{number}": Fraction((inputs.counts or {}).get(item.name, 0)) for number, item in enumerate(items, 1)}
    return {f"{prefix}{name}": value for name, value in cells.items()}


@pytest.mark.parametrize("case", CASES)
def test_the_formula_gives_the_points(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    rule, weight = load_rule(case["rule"]), Decimal(case["weight"])
    inputs = RuleInputs.model_validate(case["inputs"])
    values = sheet(rule, inputs)
    names = {name: name for name in values}
    if isinstance(rule, ByParts):
        for number, part in enumerate(rule.parts, 1):
            given = inputs.parts.get(part.name, RuleInputs())
            given = given.model_copy(update={"target": given.target or part.target})
            own = sheet(part.ready, given, f"part{number}_")
            values |= own
            names |= {f"{number}.{name.removeprefix(f'part{number}_')}": name for name in own}
    if request.node.callspec.id in NO_FORMULA:
        assert rule.excel({**names, "weight": "weight"}) is None
        return
    formula = rule.excel({**names, "weight": "weight"})
    assert formula is not None
    found = rule.score(weight, inputs)
    assert not isinstance(found, Missing)
    points = calculated(formula, {**values, "weight": Fraction(weight)})
    assert abs(points - Fraction(found.estimate.value)) < Fraction(1, 10**25), formula


def test_rules_with_cells_that_do_not_exist_have_no_formula() -> None:
    listed = load_rule({"kind": "check_list", "parameters": {"points": [{"text": "甲"}]}})
    assert listed.excel({"weight": "A1"}) is None
    group = load_rule({"kind": "bonus_penalty", "parameters": {"items": [{"name": "甲", "points": 1}]}})
    assert group.excel({"weight": "A1"}) is None
    parts = load_rule({"kind": "by_parts", "parameters": {"parts": [{"name": "甲", "rule": {"kind": "at_least"}}]}})
    assert parts.excel({"weight": "A1"}) is None
    met = load_rule({"kind": "all_or_nothing", "parameters": {"direction": "at_most", "otherwise": "40%"}})
    assert met.excel({"weight": "A1", "target": "B1", "actual": "C1"}) == "IF(C1<=B1,A1,A1*0.4)"
