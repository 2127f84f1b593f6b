"""What stands together where no rule shows it: the leading, words, columns and merged cells, each on a few words."""

from __future__ import annotations

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
