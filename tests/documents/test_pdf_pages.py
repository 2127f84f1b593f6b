"""Several pages: tables and paragraphs joined over page breaks, running lines dropped."""

from __future__ import annotations

from typesetting import paragraphs, read_typeset, rows, tables

HEADER = "[指标], [目标值], [完成值], [原因]"
WIDE = "columns: (120pt, 80pt, 80pt, 200pt)"


def lines(count: int, first: int = 1) -> str:
    return ", ".join(f"[指标第{n}项], [{n}], [{n}.00], [无]" for n in range(first, first + count))


def test_a_table_that_goes_on_over_pages_is_one_table_and_its_repeated_header_is_dropped() -> None:
    (made,) = tables(read_typeset(f"#table({WIDE}, table.header({HEADER}), {lines(40)})", height=300))
    texts = rows(made)
    assert len(texts) == 41
    assert texts[0] == ["指标", "目标值", "完成值", "原因"]
    assert [row[1] for row in texts[1:]] == [str(n) for n in range(1, 41)]
    assert len(made.place.more) > 1


def test_a_header_repeated_from_the_middle_of_a_form_is_dropped() -> None:
    body = f"#table({WIDE}, [项目名称], table.cell(colspan: 3)[泉水村道路])#v(-12pt)#table({WIDE}, table.header({HEADER}), {lines(30)})"
    (made,) = tables(read_typeset(body, height=300))
    texts = rows(made)
    assert texts[0] == ["项目名称", "泉水村道路"]
    assert sum(row[0] == "指标" for row in texts) == 1
    assert len(texts) == 32


LONG = (
    "因汛期较常年延长，末端标段停工待水位回落，剩余堤段未能在年内浇筑，已调整施工组织，增加作业面，次年三月底前完成全部工程并组织验收。" * 2
)


def test_a_row_cut_by_the_page_is_made_whole() -> None:
    body = f"#table({WIDE}, {HEADER}, {lines(6)}, [堤防长度], [8], [7], [{LONG}], [泵站], [2], [2], [无])"
    (made,) = tables(read_typeset(body, height=270))
    texts = rows(made)
    assert texts[7] == ["堤防长度", "8", "7", LONG]
    assert texts[8] == ["泵站", "2", "2", "无"]
    cell = made.by_row()[7][3]
    assert cell.place.page == 1
    assert [page for page, _ in cell.place.more] == [2]


def test_cells_merged_over_the_page_break_go_on() -> None:
    body = f"#table({WIDE}, {HEADER}, " + ", ".join(
        [
            f"table.cell(rowspan: 12)[产出], {', '.join(f'[{n}], [{n}.00], [无]' for n in range(12))}",
            f"table.cell(rowspan: 3)[效益], {', '.join(f'[{n}], [{n}.00], [无]' for n in range(3))}",
        ]
    )
    (made,) = tables(read_typeset(body + ")", height=240))
    labels = {cell.text: cell.rowspan for cell in made.cells if cell.column == 0}
    assert labels == {"指标": 1, "产出": 12, "效益": 3}


def test_a_new_form_under_its_own_title_is_not_joined() -> None:
    form = f"#align(center)[项目支出绩效自评表]\n#table({WIDE}, [项目名称], table.cell(colspan: 3)[甲], {HEADER}, {lines(9)})"
    document = read_typeset(f"{form}#pagebreak(){form.replace('甲', '乙')}", height=310)
    assert [rows(made)[0][1] for made in tables(document)] == ["甲", "乙"]
    assert paragraphs(document) == ["项目支出绩效自评表", "项目支出绩效自评表"]


def test_a_new_form_that_begins_with_the_same_rows_is_not_joined() -> None:
    def form(name: str) -> str:
        head = f"table.cell(colspan: 4)[项目支出绩效自评表], [项目名称], table.cell(colspan: 3)[{name}]"
        return f"#table({WIDE}, {head}, [主管部门], table.cell(colspan: 3)[{name}局], {HEADER}, {lines(8)})"

    document = read_typeset(f"{form('甲')}#pagebreak(){form('乙')}", height=310)
    assert [rows(made)[1][1] for made in tables(document)] == ["甲", "乙"]


def test_a_table_that_ends_early_and_another_on_the_next_page_stay_apart() -> None:
    document = read_typeset(f"#table({WIDE}, {HEADER}, {lines(3)})#pagebreak()#table({WIDE}, {lines(3, first=50)})", height=400)
    assert [made.rows for made in tables(document)] == [4, 3]


def test_a_mark_that_the_table_goes_on_is_no_text_of_its_own() -> None:
    body = f"#table({WIDE}, {HEADER}, {lines(10)})#pagebreak()#align(right)[续表]\n#table({WIDE}, {HEADER}, {lines(4, first=11)})"
    document = read_typeset(body, height=300)
    (made,) = tables(document)
    assert made.rows == 15
    assert paragraphs(document) == []


def test_page_numbers_and_running_headers_are_dropped_and_nothing_else() -> None:
    more = ", header: align(center, text(size: 9pt)[某县水利局二〇二四年度自评资料]), numbering: (..n) => [— #n.pos().first() —]"
    parts = [f"第{n}段的内容写在这里，没有编号以外的差别。" for n in (1, 2, 3, 4)]
    assert paragraphs(read_typeset("#pagebreak()".join(parts), height=400, margin=70, more=more)) == parts


def test_equal_titles_at_the_top_of_every_page_stay() -> None:
    form = f"#align(center, text(size: 14pt)[项目支出绩效自评表])\n#table({WIDE}, {HEADER}, {lines(3)})"
    document = read_typeset("#pagebreak()".join([form] * 4), height=300)
    assert paragraphs(document) == ["项目支出绩效自评表"] * 4
    assert len(tables(document)) == 4


def test_a_year_alone_on_a_line_is_no_page_number() -> None:
    document = read_typeset("#align(center)[2024]\n\n正文在这里。#pagebreak()#align(center)[2023]\n\n正文在这里。", height=300)
    assert paragraphs(document) == ["2024", "正文在这里。", "2023", "正文在这里。"]


SENTENCE = "本部门按照要求组织开展绩效自评工作，成立工作小组，制定方案，收集资料，逐项核对指标完成情况，并对偏差原因进行了分析。"


def test_wrapped_lines_are_one_paragraph_and_new_paragraphs_begin_by_indentation() -> None:
    settings = "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    document = read_typeset(settings + f"{SENTENCE * 2}\n\n{SENTENCE}\n\n一、基本情况\n\n{SENTENCE * 3}")
    assert paragraphs(document) == [SENTENCE * 2, SENTENCE, "一、基本情况", SENTENCE * 3]


def test_a_paragraph_cut_by_the_page_is_one_paragraph() -> None:
    document = read_typeset(f"#set par(first-line-indent: (amount: 2em, all: true))\n{SENTENCE * 12}", height=260)
    (only,) = document.blocks
    assert paragraphs(document) == [SENTENCE * 12]
    assert [page for page, _ in only.place.more] == [2]


def test_larger_letters_make_headings() -> None:
    document = read_typeset(f"#text(size: 18pt)[自评报告]\n\n#text(size: 14pt)[一、基本情况]\n\n{SENTENCE}")
    assert [block.level for block in document.blocks if hasattr(block, "level")] == [1, 2, 0]


def test_a_table_that_opens_with_a_title_in_larger_letters_is_a_new_one() -> None:
    first = f"#table({WIDE}, {HEADER}, {lines(10)})"
    second = f"#table({WIDE}, table.cell(colspan: 4, text(size: 15pt)[第二张表]), {HEADER}, {lines(3)})"
    assert len(tables(read_typeset(f"{first}#pagebreak(){second}", height=310))) == 2


def test_a_table_of_other_width_is_a_new_one() -> None:
    first = f"#table({WIDE}, {HEADER}, {lines(10)})"
    assert len(tables(read_typeset(f"{first}#pagebreak()#table(columns: (90pt, 90pt), [甲], [乙])", height=310))) == 2


def test_a_header_cut_by_the_page_keeps_its_table_though_its_columns_part_only_below() -> None:
    group = "table.cell(rowspan: 2)[合计], table.cell(colspan: 3)[购置及运行], table.cell(rowspan: 2)[接待]"
    header = f"table.cell(colspan: 5)[预算数], table.cell(colspan: 5)[决算数], {group}, {group}, {'[小计], [购置], [运行], ' * 2}"
    body = f"#v(150pt)#table(columns: (40pt,) * 10, {header} {', '.join(f'[{n}.00]' for n in range(10))})"
    (made,) = tables(read_typeset(body, height=280))
    assert made.columns == 10 and made.rows == 4
    assert [cell.text for cell in made.by_row()[-1]] == [f"{n}.00" for n in range(10)]
    assert {cell.column: cell.colspan for cell in made.cells if cell.text in ("预算数", "决算数")} == {0: 5, 5: 5}


def test_a_page_number_alone_under_a_single_page_is_dropped() -> None:
    document = read_typeset("正文在这里。", height=400, more=', numbering: "1"')
    assert paragraphs(document) == ["正文在这里。"]


def test_a_paragraph_between_two_pages_of_tables_keeps_them_apart() -> None:
    first = f"#table({WIDE}, {HEADER}, {lines(10)})"
    document = read_typeset(f"{first}#pagebreak()附：明细\n#table({WIDE}, {lines(3)})", height=310)
    assert len(tables(document)) == 2
    assert paragraphs(document) == ["附：明细"]


def test_leaders_of_a_table_of_contents_are_white_space() -> None:
    document = read_typeset("一、基本情况#box(width: 1fr, repeat[.])1\n\n二、评价结论#box(width: 1fr, repeat[.])12")
    assert paragraphs(document) == ["一、基本情况 1", "二、评价结论 12"]


def test_a_header_that_names_months_is_dropped_and_a_merged_label_falls_whole_on_its_rows() -> None:
    header = "[一级指标], [二级指标], [1-7月执行数], [2024年预算数]"
    first = ", ".join(f"[产出], [质量{n}], [{n}], [{n}.00]" for n in range(3))
    # Two rows of one label cut by the page: its text, set in the middle, comes to stand on the second page.
    body = f"#table({WIDE}, table.header({header}), {first}, [产出], [], [8], [9.00])#pagebreak()"
    body += f"#table({WIDE}, table.header({header}), [], [数量], [10], [11.00], [效益], [社会], [12], [13.00])"
    (made,) = tables(read_typeset(body, height=130))
    texts = rows(made)
    assert sum(row[0] == "一级指标" for row in texts) == 1
    labels = {cell.text: (cell.row, cell.rowspan) for cell in made.cells if cell.column == 1}
    assert labels["数量"] == (4, 2)
