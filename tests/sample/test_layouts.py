"""One form in every layout, style and encoding: what the layout shows can be found in the file."""

from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.sample.accuracy_cases import STYLES, Format, clean_forms, grid_of, write_grids
from jiheng.sample.grids import Grid, Slot, spread
from jiheng.sample.layouts import LAYOUTS, Layout, label_set, layout
from jiheng.sample.layouts_docx import write_docx
from jiheng.sample.layouts_shown import shown, split_target
from jiheng.sample.layouts_text import TEXT_STYLES, write_text

LAYOUT_NAMES = [one.name for one in LAYOUTS]


def _grid(where: Layout, number: int = 1) -> Grid:
    return grid_of(shown(clean_forms("form", number, where)[0], where), where)


@pytest.mark.parametrize("name", LAYOUT_NAMES)
def test_every_grid_position_is_covered_once(name: str) -> None:
    grid = _grid(layout(name))
    for row in grid.covered():
        assert len(row) == grid.columns
    begun = sum(slot.rowspan * slot.colspan for _, _, slot in grid.placed())
    assert begun == grid.columns * len(grid.rows)


@pytest.mark.parametrize("name", LAYOUT_NAMES)
def test_labels_and_values_of_the_layout_are_printed(name: str) -> None:
    where = layout(name)
    texts = {slot.text for _, _, slot in _grid(where).placed()}
    assert label_set(where.labels)["actual"] in texts
    assert ("年初预算数" in texts) <= where.has_initial_budget
    assert any("澄岚河堤防除险加固工程" in text for text in texts)


@pytest.mark.parametrize(("kind", "style"), [(kind, style) for kind, styles in STYLES.items() for style in styles])
def test_every_style_writes_a_file_of_its_kind(kind: Format, style: str) -> None:
    data = write_grids([_grid(layout("central"))] * 2, kind, style)
    starts = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE", "txt": "项目".encode()}
    assert data.startswith(starts[kind])


def test_word_files_are_the_same_bytes_each_time() -> None:
    grid = _grid(layout("central"))
    assert write_docx([grid]) == write_docx([grid])


def test_tracked_deletions_leave_the_inserted_text() -> None:
    data = write_docx([_grid(layout("central"))], "tracked")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert "<w:delText" in xml
    assert "<w:ins " in xml


@pytest.mark.parametrize("style", TEXT_STYLES)
def test_no_dump_loses_a_text(style: str) -> None:
    grid = _grid(layout("central"))
    text = write_text([grid], style, "utf-8").decode()  # type: ignore[arg-type]
    for _, _, slot in grid.placed():
        assert slot.text in text


def test_a_layout_in_yuan_shows_ten_thousand_times_the_amount() -> None:
    where = layout("central_yuan")
    form = clean_forms("form", 0, where)[0]
    printed = shown(form, where)
    before, after = form.funds[0].executed, printed.funds[0].executed
    assert before is not None
    assert after is not None
    assert after.value == before.value * 10000
    assert after.unit == "元"


def test_targets_split_into_sign_number_and_unit() -> None:
    assert split_target("≥48公里") == ("≥", "48", "公里")
    assert split_target("2024年11月30日前") == ("", "2024年11月30日前", "")
    assert split_target("有效提升") == ("", "有效提升", "")


def test_spans_follow_the_widths() -> None:
    assert spread((1, 1, 1, 1), (1, 3)) == [1, 3]
    assert spread((2, 1, 1), (1, 1)) == [1, 2]
    with pytest.raises(AssertionError):
        spread((1,), (1, 1))


def test_empty_positions_of_a_grid_hold_empty_slots() -> None:
    grid = Grid(title="表", rows=((Slot(text="一", colspan=2),), (Slot(text="二"),)), widths=(1, 1))
    assert [[slot.text for slot, _ in row] for row in grid.covered()] == [["一", "一"], ["二", ""]]
