"""Any grid of merged cells, written to each format, is read back as the same grid."""

from __future__ import annotations

import html
import io

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiheng.documents import Table, read

#: Row, column, rowspan, colspan, text.
Spot = tuple[int, int, int, int, str]

_TEXTS = st.text(alphabet="甲乙丙0.9%—≥ ", min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, int, list[Spot]]:
    """A grid filled with rectangles."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    cells: list[Spot] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            free = next((c for c in range(column, columns) if (row, c) in taken), columns)
            height, width = draw(st.integers(1, min(3, rows - row))), draw(st.integers(1, min(3, free - column)))
            taken |= {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            cells.append((row, column, height, width, draw(_TEXTS)))
    return rows, columns, cells


def _read(data: bytes, name: str) -> tuple[int, int, list[Spot]]:
    (table,) = (block for block in read(name, data=data).blocks if isinstance(block, Table))
    return table.rows, table.columns, [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells]


def _as_word(word, rows: int, columns: int, cells: list[Spot]) -> bytes:
    at = {(r, c): spot for spot in cells for r in range(spot[0], spot[0] + spot[2]) for c in (spot[1],)}
    lines = []
    for row in range(rows):
        line = []
        for column in range(columns):
            if (row, column) not in at:
                continue
            top, _, height, width, text = at[row, column]
            merge = "" if height == 1 else '<w:vMerge w:val="restart"/>' if top == row else "<w:vMerge/>"
            line.append(word.tc(text if top == row else "", properties=f'<w:gridSpan w:val="{width}"/>{merge}'))
        lines.append(word.tr(*line))
    return word.document(word.tbl(*lines))


def _as_python_docx(rows: int, columns: int, cells: list[Spot]) -> bytes:
    source = docx.Document()
    table = source.add_table(rows, columns)
    for row, column, height, width, text in cells:
        table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1)).text = text
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()


def _as_sheet(cells: list[Spot]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, column, height, width, text in cells:
        spot = sheet.cell(row + 1, column + 1, text)
        spot.data_type = "s"
        if height * width > 1:
            sheet.merge_cells(start_row=row + 1, start_column=column + 1, end_row=row + height, end_column=column + width)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_page(rows: int, cells: list[Spot]) -> bytes:
    lines = [
        "".join(f"<td rowspan={height} colspan={width}>{html.escape(text)}</td>" for top, _, height, width, text in cells if top == row)
        for row in range(rows)
    ]
    return ("<html><meta charset=utf-8><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table></html>").encode()


def _one_space(cells: list[Spot]) -> list[Spot]:
    return [(*spot[:4], " ".join(spot[4].split())) for spot in cells]


@given(grids())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_table_is_read_as_it_was_written(make, grid):
    rows, columns, cells = grid
    assert _read(_as_word(make.word, rows, columns, cells), "a.docx") == (rows, columns, cells)


@given(grids())
@settings(max_examples=10, deadline=None)
def test_a_table_merged_by_python_docx_is_read_as_it_was_merged(grid):
    rows, columns, cells = grid
    assert _read(_as_python_docx(rows, columns, cells), "a.docx") == (rows, columns, cells)


@given(grids())
@settings(max_examples=25, deadline=None)
def test_a_sheet_is_read_as_it_was_written(grid):
    rows, columns, cells = grid
    assert _read(_as_sheet(cells), "a.xlsx") == (rows, columns, cells)


@given(grids())
@settings(max_examples=60, deadline=None)
def test_a_page_is_read_as_it_was_written(grid):
    rows, columns, cells = grid
    found = _read(_as_page(rows, cells), "a.html")
    assert found[0] == rows
    assert found[1] <= columns
    assert found[2] == _one_space(cells)


_FORM: list[Spot] = [
    (0, 0, 1, 4, "项目支出绩效自评表"),
    (1, 0, 2, 1, "资金"), (1, 1, 1, 1, "全年预算数"), (1, 2, 1, 1, "全年执行数"), (1, 3, 1, 1, "执行率"),
    (2, 1, 1, 1, "120"), (2, 2, 1, 1, "90"), (2, 3, 1, 1, "75.00%"),
    (3, 0, 2, 2, "产出"), (3, 2, 1, 2, "培训场次"),
    (4, 2, 1, 1, "≥5场"), (4, 3, 1, 1, "5场"),
]  # fmt: skip


@pytest.mark.office
@pytest.mark.slow
def test_the_grid_survives_conversion_by_libreoffice(convert):
    word = _as_python_docx(5, 4, _FORM)
    assert _read(convert(word, "a.docx", "docx:MS Word 2007 XML"), "a.docx") == (5, 4, _FORM)
    sheet = _as_sheet(_FORM)
    assert _read(convert(sheet, "b.xlsx", "xlsx:Calc MS Excel 2007 XML"), "b.xlsx") == (5, 4, _FORM)
    assert _read(convert(sheet, "c.xlsx", "xls"), "c.xls") == (5, 4, _FORM)
