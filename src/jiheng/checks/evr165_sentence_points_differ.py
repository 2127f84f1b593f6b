"""指标分析里写的分值、得分与评分表不符。

## 查什么
指标分析每句话里的分值、得分、得分率，结论里各一级指标的满分、得分率，应等于评分附表、得分情况表里同名的一行；写「加减分项合计」的，应等于表里的加减分。

## 为什么
一个指标只有一个得分。最后改分时，附表改了，分析里的句子常忘了改。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
score_statements: [{subject: 资金到位率, weight: "3", score: "3.00"}]
lines: [{level1: 过程, level3: 资金到位率, weight: "3", score: "3"}]
===
# 名称在附表里出现两次，说不清是哪一行
score_statements: [{subject: 管理制度健全性, weight: "3", score: "2.00"}]
lines: [{level1: 过程, level3: 管理制度健全性, weight: "3", score: "3"}, {level1: 管理, level3: 管理制度健全性, weight: "4", score: "4"}]
===
# 得分率的位数不同
verdicts: [{section: 结论, score: "92.5", levels: [{name: 决策, score: "17", weight: "18", score_rate: "94.4%"}]}]
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, weight: "18", score: "17", score_rate: "94.44%"}]}]
```
```yaml 应报告
score_statements: [{subject: 资金到位率, weight: "3", score: "2.50"}]
lines: [{level1: 过程, level3: 资金到位率, weight: "3", score: "3"}]
---
「资金到位率」文字写得分 2.50
===
verdicts: [{section: 结论, score: "92.5", levels: [{name: 决策, score: "17", weight: "20"}]}]
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, weight: "18", score: "17"}]}]
---
「决策」文字写分值 20
===
facts: [{label: 加减分项合计, figure: 2.00分}]
score_tables: [{kind: summary, lines: [{level: 1, level1: 决策, weight: "18", score: "17"}, {level: 1, level1: 加减分项, score: "1.00"}]}]
---
「加减分项」文字写得分 2.00
```

## 怎么改
以附表为准，把句子里的数改一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.registry import Said, check
from jiheng.checks.report_scores import Line, core, in_group, leaves, lines_of, plain, table_name, tables
from jiheng.model import EvaluationReport, Figure, Finding, Outcome, Relation, Severity, amounts
from jiheng.regulation import Standard

_FIELDS = {"weight": "分值", "score": "得分", "score_rate": "得分率"}
_BONUS = re.compile(r"加减分|加分|减分")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A figure of a table with its place."""

    path: str
    where: str
    figure: Figure


@check("EVR165", severity=Severity.MUST_FIX)
def sentence_points_differ(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every figure of a sentence on points against the row of its name."""
    known = _rows(report)
    for path, name, field, figure in _told(report, known):
        cell = known.get(name, {}).get(field)
        if cell is None or cell.figure.unit != figure.unit:
            continue
        same = _same(figure, cell.figure)
        label = _FIELDS[field]
        yield Relation(
            expression=f"文字「{name}」{label} = {cell.where}{label}",
            stated=figure.text,
            computed=cell.figure.text,
            outcome=Outcome.HOLDS if same else Outcome.FAILS,
            paths=(path, cell.path),
        )
        if not same:
            yield Finding(
                message=f"「{name}」文字写{label} {figure.text}，{cell.where}写 {cell.figure.text}。",
                advice="以附表为准，把句子里的数改一致。",
                stated=figure.text,
                expected=cell.figure.text,
                paths=(path, cell.path),
            )


def _told(report: EvaluationReport, known: dict[str, dict[str, _Cell]]) -> Iterator[tuple[str, str, str, Figure]]:
    """Path, plain name, field and figure of what sentences say; the scores of levels in a verdict are another check's."""
    for index, said in enumerate(report.score_statements):
        row = known.get(core(said.subject), {})
        named = core(said.subject) in plain(said.text) or not said.text
        if not named and not ("weight" in row and said.weight is not None and said.weight.value == row["weight"].figure.value):
            continue  # 标题下的一句话，可能说的是别的
        for field in _FIELDS:
            figure = getattr(said, field)
            if figure is not None:
                yield f"/score_statements/{index}/{field}", core(said.subject), field, figure
    for index, verdict in enumerate(report.verdicts):
        for number, level in enumerate(verdict.levels):
            for field in ("weight", "score_rate"):
                figure = getattr(level, field)
                if figure is not None:
                    yield f"/verdicts/{index}/levels/{number}/{field}", core(level.name), field, figure
    for index, fact in enumerate(report.facts):
        if fact.figure is not None and fact.figure.unit == "分" and _BONUS.search(fact.label):
            name = re.sub(r"(?:合计|共计|得分|得|为)+$", "", plain(fact.label))
            yield f"/facts/{index}/figure", name, "score", fact.figure.model_copy(update={"unit": ""})


def _rows(report: EvaluationReport) -> dict[str, dict[str, _Cell]]:
    """The figures of the tables by plain name, the summary first; names of two rows of one table, or of two values, are left out."""
    found: dict[str, dict[str, _Cell]] = {}
    for number, table in tables(report, "summary", "annex"):
        lines = lines_of(report, number)
        own: dict[str, dict[str, _Cell]] = {}
        double: set[str] = set()
        for line in [*leaves(lines), *(line for line in lines if line.line.level == 1)]:
            name = core(line.name)
            if not name or line.line.level == 0:
                continue
            if name in own and own[name] != _cells(line, table_name(table)):
                double.add(name)
            own[name] = _cells(line, table_name(table))
        groups = {in_group(line, level) for line in lines for level in (1, 2)}
        for name, cells in own.items():
            # A name of a group and of an indicator is that of the level the table scores.
            if name not in double and (table.kind == "summary" or name not in groups):
                for field, cell in cells.items():
                    found.setdefault(name, {}).setdefault(field, cell)
    return found


def _cells(line: Line, where: str) -> dict[str, _Cell]:
    cells: dict[str, _Cell] = {}
    if line.weight is not None:
        cells["weight"] = _Cell(path=line.weight_path, where=where, figure=line.weight)
    for field in ("score", "score_rate"):
        figure = getattr(line.line, field)
        if figure is not None:
            cells[field] = _Cell(path=line.at(field), where=where, figure=figure)
    return cells


def _same(one: Figure, other: Figure) -> bool:
    """Whether the finer figure rounds to the coarser; whole points are taken at their word."""
    decimals = min(one.decimals, other.decimals)
    if one.unit != "%" and not decimals:
        return one.value == other.value
    return amounts.half_up(one.value, decimals) == amounts.half_up(other.value, decimals)
