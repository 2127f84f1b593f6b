"""What stands together where no rule shows it: the leading, words, columns and merged cells, each on a few words."""

from __future__ import annotations

import pytest
from typesetting import read_typeset, rows, tables

from jiheng.documents.pdf_blocks import (
    FINE_GAP,
    Block,
    Segment,
    blocks_of,
    is_set_to_top,
    leading_of,
    lines_of_segments,
    parted_like_neighbours,
)
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_labels import Area, Row, spans_of, tiles_of

SIZE = 10.0


def segment(x0: float, x1: float, line: float, size: float = SIZE) -> Segment:
    """Words of a line, by the line's number at a leading of 1.3."""
    base = 13 * line
    return Segment(x0, x1, base - size, base, base, size)


def block(x0: float, x1: float, top: float, bottom: float) -> Block:
    return Block(x0, x1, top, bottom)


def words(text: str, x0: float, width: float = SIZE) -> list[Glyph]:
    """Characters on one line from ``x0`` on, each as wide as its step."""
    return [Glyph(sign, x0 + n * width, 0, x0 + n * width + SIZE, SIZE, SIZE, SIZE, 0, n) for n, sign in enumerate(text)]


def parts(glyphs: list[Glyph], gap: float = 0.55) -> list[tuple[float, float]]:
    return [(s.x0, s.x1) for line in lines_of_segments(glyphs, gap) for s in line]


def in_rows(lines: int) -> list[list[Segment]]:
    """Short texts at the step from row to row, in two columns."""
    return [[segment(400, 420 + 4 * (n % 3), 20 + n * 1.2), segment(480, 490, 20 + n * 1.2)] for n in range(lines)]


def test_a_line_that_leaves_room_for_the_number_that_did_not_fit_is_wrapped_text() -> None:
    wrapped = [[segment(0, 200, 0)], [segment(0, 225, 1)], [segment(5, 222, 2)], [segment(0, 228, 3)], [segment(0, 80, 4)]]
    assert leading_of([*wrapped, *in_rows(8)]) == 1.3


def test_two_texts_of_different_cells_that_stand_close_by_chance_set_no_leading() -> None:
    wrapped = [[segment(0, 200 - n, n)] for n in range(10)]
    chance = [[segment(300, 360, 40)], [segment(330, 390, 40.9)]]
    assert leading_of([*wrapped, *chance, *in_rows(8)]) == 1.3


def test_a_line_over_two_columns_says_nothing_about_the_leading() -> None:
    pairs = [[segment(0, 200, n), segment(210, 400, n)] for n in range(4)]
    glued = [[segment(0, 400, 4)], [segment(0, 190, 5), segment(210, 390, 5)]]
    assert leading_of([*pairs, *glued, *in_rows(8)]) == 1.3


def test_single_characters_in_narrow_columns_beside_a_word_stay_apart() -> None:
    glyphs = [*words("三级指标", 0), *words("确", 340), *words("有", 361), *words("全", 382)]
    assert parts(glyphs) == [(0, 40), (340, 350), (361, 371), (382, 392)]


def test_the_empty_half_of_a_bracket_inside_a_text_is_no_gutter() -> None:
    made = tables(
        read_typeset(
            "#table(columns: (100pt, 76pt, 60pt), stroke: none, align: center, table.hline(y: 0), table.hline(y: 1), table.hline(y: 4), "
            "[资金], [执行数（万元）], [执行率], [资金总额], [58.15], [60.20%], [其中：财政拨款], [58.15], [60.20%], [其他], [0.00], [—])"
        )
    )
    assert rows(made[0])[0] == ["资金", "执行数（万元）", "执行率"]


def test_a_text_that_runs_up_to_the_next_column_is_parted_where_its_neighbours_begin() -> None:
    glyphs = [*words("年初设定的目标。", 0), *words("实际完成的情况。", 84)]  # the full stop hangs in the margin: 4 points are left
    lines = [[segment(0, 60, 0), segment(84, 150, 0)], lines_of_segments(glyphs)[0]]
    fine = [lines[0], lines_of_segments(glyphs, FINE_GAP)[0]]
    assert len(lines[1]) == 1
    assert [(s.x0, s.x1) for s in parted_like_neighbours(lines, fine)[1]] == [(0, 80), (84, 164)]
    assert len(parted_like_neighbours([[segment(0, 60, 0)], lines[1]], fine)[1]) == 1


def test_a_figure_set_smaller_to_fit_is_no_further_line_of_the_label_above_it() -> None:
    assert len(blocks_of([[segment(0, 50, 0)], [segment(0, 50, 1, 9.4)]], 1.3)) == 2
    assert len(blocks_of([[segment(0, 50, 0)], [segment(0, 50, 1)]], 1.3)) == 1


def test_a_label_over_two_rows_does_not_say_that_cells_are_set_to_their_top() -> None:
    label = block(0, 40, 100, 122)
    merged = [label, block(50, 90, 99, 109), block(50, 90, 113, 123)]
    assert not is_set_to_top([merged], SIZE)
    assert not is_set_to_top([[block(0, 40, 100, 134), block(50, 90, 100, 110), block(50, 140, 113, 134)]], SIZE)
    assert is_set_to_top([[label, block(50, 90, 100, 110), block(50, 90, 130, 140)]], SIZE)


def area_of(texts: list[list[Block]], labels: list[Block], xs: list[float]) -> Area:
    """An area of rows 20 points high."""
    found = [Row(xs[0], xs[-1], 20.0 * n, 20.0 * n + 20, own) for n, own in enumerate(texts)]
    for row in found:
        row.spans = spans_of(row, xs, set())
    return Area(xs[0], xs[-1], 0, 20.0 * len(texts), rows=found, labels=labels)


def test_a_reason_beside_one_row_does_not_spread_over_the_rows_around_it() -> None:
    xs = [0.0, 50.0, 100.0, 150.0]
    texts = [[block(10, 40, 20 * n + 5, 20 * n + 15), block(60, 90, 20 * n + 5, 20 * n + 15)] for n in range(5)]
    texts[3].append(block(110, 140, 63, 77))  # in the middle of the rows 2 to 4 as well
    header = block(110, 140, 15, 25)
    tiles = tiles_of(area_of(texts, [header], xs), xs)
    assert tiles == [(2, 0, 40)]


def test_a_merged_cell_ends_before_the_next_text_of_its_column() -> None:
    xs = [0.0, 50.0, 100.0]
    texts = [[block(60, 90, 20 * n + 5, 20 * n + 15)] for n in range(6)]
    labels = [block(10, 40, 5, 15), block(10, 40, 65, 75), block(10, 40, 85, 95)]
    tiles = tiles_of(area_of(texts, labels, xs), xs)
    assert all(
        not (top < other.middle < bottom)
        for (_, top, bottom), own in zip(tiles, labels, strict=True)
        for other in labels
        if other is not own
    )


def test_a_date_that_reaches_beyond_its_narrow_column_stays_in_it() -> None:
    lines = "table.hline(y: 0), table.hline(y: 1), table.hline(y: 6)"
    plain = "[体检人数], [≥], [21500], [人], [10],"
    made = tables(
        read_typeset(
            f"#table(columns: (150pt, 60pt, 60pt, 60pt, 40pt), stroke: none, align: center + horizon, {lines}, "
            f"[三级指标], [指标性质], [指标值], [度量单位], [分值], {plain * 3}"
            "[体检完成时间], [], [2024年5月10日], [], [10], [满意度], [≥], [85], [%], [10])"
        )
    )
    assert rows(made[0])[4] == ["体检完成时间", "", "2024年5月10日", "", "10"]


UNRULED = "#set table(stroke: none, rows: 20pt, align: center + horizon, columns: (150pt, 60pt, 60pt, 60pt, 60pt))\n#set table.cell(breakable: false)\n"
ROWS = "[体检人数], [≥21500人], [22800人], [10], [9.50], [随访次数], [≥4次], [4次], [10], [10.00],"
LAST = "table.cell(colspan: 3)[合计], [100], [99.50]"


@pytest.mark.parametrize(
    "lines",
    ["", "table.hline(y: 0), table.hline(y: 1), table.hline(y: 10)", ", ".join(f"table.hline(y: {n})" for n in range(11))],
    ids=["without rules", "three rules", "a rule under every row"],
)
def test_a_total_alone_on_the_next_page_stands_in_the_columns_of_the_table_above(lines: str) -> None:
    head = "[三级指标], [指标值], [完成值], [分值], [得分],"
    body = f"{UNRULED}#table({head} {ROWS * 4} {LAST}, {lines})" if lines else f"{UNRULED}#table({head} {ROWS * 4} {LAST})"
    (found,) = tables(read_typeset(body, height=290))
    assert [cell.place.page for cell in found.cells if cell.text == "合计"] == [2]
    assert [text for text in rows(found)[-1] if text] == ["合计", "100", "99.50"]
    assert [(cell.column, cell.colspan) for cell in found.cells if cell.text in {"100", "99.50"}] == [
        (cell.column, cell.colspan) for cell in found.cells if cell.text in {"分值", "得分"}
    ]


def test_figures_that_stand_under_no_figures_are_no_rows_of_the_table_above() -> None:
    head = "[三级指标], [指标值], [完成值], [分值], [得分],"
    body = f"{UNRULED}#table({head} {ROWS * 4})\n#pagebreak()\n联系人：木子#h(33pt)二〇二五#h(21pt)第3号"
    document = read_typeset(body, height=290)
    assert len(rows(tables(document)[0])) == 9


def test_a_bracket_that_lost_its_empty_half_begins_a_text_as_its_neighbours_do() -> None:
    lines = [[segment(0, 20, 0), segment(29.5, 150, 0)], lines_of_segments([*words("目标", 0), *words("（四）开展活动", 24.5)])[0]]
    fine = [lines[0], lines_of_segments([*words("目标", 0), *words("（四）开展活动", 24.5)], FINE_GAP)[0]]
    assert len(lines[1]) == 1
    assert [(s.x0, s.x1) for s in parted_like_neighbours(lines, fine)[1]] == [(0, 20), (24.5, 94.5)]


def test_labels_over_two_header_rows_do_not_hide_the_groups_below() -> None:
    xs = [0.0, 50.0, 100.0, 150.0, 200.0]
    texts = [[block(x, x + 30, 20 * n + 5, 20 * n + 15) for x in (60, 110, 160)] for n in range(4)]
    texts[0] = [block(x, x + 9, 5, 15) for x in (152, 164, 176)]  # the second header row divides the last column only
    texts[2].insert(0, block(10, 40, 45, 55))
    labels = [block(x, x + 30, 4, 14) for x in (10, 60, 110)]
    assert (0, 20, 80) in tiles_of(area_of(texts, labels, xs), xs)
