"""Scores as tables and chart: the whole scoring table, the sums by level 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import Frame
from jiheng.reports.render.charts import chart_of, picture
from jiheng.reports.render.drafting import percent, points, points_with_decimals
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.paper import Block, Cell, Picture, Table, gap
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseLine, CaseScore

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def summary_blocks(score: CaseScore, words: Mapping[str, Any], numbering: Numbering) -> list[Block]:
    """Scores by level 1 with their rates, as table and as chart."""
    rows = [[level.name, points(level.weight), points_with_decimals(level.score), rate(level.rate)] for level in score.levels]
    rows += [[name, "—", points_with_decimals(earned), "—"] for name, earned in outside_levels(score)]
    weight = sum((level.weight for level in score.levels), Decimal(0))
    rows.append([words["total"], points(weight), points_with_decimals(score.total), rate(score.total / weight if weight else None)])
    title = words["title"].format(n=numbering.table())
    table = plain_table(words["columns"], rows, ["2", "1", "1", "1"], title=title, unit=words["unit"], whole=True)
    drawn = _level_chart(score, words, numbering)
    return [table, drawn] if drawn is not None else [table]


def _level_chart(score: CaseScore, words: Mapping[str, Any], numbering: Numbering) -> Picture | None:
    """The sums by level 1: bars of points and scores, or a radar of the rates, where the wording asks for one and it has three corners."""
    names = [level.name for level in score.levels]
    rates = [level.rate * 100 for level in score.levels if level.rate is not None]
    if words["shape"] == "radar" and len(names) == len(rates) > 2:
        chart = chart_of(names, [(words["columns"][3], rates)], unit="%", radar=True, most=Decimal(100))
        return picture(chart, words["radar"].format(n=numbering.drawing()))
    series = [(words["columns"][1], [level.weight for level in score.levels]), (words["columns"][2], [one.score for one in score.levels])]
    return picture(chart_of(names, series, unit="分"), words["chart"].format(n=numbering.drawing()))


def outside_levels(score: CaseScore) -> list[tuple[str, Decimal]]:
    """Names and points of the groups outside the full marks."""
    names = dict.fromkeys(line.indicator.level1 for line in score.lines if line.indicator.outside)
    return [
        (name, sum((line.score for line in score.lines if line.indicator.level1 == name and line.score is not None), Decimal(0)))
        for name in names
    ]


def score_table(score: CaseScore, frame: Frame, words: Mapping[str, Any]) -> Table:
    """The whole scoring table in eleven columns, level 1 and level 2 merged over their groups."""
    of = words["tables"]["scores"]
    rows: list[tuple[Cell, ...]] = [tuple(Cell(text=text, head=True) for text in of["columns"])]
    lines = score.lines
    for index, line in enumerate(lines):
        cells: list[Cell] = []
        for deep in (False, True):
            if index and _group(lines[index - 1], deep=deep) == _group(line, deep=deep):
                continue
            count = 1
            while index + count < len(lines) and _group(lines[index + count], deep=deep) == _group(line, deep=deep):
                count += 1
            text = line.indicator.level2 if deep else line.indicator.level1
            bonus = words["labels"]["bonus"] if line.indicator.outside and not deep else ""
            cells.append(Cell(text=text + bonus, rows=count))
        rows.append((*cells, *_score_cells(line)))
    total = [points(frame.full_marks), "", "", "", "", points_with_decimals(score.total), rate(score.total / frame.full_marks), ""]
    rows.append((Cell(text=of["total"], columns=3, head=True), *(Cell(text=text) for text in total)))
    widths = plain_table(of["columns"], [], of["widths"]).widths
    return Table(rows=tuple(rows), widths=widths, head=1, keep=frozenset({0, len(rows) - 2}), unit=of["unit"])


def _group(line: CaseLine, *, deep: bool) -> tuple[object, ...]:
    one = line.indicator
    return (one.level1, one.outside, one.level2) if deep else (one.level1, one.outside)


def rate(ratio: Decimal | None) -> str:
    """A rate as printed in a table; a dash while there is none."""
    return percent(ratio) if ratio is not None else "—"


def _score_cells(line: CaseLine) -> list[Cell]:
    one = line.indicator
    numbered = "；".join(f"{_numbered(place)}{point.text}" for place, point in enumerate(one.points))
    course = told(line.trace.sentence) if line.trace else gap(f"{one.name}：{line.missing}")
    lost = line.lost is not None and line.lost > 0
    reason = (line.reason or gap(f"{one.name}的扣分原因")) if lost else "—"
    scored = points_with_decimals(line.score) if line.score is not None else gap(f"{one.name}的得分")
    return [
        Cell(text=one.name),
        Cell(text=points(one.weight)),
        Cell(text=one.explanation or "—", align="left"),
        Cell(text=numbered or "—", align="left"),
        Cell(text=line.rule_text or "—", align="left"),
        Cell(text=course, align="left"),
        Cell(text=scored),
        Cell(text=rate(line.rate)),
        Cell(text=reason, align="left"),
    ]


def _numbered(place: int) -> str:
    return _CIRCLED[place] if place < len(_CIRCLED) else f"（{place + 1}）"


def told(trace: str) -> str:
    """A trace as it is printed: points named with their unit, closed by a full stop."""
    return re.sub(r"((?:得|得满分) ?\d+(?:\.\d+)?)$", r"\1 分", trace.rstrip("。")) + "。"
