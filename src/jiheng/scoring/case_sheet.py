"""A case laid out as a calculation sheet: a row of numbers for every indicator and part, and each score as a formula over its cells.

Pure layout: cells and formulas as text. ``reports`` writes them into a workbook, ``assessment`` reads such a workbook back.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from jiheng.model import Direction, EvaluationCase, Figure, Frame, FrameIndicator, Measure, RuleInputs, amounts
from jiheng.scoring.case import score_case
from jiheng.scoring.case_inputs import CaseData, rule_of
from jiheng.scoring.rules.kind import Missing, RuleKind
from jiheng.scoring.rules.kinds.bonus_penalty import BonusPenalty
from jiheng.scoring.rules.kinds.by_parts import ByParts
from jiheng.scoring.rules.kinds.capped import Capped
from jiheng.scoring.rules.kinds.check_list import CheckList
from jiheng.scoring.rules.kinds.graded_opinion import GradedOpinion
from jiheng.scoring.rules.kinds.proportional import Proportional
from jiheng.scoring.rules.quantities import Pair, pair, quotient, value_of

#: The sheet of numbers and that of evaluation points and counts.
NUMBERS, POINTS = "数据", "要点"
#: The sheet that holds the whole case, and its heads.
WHOLE, WHOLE_COLUMNS = "案例数据", ("路径", "值")
#: The columns of the sheet of numbers: key and title, from A on.
COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("id", "编号"),
    ("name", "指标或分项"),
    ("weight", "分值"),
    ("target", "目标值"),
    ("actual", "实际完成值"),
    ("numerator", "分子"),
    ("denominator", "分母"),
    ("unit", "计量单位"),
    ("value", "比率或数值"),
    ("completion", "完成率"),
    ("occurrences", "发生次数"),
    ("opinion", "评定档次"),
    ("opinion_share", "档内比例"),
    ("planned_on", "计划完成时间"),
    ("finished_on", "实际完成时间"),
    ("points", "规则得分"),
    ("deducted", "另扣分"),
    ("given", "评价人给分"),
    ("score", "得分"),
)
POINT_COLUMNS: Final = ("编号", "指标或分项", "要点或事项", "扣除比例或次数")
_LETTERS: Final = {key: chr(ord("A") + index) for index, (key, _) in enumerate(COLUMNS)}
#: The column of the sheet of points that holds the number.
_POINT_VALUE: Final = "D"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without ``=`` and the value it has now (None: empty text)."""

    text: str
    value: Decimal | str | None = None


Content = Decimal | str | datetime.date | Formula | None


@dataclass(slots=True, kw_only=True)
class NumberRow:
    """A row of the sheet of numbers, at ``row`` (Excel's count); ``cells`` by column key. ``part`` is the name of a part of a rule."""

    row: int
    indicator: FrameIndicator
    part: str | None = None
    cells: dict[str, Content] = field(default_factory=dict)

    def at(self, key: str) -> str:
        """The address of a cell."""
        return f"{_LETTERS[key]}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A row of the sheet of points: an evaluation point (``number`` from 1, how much of it is lost) or an item that is counted."""

    row: int
    indicator: FrameIndicator
    part: str | None
    text: str
    number: int
    value: Decimal

    @property
    def address(self) -> str:
        """The cell of its number, from any sheet."""
        return f"{POINTS}!{_POINT_VALUE}{self.row}"


@dataclass(slots=True, kw_only=True)
class CaseSheet:
    """The whole layout."""

    numbers: list[NumberRow] = field(default_factory=list)
    points: list[PointRow] = field(default_factory=list)

    def of(self, indicator: str) -> NumberRow:
        """The row of an indicator itself."""
        return next(row for row in self.numbers if row.indicator.id == indicator and row.part is None)


def lay_out(case: EvaluationCase, frame: Frame, decimals: int) -> CaseSheet:
    """The sheet of a case; the head stands in row 1 of both sheets."""
    sheet, data = CaseSheet(), CaseData(case)
    scored = {line.indicator.id: line for line in score_case(case, frame).lines}
    for indicator in frame.indicators:
        own, line = data.inputs.get(indicator.id), scored[indicator.id]
        inputs, rule = data.given(indicator), rule_of(indicator)
        row = NumberRow(row=len(sheet.numbers) + 2, indicator=indicator)
        sheet.numbers.append(row)
        row.cells = {"id": indicator.id, "name": indicator.name, "weight": indicator.weight}
        row.cells["deducted"] = line.deducted or None
        row.cells["given"] = own.score_given if own is not None else None
        if rule is not None:
            names = _Names(_inputs(sheet, row, rule, inputs))
            formula = _directed(rule, inputs).excel(names)
            points = rule.score(indicator.weight, inputs)
            value = None if isinstance(points, Missing) else points.estimate.value
            row.cells["points"] = _guarded(formula, names, value)
        row.cells["score"] = _score(row, line.score, decimals)
    return sheet


class _Names(dict[str, str]):
    """Cells by the names rules know them by; remembers which were asked for."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        super().__init__(cells)
        self.used: list[str] = []

    def __getitem__(self, name: str) -> str:
        found = super().__getitem__(name)
        self.used.append(found)
        return found


def _guarded(formula: str | None, names: _Names, value: Decimal | None) -> Content:
    """The formula; where inputs are missing it stays empty until they are filled in."""
    if formula is None:
        return value
    if value is not None:
        return Formula(formula, value)
    empty = "+".join(f"COUNTBLANK({cell})" for cell in dict.fromkeys(names.used))
    return Formula(f'IF({empty}>0,"",{formula})' if empty else formula)


def _score(row: NumberRow, score: Decimal | None, decimals: int) -> Formula:
    points, given, deducted = row.at("points"), row.at("given"), row.at("deducted")
    chosen = f'ROUND(IF({given}<>"",{given},{points}),{decimals})-ROUND({deducted},{decimals})'
    kept = chosen if row.indicator.outside else f"MAX(0,{chosen})"
    return Formula(f'IF(AND({points}="",{given}=""),"",{kept})', score)


def _directed(rule: RuleKind, inputs: RuleInputs) -> RuleKind:
    """A proportional rule with the direction of its target."""
    if isinstance(rule, Proportional) and rule.direction is None and inputs.target is not None:
        return rule.model_copy(update={"direction": inputs.target.direction})
    return rule


def _inputs(sheet: CaseSheet, row: NumberRow, rule: RuleKind, inputs: RuleInputs) -> dict[str, str]:
    """Writes the inputs of a rule into its row, and into rows of their own where it has parts or points; the cells by name."""
    if isinstance(rule, Capped):
        return _inputs(sheet, row, rule.ready, inputs)
    names = {key: row.at(key) for key, _ in COLUMNS if key not in ("id", "name", "unit", "points", "deducted", "given", "score")}
    row.cells |= _numbers(row, rule, inputs)
    if isinstance(rule, ByParts):
        names |= _parts(sheet, row, rule, inputs)
    elif isinstance(rule, CheckList) and inputs.failed is not None:
        lost = {item.point: Decimal(1) if item.lost is None else item.lost for item in inputs.failed}
        for number, point in enumerate(rule.points, 1):
            names[f"point_{number}"] = _point(sheet, row, point.text, number, lost.get(number, Decimal(0)))
    elif isinstance(rule, BonusPenalty) and inputs.counts is not None:
        for number, item in enumerate(rule.items, 1):
            names[f"count_{number}"] = _point(sheet, row, item.name, number, Decimal(inputs.counts.get(item.name, 0)))
    return names


def _point(sheet: CaseSheet, row: NumberRow, text: str, number: int, value: Decimal) -> str:
    found = PointRow(row=len(sheet.points) + 2, indicator=row.indicator, part=row.part, text=text, number=number, value=value)
    sheet.points.append(found)
    return found.address


def _parts(sheet: CaseSheet, row: NumberRow, rule: ByParts, inputs: RuleInputs) -> dict[str, str]:
    names: dict[str, str] = {}
    for number, (part, share) in enumerate(zip(rule.parts, rule.weights(Decimal(1)), strict=True), 1):
        given = inputs.parts.get(part.name, RuleInputs())
        if given.target is None and part.target is not None:
            given = given.model_copy(update={"target": part.target})
        own = NumberRow(row=len(sheet.numbers) + 2, indicator=row.indicator, part=part.name)
        sheet.numbers.append(own)
        weight = Formula(f"{row.at('weight')}*{amounts.text(share, None)}", row.indicator.weight * share)
        own.cells = {"id": row.indicator.id, "name": part.name, "weight": weight}
        names |= {f"{number}.{name}": cell for name, cell in _inputs(sheet, own, part.ready, given).items()}
    return names


def _numbers(row: NumberRow, rule: RuleKind, inputs: RuleInputs) -> dict[str, Content]:
    """The numbers of a row in one unit, with formulas where one follows from another."""
    cells: dict[str, Content] = {"unit": _unit(inputs)}
    if inputs.actual is None and inputs.numerator is not None and inputs.denominator is not None:
        cells |= _quotient(row, inputs)
    elif inputs.actual is not None and inputs.actual.figure is not None:
        cells["actual"] = inputs.actual.figure.value
    cells |= _measured(row, inputs, cells)
    cells["occurrences"] = Decimal(inputs.occurrences) if inputs.occurrences is not None else None
    if inputs.opinion is not None:
        level = rule.level(inputs.opinion) if isinstance(rule, GradedOpinion) else None
        cells["opinion"] = level.name if level is not None else inputs.opinion
    cells["opinion_share"] = inputs.opinion_share
    cells["planned_on"] = inputs.planned_on or _last(inputs.target)
    cells["finished_on"] = inputs.finished_on or _last(inputs.actual)
    return cells


def _unit(inputs: RuleInputs) -> str | None:
    for figure in (inputs.target.figure if inputs.target else None, inputs.actual.figure if inputs.actual else None):
        if figure is not None and figure.unit:
            return figure.unit
    return None


def _last(measure: Measure | None) -> datetime.date | None:
    return measure.date.last if measure is not None and measure.date is not None else None


def _quotient(row: NumberRow, inputs: RuleInputs) -> dict[str, Content]:
    ratio = quotient(inputs)
    if isinstance(ratio, Missing):
        return {"numerator": _plain(inputs.numerator), "denominator": _plain(inputs.denominator)}
    percent = inputs.target is None or (inputs.target.figure is not None and inputs.target.figure.unit == "%")
    text = f"{row.at('numerator')}/{row.at('denominator')}"
    actual = Formula(f"100*{text}" if percent else text, ratio.value * (100 if percent else 1))
    return {"numerator": ratio.top, "denominator": ratio.bottom, "actual": actual, "value": Formula(text, ratio.value)}


def _plain(figure: Figure | None) -> Decimal | None:
    return figure.value if figure is not None else None


def _measured(row: NumberRow, inputs: RuleInputs, cells: Mapping[str, Content]) -> dict[str, Content]:
    """Target, actual value in its unit, the value as a ratio, and the completion."""
    found: dict[str, Content] = {}
    both = pair(inputs)
    if inputs.target is not None and inputs.target.figure is not None:
        found["target"] = inputs.target.figure.value
    if not isinstance(both, Missing):
        if not isinstance(cells.get("actual"), Formula):
            found["actual"] = both.done
        found["completion"] = _completion(row, both)
    if "value" not in cells and inputs.actual is not None:
        value = value_of(inputs)
        if not isinstance(value, Missing):
            found["value"] = _as_ratio(row, value.top, value.bottom, found.get("actual", cells.get("actual")))
    return found


def _completion(row: NumberRow, both: Pair) -> Content:
    ratio = both.completion()
    if isinstance(ratio, Missing):
        return None
    terms = (row.at("target"), row.at("actual")) if both.direction is Direction.AT_MOST else (row.at("actual"), row.at("target"))
    return Formula(f"IF({terms[1]}=0,1,{terms[0]}/{terms[1]})", ratio.value)


def _as_ratio(row: NumberRow, top: Decimal, bottom: Decimal, actual: Content) -> Content:
    """The value itself by the cell of the actual value where one follows from the other."""
    if actual == top:
        return Formula(row.at("actual") if bottom == 1 else f"{row.at('actual')}/{amounts.text(bottom, None)}", top / bottom)
    if actual == top * 100 and bottom == 1:
        return Formula(f"{row.at('actual')}/100", top)
    return top / bottom
