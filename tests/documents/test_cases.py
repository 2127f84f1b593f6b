"""The real documents beside the repository: the grids their forms have."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiheng.documents import read

CASES = Path(__file__).parents[2].parent / "shared" / "cases"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CASES.exists(), reason="the real documents lie outside the repository")]


def test_the_word_file_holds_twenty_forms_without_gaps_or_overlaps():
    tables = list(read(CASES / "003.docx").tables())
    assert len(tables) == 20
    for table in tables:
        assert all(cell is not None for line in table.grid() for cell in line)
        assert sum(cell.rowspan * cell.colspan for cell in table.cells) == table.rows * table.columns


def test_word_and_excel_agree_on_the_forms_they_share():
    word = [table for table in read(CASES / "003.docx").tables() if table.cells[0].text == "项目名称"]
    sheets = list(read(CASES / "003-forms.xlsx").tables())
    assert len(word) == len(sheets) == 19
    for one, other in zip(word, sheets, strict=True):
        name = one.cells[1].text
        assert any(cell.text == name for cell in other.cells)
        assert other.rows - one.rows in (0, 2)
        assert other.columns == one.columns
