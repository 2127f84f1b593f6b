"""The sample county's forms, typeset in every way, come back from the PDF row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import pytest
from typesetting import read_made, tables

from jiheng.documents.content import Table
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import monitoring, objective, self_evaluation
from jiheng.sample.grids import Grid
from jiheng.sample.layouts import LAYOUTS, layout
from jiheng.sample.layouts_declared import monitoring_grid, objective_grid
from jiheng.sample.layouts_grid import self_evaluation_grid
from jiheng.sample.layouts_pdf import PdfStyle, write_pdf

PROJECTS = [project for department in load_county(1).departments for project in department.projects]
NAMES = [one.name for one in LAYOUTS]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def self_evaluations(name: str, count: int) -> list[Grid]:
    where = layout(name)
    return [self_evaluation_grid(self_evaluation(project, where.funds), where) for project in PROJECTS[:count]]


def printed(grids: Sequence[Grid]) -> list[list[tuple[str, int]]]:
    return [[(plain(slot.text), slot.rowspan) for slot in row] for grid in grids for row in grid.rows]


def read_back(grids: Sequence[Grid], style: PdfStyle) -> list[list[tuple[str, int]]]:
    found: list[Table] = tables(read_made(write_pdf(grids, style)))
    return [[(plain(cell.text), cell.rowspan) for cell in row] for table in found for row in table.by_row()]


def said(rows: list[list[tuple[str, int]]]) -> list[list[str]]:
    return [texts for row in rows if (texts := [text for text, _ in row if text])]


@pytest.mark.parametrize("name", NAMES)
def test_ruled_forms_cut_by_many_pages_come_back_with_their_spans(name: str) -> None:
    grids = self_evaluations(name, 2)
    assert read_back(grids, "small") == printed(grids)


@pytest.mark.parametrize("name", NAMES[::3])
@pytest.mark.parametrize("style", ["repeated", "half", "unruled"])
def test_forms_with_repeated_headers_or_without_rules_come_back_row_by_row(style: PdfStyle, name: str) -> None:
    grids = self_evaluations(name, 2)
    assert said(read_back(grids, style)) == said(printed(grids))


@pytest.mark.parametrize("name", NAMES[::3])
def test_most_rows_of_three_line_forms_come_back(name: str) -> None:
    grids = self_evaluations(name, 1)
    wanted, found = said(printed(grids)), said(read_back(grids, "three_line"))
    matcher = SequenceMatcher(None, [str(row) for row in found], [str(row) for row in wanted], autojunk=False)
    # A side label that a rule crosses may come one row late; everything else is there.
    assert sum(block.size for block in matcher.get_matching_blocks()) >= 0.8 * len(wanted)


@pytest.mark.parametrize("style", ["small", "landscape", "half"])
def test_objective_and_monitoring_forms_come_back_row_by_row(style: PdfStyle) -> None:
    where = layout("central")
    grids = [objective_grid(objective(PROJECTS[3]), where), monitoring_grid(monitoring(PROJECTS[3]), where)]
    assert said(read_back(grids, style)) == said(printed(grids))
