"""Scoring tables of a report: plain names, leaves and totals, points of a group. Shared by the checks of reports; no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jiheng.checks.per_record import once_per_record
from jiheng.model import EvaluationReport, Figure, ScoreLine, ScoreTable, Verdict, normal

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_AROUND = re.compile(r"^(?:项目|部门)(?=[\u4e00-\u9fff]{2})|(?:类指标|类|指标|情况|方面)$")
_TOTALS = re.compile(r"合计|总计|总分|总得分")


@lru_cache(maxsize=4096)
def plain(name: str | None) -> str:
    """A name without blanks, quotes and what stands in brackets."""
    return re.sub(r"[\s“”\"‘’「」：:]", "", _BRACKETS.sub("", normal(name or "")))


def core(name: str | None) -> str:
    """A level name without 项目 before and 指标, 情况 behind: 项目决策类指标 is 决策."""
    text = plain(name)
    return _AROUND.sub("", text) or text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a scoring table with its place."""

    table: int
    index: int
    line: ScoreLine

    @property
    def name(self) -> str:
        """The name of what it scores, as printed."""
        line = self.line
        return {0: "合计", 1: line.level1, 2: line.level2}.get(line.level, line.level3) or ""

    @property
    def weight(self) -> Figure | None:
        """Its points available, from the column or from its name."""
        line = self.line
        return line.weight or {1: line.level1_weight, 2: line.level2_weight}.get(line.level)

    def at(self, field: str = "") -> str:
        """The path of one of its fields."""
        return f"/score_tables/{self.table}/lines/{self.index}" + (f"/{field}" if field else "")

    @property
    def weight_path(self) -> str:
        """Where its points available stand."""
        return self.at("weight" if self.line.weight is not None else f"level{self.line.level}_weight")


def lines_of(report: EvaluationReport, number: int) -> list[Line]:
    """All lines of one table."""
    return _lines(report)[number]


@once_per_record
def _lines(report: EvaluationReport) -> list[list[Line]]:
    return [
        [Line(table=number, index=index, line=line) for index, line in enumerate(table.lines)]
        for number, table in enumerate(report.score_tables)
    ]


def tables(report: EvaluationReport, *kinds: str) -> Iterator[tuple[int, ScoreTable]]:
    """The scoring tables of some kinds with their numbers."""
    return ((number, table) for number, table in enumerate(report.score_tables) if not kinds or table.kind in kinds)


def annex(report: EvaluationReport) -> int | None:
    """The number of the table with the full scoring: the annex, or the longest."""
    full = [number for number, table in tables(report, "annex")]
    return max(full, key=lambda number: len(report.score_tables[number].lines)) if full else None


def totals(lines: list[Line]) -> list[Line]:
    """Total rows."""
    return [line for line in lines if line.line.level == 0]


def leaves(lines: list[Line]) -> list[Line]:
    """The rows of the deepest level: what is scored."""
    depth = max((line.line.level for line in lines), default=0)
    return [line for line in lines if line.line.level == depth and depth > 0]


def table_name(table: ScoreTable) -> str:
    """How messages call a table."""
    title = plain(table.title)
    if title:
        return f"「{title[:24]}」"
    return {"annex": "附表", "summary": "得分情况表", "frame": "指标体系表"}.get(table.kind, f"「{plain(table.group) or '分项'}」得分表")


def in_group(line: Line, level: int) -> str:
    """The plain name of the level-1 or level-2 group a line belongs to."""
    return core(line.line.level1 if level == 1 else line.line.level2)


def grouped(rows: list[Line], level: int) -> dict[str, list[Line]]:
    """Rows by group, in order; rows without a group are left out."""
    groups: dict[str, list[Line]] = {}
    for row in rows:
        name = in_group(row, level)
        if level == 2 and name:
            name = f"{in_group(row, 1)}/{name}"
        if name:
            groups.setdefault(name, []).append(row)
    return groups


def own_verdicts(report: EvaluationReport) -> Iterator[tuple[int, Verdict]]:
    """What the evaluation itself concludes: not a score of the self-evaluation or of another year."""
    for index, verdict in enumerate(report.verdicts):
        number = re.escape(verdict.score.text) if verdict.score is not None else "$"
        if re.search(rf"(?:自评|自我评价|上年|上年度|往年|初评)[^，,。；]{{0,16}}?{number}", normal(verdict.text).replace(" ", "")) is None:
            yield index, verdict


def points(value: Decimal) -> str:
    """Points for people: without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
