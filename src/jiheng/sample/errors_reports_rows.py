"""Seeded errors in the rows of scoring tables: points against rules, formulas of other things, conclusions of other rows."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Final

from jiheng.sample.county_reports import report, report_plan
from jiheng.sample.errors_long import plants, value
from jiheng.sample.layouts_long_paper import Paper, Piece, cell, table

#: Rows that are judged by two points, half of the weight each.
_JUDGED: Final = "立项依据充分性|立项程序规范性|管理制度健全性|绩效目标合理性|预算编制科学性|资金使用合规性|制度执行有效性|绩效指标明确性"


def _row(piece: Piece) -> str:
    """The indicator whose cell a piece is."""
    return piece.key.split("/")[1]


def _is_full(paper: Paper, name: str) -> bool:
    return bool(paper.value(f"annex/{name}/weight")) and paper.value(f"annex/{name}/weight") == paper.value(f"annex/{name}/score")


def _points_like_rule(paper: Paper, chance: random.Random, fits: str = "①") -> Piece | None:
    """The cell of points of a judged row that is printed beside its rule."""
    return paper.one(rf"annex/(?:{_JUDGED})/points", chance, lambda one: fits in one.text)


@plants("EVR112", kind="report")
def results_weigh_little(paper: Paper, chance: random.Random) -> Paper | None:
    """Outputs and effects have half of the weight, everywhere in the report."""
    plan = report_plan(paper.number)
    return report(replace(plan, weights=(25, 25, 30, 20))) if plan.kind != "form" else None


@plants("EVR118", "EVR119", kind="report")
def frame_of_other_indicators(paper: Paper, chance: random.Random) -> Paper | None:
    """The frame in the text has an indicator that the annex has not, in the place of one it has."""
    place = paper.index("frame")
    grid = next((block.grid for block in paper.blocks if block.name == "annex" and block.grid is not None), None)
    if place is None or grid is None:
        return None
    rows = [[slot.text for slot, _ in line][:4] for line in grid.covered()][1:-1]
    odd = next((at for at, row in enumerate(rows) if row[2] == "管理制度健全性"), None)
    if odd is None:
        return None
    names = [[re.sub(r"（.*）", "", row[0]), re.sub(r"（.*）", "", row[1]), row[2], row[3]] for row in rows]
    names[odd][2] = "政府采购规范性"
    cells = [[cell(text) for text in ("一级指标", "二级指标", "三级指标", "分值")], *([cell(text) for text in row] for row in names)]
    return paper.with_after(place, table(cells, (2, 2, 4, 1), "frame table"))


@plants("EVR121", kind="report")
def completion_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A completion told beside target and actual value that these do not give."""
    piece = paper.one(r"row actual:.*", chance, lambda one: re.fullmatch(r"\d+(?:\.\d+)?[^\d%]+", one.text) is not None)
    if piece is None or not re.match(r"≥\d", paper.value(f"annex/{piece.key.partition(':')[2]}/benchmark")):
        return None
    return paper.changed(piece, f"{piece.text}，指标完成率140.00%")


@plants("EVR122", "EVR138", kind="report")
def loss_of_no_point(paper: Paper, chance: random.Random) -> Paper | None:
    """Half of the weight is lost by a rule whose points are seven and three tenths."""
    piece = paper.one(r"annex/[^/]+/rule", chance, lambda one: "各占50%" in one.text and not _is_full(paper, _row(one)))
    shares = "以上两项中，①占70%的权重分，②占30%的权重分"
    return paper.changed(piece, piece.text.replace("以上两项各占50%的权重分", shares)) if piece else None


@plants("EVR130", kind="report")
def point_in_one_column_only(paper: Paper, chance: random.Random) -> Paper | None:
    """The column of points lists a third one that the rule does not have."""
    piece = _points_like_rule(paper, chance)
    return paper.changed(piece, f"{piece.text}；③项目经过集体决策") if piece else None


@plants("EVR134", kind="report")
def formula_of_execution(paper: Paper, chance: random.Random) -> Paper | None:
    """The rate of money in place is computed as that of execution."""
    piece = paper.one("annex/资金到位率/points", chance)
    return paper.changed(piece, "①预算执行率=实际支出资金/实际到位资金*100%") if piece else None


@plants("EVR135", "EVR130", kind="report")
def rule_among_points(paper: Paper, chance: random.Random) -> Paper | None:
    """The column of points tells how points are lost."""
    piece = _points_like_rule(paper, chance)
    return paper.changed(piece, f"{piece.text}。以上两项每发现一处不符扣0.5分，扣完为止") if piece else None


@plants("EVR136", kind="report")
def rule_of_another_quoted(paper: Paper, chance: random.Random) -> Paper | None:
    """The analysis rests on a margin that the row's rule does not know."""
    piece = paper.one(
        r"row actual:.*", chance, lambda one: paper.value(f"annex/{one.key.partition(':')[2]}/rule").startswith("实际完成值大于等于")
    )
    return paper.changed(piece, f"{piece.text}，偏离程度小于20%") if piece and _is_full(paper, piece.key.partition(":")[2]) else None


@plants("EVR137", "EVR207", "EVR130", "EVR122", kind="report")
def point_of_two_rows(paper: Paper, chance: random.Random) -> Paper | None:
    """One point is examined in two indicators."""
    own, other = (paper.one(f"annex/{name}/rule", chance) for name in ("立项程序规范性", "制度执行有效性"))
    if own is None or other is None:
        return None
    point = re.search(r"②[^②；。]+", own.text)
    return paper.changed(other, re.sub(r"②[^②；。]+", point[0], other.text)) if point else None


@plants("EVR139", kind="report")
def bands_without_points(paper: Paper, chance: random.Random) -> Paper | None:
    """The column of points has bands that the rule does not use."""
    piece = paper.one(r"annex/[^/]+/points", chance, lambda one: "达到目标值" in one.text)
    bands = "完成率小于60%，完成值为“程度较低”；大于等于60%且小于80%，完成值为“部分实现”；大于等于80%，完成值为“基本达成”"
    return paper.changed(piece, bands) if piece else None


@plants("EVR206", "EVR207", "EVR122", kind="report")
def conclusion_of_another(paper: Paper, chance: random.Random) -> Paper | None:
    """The course of one row ends with the conclusion of another."""
    own, other = (paper.one(f"annex/{name}/course", chance) for name in ("立项程序规范性", "预算编制科学性"))
    if own is None or other is None or not all(_is_full(paper, _row(piece)) for piece in (own, other)):
        return None
    told = paper
    for piece in (own, other):
        told = told.changed(piece, piece.text.replace("符合。不扣分", "符合，项目立项规范，根据评分标准，不扣分"))
    return told


@plants("EVR207", kind="report")
def point_passed_over(paper: Paper, chance: random.Random) -> Paper | None:
    """Full marks, and not a word on the second point."""
    piece = paper.one(rf"annex/(?:{_JUDGED})/course", chance, lambda one: "②" in one.text and _is_full(paper, _row(one)))
    return paper.changed(piece, re.sub(r"；②[^。]*", "", piece.text)) if piece else None


@plants("EVR218", "EVR123", "EVR138", kind="report")
def rule_gives_less(paper: Paper, chance: random.Random) -> Paper | None:
    """The best band of a rule gives a point less than the row was given."""
    piece = paper.one(r"annex/资金到位率/rule", chance)
    if piece is None:
        return None
    most = value(paper.value("annex/资金到位率/weight")) - 1
    return paper.changed(piece, f"资金到位率大于等于100%，得{most}分；小于100%且大于等于80%，得1分；小于80%，不得分。")
