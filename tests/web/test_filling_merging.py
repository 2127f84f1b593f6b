"""Cells put together and pasted: pure functions, no database."""

from __future__ import annotations

import pytest

from jiheng.web.filling.content import MOST_ROWS, Content, Row
from jiheng.web.filling.layout import Block, Column
from jiheng.web.filling.merging import merged
from jiheng.web.filling.pasting import grid, pasted

BLOCK = Block(
    name="indicators",
    title="绩效指标",
    columns=(
        Column(name="category", label="一级指标"),
        Column(name="name", label="三级指标"),
        Column(name="score", label="得分", look="figure"),
    ),
)


def _content(*rows: str) -> Content:
    """Rows written ``id name score``."""
    made = []
    for row in rows:
        name, *texts = row.split()
        made.append(Row(id=name, cells=dict(zip(("name", "score"), texts, strict=False))))
    return Content(blocks={"indicators": tuple(made)})


def _shown(content: Content) -> list[str]:
    return [" ".join((row.id, *row.cells.values())) for row in content.rows("indicators")]


BASE = _content("r1 甲 1", "r2 乙 2", "r3 丙 3")


def test_what_only_one_changed_is_taken_from_each() -> None:
    merge = merged(BASE, _content("r1 甲 9", "r2 乙 2", "r3 丙 3"), _content("r1 甲 1", "r2 乙 2", "r3 丁 3"))
    assert _shown(merge.content) == ["r1 甲 9", "r2 乙 2", "r3 丁 3"]
    assert merge.is_clean
    assert [one.address for one in merge.taken] == [("indicators", "r1", "score")]


@pytest.mark.parametrize(("side", "score"), [("mine", "8"), ("theirs", "9")])
def test_what_both_changed_is_chosen(side: str, score: str) -> None:
    address = ("indicators", "r1", "score")
    theirs, mine = _content("r1 甲 9", "r2 乙 2", "r3 丙 3"), _content("r1 甲 8", "r2 乙 2", "r3 丙 3")
    merge = merged(BASE, theirs, mine, {address: side})  # type: ignore[dict-item]
    assert [(one.base, one.theirs, one.mine) for one in merge.conflicts] == [("1", "9", "8")]
    assert merge.content.text(address) == score


def test_the_same_change_of_both_is_no_conflict() -> None:
    both = _content("r1 甲 9", "r2 乙 2", "r3 丙 3")
    assert merged(BASE, both, both).is_clean


def test_a_row_taken_out_by_one_and_left_alone_by_the_other_is_gone() -> None:
    assert _shown(merged(BASE, _content("r1 甲 1", "r3 丙 3"), BASE).content) == ["r1 甲 1", "r3 丙 3"]
    assert _shown(merged(BASE, BASE, _content("r1 甲 1", "r3 丙 3")).content) == ["r1 甲 1", "r3 丙 3"]


@pytest.mark.parametrize(("side", "rows"), [("mine", ["r1 甲 1", "r2 乙 7", "r3 丙 3"]), ("theirs", ["r1 甲 1", "r3 丙 3"])])
def test_a_row_taken_out_by_one_and_changed_by_the_other_is_chosen(side: str, rows: list[str]) -> None:
    theirs, mine = _content("r1 甲 1", "r3 丙 3"), _content("r1 甲 1", "r2 乙 7", "r3 丙 3")
    merge = merged(BASE, theirs, mine, {("indicators", "r2", ""): side})  # type: ignore[dict-item]
    assert len(merge.conflicts) == 1
    assert _shown(merge.content) == rows


def test_rows_that_both_added_under_one_name_are_both_kept() -> None:
    theirs, mine = _content("r1 甲 1", "r2 乙 2", "r3 丙 3", "r4 丁 4"), _content("r1 甲 1", "r2 乙 2", "r3 丙 3", "r4 戊 5")
    merge = merged(BASE, theirs, mine)
    assert merge.is_clean
    assert sorted(_shown(merge.content)) == ["r1 甲 1", "r2 乙 2", "r3 丙 3", "r4 丁 4", "r5 戊 5"]


def test_rows_stand_as_the_one_who_moved_them_put_them() -> None:
    moved = _content("r3 丙 3", "r1 甲 1", "r2 乙 2")
    assert _shown(merged(BASE, moved, BASE).content) == _shown(moved)
    assert _shown(merged(BASE, BASE, moved).content) == _shown(moved)


def test_without_a_common_ground_every_difference_is_chosen() -> None:
    merge = merged(None, _content("r1 甲 9"), _content("r1 甲 8"))
    assert [one.address for one in merge.conflicts] == [("indicators", "r1", "score")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲\t1\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ('"一行\n两行"\t1', [["一行\n两行", "1"]]),
        ('"他说""好"""\t1', [['他说"好"', "1"]]),
        ("\t甲\n\n", [["", "甲"]]),
        ("", []),
    ],
    ids=["plain", "line-break", "quotes", "blank", "nothing"],
)
def test_the_clipboard_of_a_spreadsheet_is_read(text: str, cells: list[list[str]]) -> None:
    assert grid(text) == cells


def test_pasted_rows_follow_what_is_there_and_make_room() -> None:
    content = pasted(_content("r1 甲 1", "r2"), BLOCK, "产出\t乙\t2\n\t丙\t3")
    assert [dict(row.cells) for row in content.rows("indicators")] == [
        {"name": "甲", "score": "1"},
        {"category": "产出", "name": "乙", "score": "2"},
        {"name": "丙", "score": "3"},
    ]


def test_a_line_of_labels_says_which_column_is_which() -> None:
    content = pasted(Content(), BLOCK, "得分\t三级指标\t备注\n5\t甲\t略")
    assert [dict(row.cells) for row in content.rows("indicators")] == [{"score": "5", "name": "甲"}]


def test_pasting_at_a_cell_fills_from_there_and_stops_at_the_most_rows() -> None:
    content = pasted(_content("r1 甲 1", "r2 乙 2"), BLOCK, "6\n7", row="r1", column="score")
    assert _shown(content) == ["r1 甲 6", "r2 乙 7"]
    assert len(pasted(Content(), BLOCK, "x\n" * (MOST_ROWS + 5)).rows("indicators")) == MOST_ROWS
