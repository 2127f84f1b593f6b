"""Word documents and workbooks as pages: every paragraph and cell is found again where it stands."""

from __future__ import annotations

import random
from typing import Any

import pytest

from jiheng.documents import DocumentError, Limits, Table, read
from jiheng.documents.office import is_available
from jiheng.reports.annotate.marked_word import key_of, marked_word, name_of
from jiheng.reports.annotate.renditions import Rendition, render
from jiheng.sample.accuracy_cases import Format, grid_of, write_grids
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import self_evaluation
from jiheng.sample.errors import all_seeds
from jiheng.sample.layouts import LAYOUTS


def paper(kind: Format) -> bytes:
    seed: Any = all_seeds()["SEV101"][0]
    return write_grids([grid_of(seed.make(self_evaluation(load_county(year=2025).projects[0]), random.Random(1)), LAYOUTS[0])], kind, "")


def overlapping(made: Rendition, table: Table, number: int) -> list[tuple[Any, Any]]:
    """Cells of one row whose boxes lie over each other."""
    found = []
    for line in table.by_row():
        parts = [part for cell in line for part in made.places.get((number, cell.row, cell.column), ())[:1]]
        pairs = zip(parts, parts[1:], strict=False)
        found += [(one, other) for one, other in pairs if one.page == other.page and one.box[2] > other.box[0] + 1]
    return found


@pytest.mark.office
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_each_cell_has_its_box_on_the_page(kind: Format) -> None:
    if not is_available():
        pytest.skip("no LibreOffice here")
    data = paper(kind)
    made = render(data, f"表.{kind}", Limits())
    document = read(f"表.{kind}", data=data)
    assert made.pdf.startswith(b"%PDF")
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            assert "".join(line.text for line in made.places[number, None, None]) == "".join(block.text.split())
            continue
        assert not overlapping(made, block, number)
        for cell in block.cells:
            lines = made.places[number, cell.row, cell.column]
            assert all(0 <= line.box[0] < line.box[2] <= made.sizes[line.page - 1][0] for line in lines)
            assert kind == "xlsx" or "".join(line.text for line in lines) == "".join(cell.text.split())


def test_marks_say_what_they_are_about() -> None:
    assert key_of(name_of((3, None, None), "s")) == ((3, None, None), "s")
    assert key_of(name_of((3, 0, 12), "e")) == ((3, 0, 12), "e")
    assert key_of("jiheng_3") is None


def test_marks_change_no_text() -> None:
    data = paper("docx")
    copy, texts = marked_word(data, "表.docx", Limits())
    before, after = read("表.docx", data=data), read("表.docx", data=copy)
    assert after.blocks == before.blocks
    assert len(texts) == sum(len(block.cells) if isinstance(block, Table) else 1 for block in before.blocks)


def test_without_libreoffice_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match="LibreOffice"):
        render(paper("docx"), "表.docx", Limits())
