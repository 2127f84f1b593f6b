"""The scoring workbook (评分表) of a case: every score a live formula over the numbers beside it, so that a reader can recompute it alone.

Sheets: 评分表 (the scoring table with sums, total and grade), 数据 and 要点 (the numbers the formulas stand on, to be edited), 佐证材料,
问题与建议, and 案例数据, the whole case as data, from which the workbook is read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from jiheng.model import EvaluationCase, Frame, Measure, RuleInputs
from jiheng.regulation import Standard, load_standard
from jiheng.reports.render.workbook import Column, Formula, Head, Sheet, write_workbook
from jiheng.scoring import case_sheet
from jiheng.scoring.case import CaseLine, CaseScore, LevelSum, law_day
from jiheng.scoring.case_inputs import CaseData
from jiheng.scoring.case_sheet import COLUMNS, NUMBERS, POINT_COLUMNS, POINTS, WHOLE, WHOLE_COLUMNS, CaseSheet, lay_out

_TABLE: Final = (
    Column("一级指标", 12),
    Column("二级指标", 14),
    Column("编号", 8),
    Column("三级指标", 22),
    Column("分值", 8),
    Column("目标值", 14),
    Column("实际完成", 16),
    Column("评分标准", 44),
    Column("计算过程", 44),
    Column("得分", 9),
    Column("得分率", 9),
    Column("扣分原因", 30),
    Column("佐证材料", 14),
    Column("程序得分", 9),
    Column("核对", 8),
)
_SCORE, _RATE, _WEIGHT, _OURS, _AGREES = "J", "K", "E", "N", "O"


def write_case_workbook(case: EvaluationCase, frame: Frame, score: CaseScore, target: Path) -> None:
    """Write the workbook.

    Raises:
        OSError: the file cannot be written.
    """
    law = load_standard(case.standard, law_day(case))
    layout = lay_out(case, frame, score.decimals)
    sheets = [
        Sheet("评分表", _TABLE, list(_Table(case, frame, score, layout, law).rows()), filtered=False),
        Sheet(NUMBERS, [Column(title, 14) for _, title in COLUMNS], [_number_row(row, score.decimals) for row in layout.numbers]),
        Sheet(POINTS, [Column(title, 30) for title in POINT_COLUMNS], [_point_row(row) for row in layout.points]),
        Sheet("佐证材料", [Column(title, 20) for title in _EVIDENCE], list(_evidence(case))),
        Sheet("问题与建议", [Column(title, 30) for title in _PROBLEMS], list(_problems(case))),
        Sheet(WHOLE, [Column(WHOLE_COLUMNS[0], 40), Column(WHOLE_COLUMNS[1], 60)], list(_whole(case))),
    ]
    write_workbook(target, sheets)


class _Table:
    """The scoring table, row by row; knows in which row it is."""

    def __init__(self, case: EvaluationCase, frame: Frame, score: CaseScore, layout: CaseSheet, law: Standard) -> None:
        self._frame, self._score, self._layout, self._law = frame, score, layout, law
        self._data = CaseData(case)
        self._row = 0
        self._title = f"{score.title}（{frame.title}）"

    def rows(self) -> Iterator[Sequence[object]]:
        """All rows."""
        yield self._next([self._title])
        yield self._next(Head(column.title for column in _TABLE))
        sums: list[int] = []
        for level in self._score.levels:
            lines = [line for line in self._score.lines if line.indicator.level1 == level.name and not line.indicator.outside]
            rows: list[int] = []
            for line in lines:
                yield self._next(self._line(line))
                rows.append(self._row)
            yield self._next(self._level(level, rows))
            sums.append(self._row)
        outside: list[int] = []
        for line in self._score.lines:
            if line.indicator.outside:
                yield self._next(self._line(line))
                outside.append(self._row)
        yield self._next(self._total(sums, outside))
        yield self._next(self._grade(self._row))

    def _next(self, row: Sequence[object]) -> Sequence[object]:
        self._row += 1
        return row

    def _line(self, line: CaseLine) -> list[object]:
        here, indicator = self._row + 1, line.indicator
        given = self._data.given(indicator)
        source = self._layout.of(indicator.id).at("score")
        score = Formula(f"{NUMBERS}!{source}", line.score, self._score.decimals)
        return [
            indicator.level1,
            indicator.level2,
            indicator.id,
            indicator.name,
            Formula(f"{NUMBERS}!{self._layout.of(indicator.id).at('weight')}", indicator.weight),
            _printed(given.target),
            _printed(given.actual) or _ratio(given),
            line.rule_text or indicator.explanation,
            line.trace.sentence if line.trace is not None else f"缺：{line.missing}",
            score,
            self._rate(here, line.rate) if indicator.weight else "",
            line.reason,
            "、".join(line.evidence),
            line.score if line.score is not None else "",
            self._agreement(here, line.score is not None),
        ]

    def _rate(self, row: int, rate: Decimal | None) -> Formula:
        cell, weight = f"{_SCORE}{row}", f"{_WEIGHT}{row}"
        return Formula(f'IF({cell}="","",ROUND({cell}/{weight},4))', rate, 4)

    def _agreement(self, row: int, scored: bool) -> Formula:
        score, ours = f"{_SCORE}{row}", f"{_OURS}{row}"
        words = f'IF({ours}="","",IF(ABS({score}-{ours})<0.005,"一致","不一致"))'
        return Formula(words, "一致" if scored else None)

    def _level(self, level: LevelSum, rows: Sequence[int]) -> Head:
        score = _summed(_SCORE, rows, level.score, self._score.decimals)
        front = (f"{level.name}小计", "", "", "", _summed(_WEIGHT, rows, level.weight), "", "", "", "")
        rate, agrees = self._rate(self._row + 1, level.rate), self._agreement(self._row + 1, scored=True)
        return Head((*front, score, rate, "", "", level.score, agrees))

    def _total(self, levels: Sequence[int], outside: Sequence[int]) -> Head:
        added = _cells(_SCORE, [*levels, *outside])
        full = self._score.full_marks
        capped = f"MIN({full},SUM({added}))" if self._law.parameter("case_total_capped").value else f"SUM({added})"
        total = Formula(f"MAX(0,{capped})", self._score.total, self._score.decimals)
        words = [step.sentence for step in self._score.trace.steps]
        front = ("总分", "", "", "", _summed(_WEIGHT, levels, self._frame.total_weight), "", "", "", "；".join(words))
        return Head((*front, total, "", "", "", self._score.total, self._agreement(self._row + 1, scored=True)))

    def _grade(self, total: int) -> Head:
        bounds: dict[str, Decimal] = self._law.parameter("evaluation_grades").value
        ranked = sorted(bounds.items(), key=lambda item: item[1])
        text = f'"{ranked[0][0]}"'
        for name, bound in ranked[1:]:
            text = f'IF({_SCORE}{total}*100>={bound}*{self._score.full_marks},"{name}",{text})'
        missing = self._score.missing
        grade = Formula(text, self._score.grade or "未定") if not missing else f"未定（缺 {len(missing)} 项）"
        return Head(["等级", "", "", "", "", "", "", "", self._law.cite("evaluation_grades")[0].text, grade])


def _ratio(given: RuleInputs) -> str:
    if given.numerator is None or given.denominator is None:
        return ""
    return f"{given.numerator.with_unit} ÷ {given.denominator.with_unit}"


def _printed(measure: Measure | None) -> str:
    if measure is None:
        return ""
    sign = measure.direction.symbol if measure.direction is not None and measure.figure is not None else ""
    printed = measure.raw or (measure.figure.with_unit if measure.figure is not None else "")
    return printed if not sign or printed[:1] in "≥≤=＝<>＜＞" else f"{sign}{printed}"


def _cells(column: str, rows: Sequence[int]) -> str:
    if rows and list(rows) == list(range(rows[0], rows[-1] + 1)):
        return f"{column}{rows[0]}:{column}{rows[-1]}"
    return ",".join(f"{column}{row}" for row in rows)


def _summed(column: str, rows: Sequence[int], value: Decimal, decimals: int | None = None) -> Formula:
    return Formula(f"SUM({_cells(column, rows)})", value, decimals)


def _number_row(row: case_sheet.NumberRow, decimals: int) -> list[object]:
    def shown(key: str) -> object:
        content = row.cells.get(key)
        if isinstance(content, case_sheet.Formula):
            return Formula(content.text, content.value, decimals if key == "score" else None)
        return content

    return [shown(key) for key, _ in COLUMNS]


def _point_row(row: case_sheet.PointRow) -> list[object]:
    return [row.indicator.id, row.part or row.indicator.name, f"{row.number}. {row.text}", row.value]


_EVIDENCE: Final = ("编号", "名称", "种类", "提供单位", "底稿号", "收到日期", "说明")
_PROBLEMS: Final = ("编号", "类别", "标题", "内容", "原因", "对应")


def _evidence(case: EvaluationCase) -> Iterator[list[object]]:
    for item in case.evidence:
        yield [item.id, item.title, item.kind, item.provider, item.number, item.received_on, item.note]


def _problems(case: EvaluationCase) -> Iterator[list[object]]:
    for problem in case.problems:
        yield [problem.id, "问题", problem.title, problem.text, problem.cause, "、".join(problem.indicators)]
    for suggestion in case.suggestions:
        yield [suggestion.id, "建议", suggestion.title, suggestion.text, "", "、".join(suggestion.problems)]


def _whole(case: EvaluationCase) -> Iterator[list[object]]:
    yield from _flat(case.model_dump(mode="json", exclude_defaults=True) | {"type": case.type}, "")


def _flat(value: Any, path: str) -> Iterator[list[object]]:
    """Every scalar with its path, as JSON, so that text, numbers and nothing stay what they are."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict | list) and value:
        for key, item in entries:
            yield from _flat(item, f"{path}/{key}")
    else:
        yield [path, json.dumps(value, ensure_ascii=False)]
