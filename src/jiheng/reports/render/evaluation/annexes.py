"""The annexes: scoring table, base data, surveys, evidence, confirmation slips.

An annex without data is left out, and the numbers close up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import EvaluationCase, Frame, amounts
from jiheng.model.cases import CaseQuestion
from jiheng.reports.render.drafting import Draft, percent, points, points_with_decimals
from jiheng.reports.render.paper import Block, Cell, Heading, Paragraph, Region, Section, Table, gap
from jiheng.reports.render.tables import plain_table
from jiheng.scoring.case import CaseLine, CaseScore


def annexes(
    case: EvaluationCase, frame: Frame, score: CaseScore, words: Mapping[str, Any], titles: Mapping[str, str], draft: Draft
) -> Iterator[Section]:
    """The annexes in order, the scoring table on its side."""
    made: list[tuple[str, list[Block], bool]] = [("scores", [score_table(score, frame, words)], True)]
    if case.values:
        made.append(("data", [_data(case, words)], False))
    if case.surveys:
        made.append(("survey", list(_surveys(case, words, draft)), False))
    if case.evidence:
        made.append(("evidence", [_evidence(case, words)], False))
    made.append(("slip_client", list(_slip(case, case.engagement.client, words, draft)), False))
    made.append(("slip_agency", list(_slip(case, case.subject.agency, words, draft)), False))
    for number, (name, blocks, landscape) in enumerate(made, 1):
        head = Heading(text=titles[name].format(n=number), anchor=f"annex-{name}")
        yield Section(blocks=(head, *blocks), landscape=landscape)


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
    total = [points(frame.full_marks), "", "", "", "", points_with_decimals(score.total), _rate(score.total / frame.full_marks), ""]
    rows.append((Cell(text=of["total"], columns=3, head=True), *(Cell(text=text) for text in total)))
    widths = plain_table(of["columns"], [], of["widths"]).widths
    return Table(rows=tuple(rows), widths=widths, head=1, keep=frozenset({0}), unit=of["unit"])


def _group(line: CaseLine, *, deep: bool) -> tuple[object, ...]:
    one = line.indicator
    return (one.level1, one.outside, one.level2) if deep else (one.level1, one.outside)


def _rate(ratio: Any) -> str:
    return percent(ratio) if ratio is not None else "—"


def _score_cells(line: CaseLine) -> list[Cell]:
    one = line.indicator
    numbered = "；".join(f"{_CIRCLED[place]}{point.text}" for place, point in enumerate(one.points) if place < len(_CIRCLED))
    course = _sentence(line.trace.sentence) if line.trace else gap(f"{one.name}：{line.missing}")
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
        Cell(text=_rate(line.rate)),
        Cell(text=reason, align="left"),
    ]


def _sentence(trace: str) -> str:
    """A trace as it is printed: points named with their unit, closed by a full stop."""
    return re.sub(r"((?:得|得满分) ?\d+(?:\.\d+)?)$", r"\1 分", trace.rstrip("。")) + "。"


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"


def _data(case: EvaluationCase, words: Mapping[str, Any]) -> Table:
    of = words["tables"]["data"]
    rows = [
        [str(number), name, figure.raw or figure.with_unit, case.subject.agency]
        for number, (name, figure) in enumerate(case.values.items(), 1)
    ]
    return plain_table(of["columns"], rows, of["widths"], left=(1,))


def _surveys(case: EvaluationCase, words: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    of = words["tables"]["survey"]
    for survey in case.surveys:
        asked = next((question for question in survey.questions if question.satisfaction is not None), None)
        more = {**dict(survey), "satisfaction": asked.satisfaction if asked else None, "formula": _formula(asked)}
        yield Region(name=f"survey/{survey.id}", paragraphs=draft.paragraphs("survey", **more))
        rows = [
            [question.text, answer, str(count), percent(_share(count, question.answered))]
            for question in survey.questions
            for answer, count in question.answers.items()
        ]
        yield plain_table(of["columns"], rows, of["widths"], left=(0,))


def _formula(question: CaseQuestion | None) -> str:
    """How a weighted satisfaction was computed; nothing when every answer that counts counts whole."""
    if question is None or all(weight == 1 for weight in question.satisfied.values()):
        return ""
    terms = [f"{question.answers.get(answer, 0)}×{amounts.text(weight, None)}" for answer, weight in question.satisfied.items()]
    return f"（{'＋'.join(terms)}）÷{question.answered}"


def _share(count: int, of: int) -> Decimal | None:
    return Decimal(count) / of if of else None


def _evidence(case: EvaluationCase, words: Mapping[str, Any]) -> Table:
    of = words["tables"]["evidence"]
    rows = [
        [str(number), one.number or "—", one.title, one.kind or "—", one.provider or "—", one.note]
        for number, one in enumerate(case.evidence, 1)
    ]
    return plain_table(of["columns"], rows, of["widths"], left=(2,))


def _slip(case: EvaluationCase, addressee: str, words: Mapping[str, Any], draft: Draft) -> Iterator[Block]:
    yield Paragraph(text=draft.text("slip", addressee=addressee))
    known = {"项目名称": case.subject.name, "评价机构": case.engagement.evaluator}
    rows = tuple((Cell(text=name, head=True), Cell(text=known.get(name, ""), align="left")) for name in words["tables"]["slip"]["rows"])
    yield Table(rows=rows, widths=plain_table(["", ""], [], ["1", "3"]).widths)
