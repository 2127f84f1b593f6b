"""The Word reader: exact grids, and text that other readers lose."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_BREAK

from jiheng.documents import Paragraph, Table


def _merge(kind: str) -> str:
    return f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>"


def test_paragraphs_and_tables_keep_their_order_and_block_numbers(make):
    w = make.word
    document = make.read(w.document(w.p("标题"), w.p(""), w.tbl(w.tr("甲", "乙")), w.p("尾")))
    assert make.texts(document) == ["标题", [["甲", "乙"]], "尾"]
    assert [block.place.block for block in document.blocks] == [0, 1, 2]
    assert document.blocks[1].cells[1].place.column == 1
    assert document.digest.startswith("sha256:")
    assert document.pages is None


def test_spans_come_from_grid_span_vertical_merge_and_skipped_columns(make, spans):
    w = make.word
    table = w.tbl(
        w.tr(w.tc("总", properties=f'<w:gridSpan w:val="2"/>{_merge("restart")}'), "一"),
        w.tr(w.tc("", properties=f'<w:gridSpan w:val="2"/>{_merge("")}'), "二"),
        w.tr("三", properties='<w:gridBefore w:val="2"/>'),
        w.tr("四", "五", properties='<w:gridAfter w:val="1"/>'),
    )
    (found,) = make.read(w.document(table)).blocks
    assert isinstance(found, Table)
    assert spans(found) == [
        (0, 0, 2, 2, "总"),
        (0, 2, 1, 1, "一"),
        (1, 2, 1, 1, "二"),
        (2, 2, 1, 1, "三"),
        (3, 0, 1, 1, "四"),
        (3, 1, 1, 1, "五"),
    ]
    assert (found.rows, found.columns) == (4, 3)


def test_a_continued_merge_without_a_beginning_is_a_cell_of_its_own(make, spans):
    w = make.word
    table = w.tbl(w.tr("甲", "乙"), w.tr(w.tc("丙", properties=_merge("")), "丁"))
    (found,) = make.read(w.document(table)).blocks
    assert spans(found) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]


def test_two_merges_one_below_the_other_stay_apart(make, spans):
    w = make.word
    rows = [
        w.tr(w.tc(text, properties=_merge(kind)), "值") for text, kind in (("产出", "restart"), ("", ""), ("效益", "restart"), ("", ""))
    ]
    (found,) = make.read(w.document(w.tbl(*rows))).blocks
    assert [cell for cell in spans(found) if cell[1] == 0] == [(0, 0, 2, 1, "产出"), (2, 0, 2, 1, "效益")]


def test_old_horizontal_merges_are_one_cell(make, spans):
    w = make.word
    table = w.tbl(w.tr(w.tc("甲", properties='<w:hMerge w:val="restart"/>'), w.tc("", properties="<w:hMerge/>"), "乙"))
    (found,) = make.read(w.document(table)).blocks
    assert spans(found) == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_content_controls_count_at_every_level(make):
    w = make.word

    def control(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(w.tc('格内'))}{w.tc(w.p('前', control(w.run('行内')), '后'))}{w.tc(control(w.p('段')))}</w:tr>"
    document = make.read(w.document(control(w.p("块")), w.tbl(control(row)), control(w.tbl(w.tr("表")))))
    assert make.texts(document) == ["块", [["格内", "前行内后", "段"]], [["表"]]]
    prompt = make.read(w.document(w.p("名称：", control(w.run("单击此处输入"), "<w:showingPlcHdr/>"))))
    assert make.texts(prompt) == ["名称："]
    assert "1 个内容控件未填写" in prompt.notices[0]


def test_insertions_are_read_and_deletions_dropped_with_a_notice(make):
    w = make.word
    inserted = f'<w:ins w:id="1">{w.run("新")}</w:ins><w:moveTo w:id="3">{w.run("移来")}</w:moveTo>'
    deleted = '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="4">{w.run("移走")}</w:moveFrom>'
    gone = w.tr("删行", "删行", properties='<w:del w:id="5"/>')
    table = w.tbl(w.tr("留", w.tc("删格", properties='<w:cellDel w:id="6"/>')), gone, w.tr("增行", properties='<w:ins w:id="7"/>'))
    document = make.read(w.document(w.p("甲", inserted, deleted, moved), table))
    assert make.texts(document) == ["甲新移来", [["留"], ["增行"]]]
    assert "插入 3 处、删除 3 处" in document.notices[0]


def test_breaks_tabs_and_hyphens_become_characters(make):
    w = make.word
    run = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>"
    assert make.texts(make.read(w.document(w.p(run, properties="<w:tabs><w:tab w:val='left'/></w:tabs>")))) == ["甲\t乙\n丙\n-丁"]


def test_breaks_around_a_paragraph_are_no_part_of_its_text(make):
    w = make.word
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert make.texts(make.read(w.document(w.p(page), w.p(page, "自评表"), w.p("附表", page, page)))) == ["自评表", "附表"]


def test_the_paragraphs_of_a_cell_are_joined_by_line_breaks_without_blank_ones(make):
    w = make.word
    assert make.texts(make.read(w.document(w.tbl(w.tr(w.tc("一", w.p(""), "二", w.p("　")), w.tc()))))) == [[["一\n二", ""]]]


def test_field_codes_are_dropped_and_their_results_kept(make):
    w = make.word

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + w.run("条件") + mark("end")
    nested = mark("begin") + code + inner + mark("separate") + w.run("98") + mark("end")
    simple = f'<w:fldSimple w:instr="PAGE">{w.run("7")}</w:fldSimple>'
    document = make.read(w.document(w.p("得分", nested, "分", simple)))
    assert make.texts(document) == ["得分98分7"]


def test_legacy_check_boxes_and_lists_say_what_is_chosen(make):
    w = make.word

    def form(inside: str) -> str:
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar>'
        return f'<w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    body = w.p(
        form("<w:checkBox><w:checked/></w:checkBox>"), "是", form('<w:checkBox><w:default w:val="0"/></w:checkBox>'), "否",
        form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>'),
    )  # fmt: skip
    assert make.texts(make.read(w.document(body))) == ["☑是☐否良"]


def test_text_boxes_are_read_once_after_their_paragraph(make):
    w = make.word
    content = f"<w:txbxContent>{w.p('框内')}{w.tbl(w.tr('框表'))}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = make.read(w.document(w.p("正文", box), w.tbl(w.tr(w.tc(w.p("格", box))))))
    assert make.texts(document) == ["正文", "框内", [["框表"]], [["格\n框内"]]]
    (inner,) = document.blocks[3].cells[0].tables
    assert inner.cells[0].text == "框表"
    assert document.notices == ()


def test_an_alternative_without_text_gives_way_to_its_fallback(make):
    w = make.word
    symbol = '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    assert make.texts(make.read(w.document(w.p("甲", symbol)))) == ["甲☺"]


def test_nested_tables_hang_at_their_cell_with_a_trail(make):
    w = make.word
    third = w.tbl(w.tr("三"))
    second = w.tbl(w.tr("二", w.tc(third, "<w:p/>")))
    document = make.read(w.document(w.p("零"), w.tbl(w.tr("一", w.tc("外", second, "尾")))))
    outer = document.blocks[1]
    assert [cell.text for cell in outer.cells] == ["一", "外\n尾"]
    assert [table.cells[0].text for table in document.tables()] == ["一", "二", "三"]
    deepest = list(document.tables())[2].cells[0].place
    assert (deepest.block, deepest.inner, deepest.row, deepest.column) == (1, ((0, 1, 0), (0, 1, 0)), 0, 0)


def test_smart_tags_links_ruby_and_formulas_are_transparent(make):
    w = make.word
    tagged = f"<w:smartTag><w:customXml>{w.run('乌')}</w:customXml></w:smartTag><w:hyperlink>{w.run('鲁')}</w:hyperlink>"
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>mù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>木</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:f><m:num><m:r><m:t>9</m:t></m:r></m:num><m:den><m:r><m:t>10</m:t></m:r></m:den></m:f></m:oMath>"
    assert make.texts(make.read(w.document(w.p(tagged, ruby, formula)))) == ["乌鲁木9/10"]


def test_signs_set_in_symbol_fonts_are_the_signs_they_show(make):
    w = make.word
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    typed = w.run("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    box = '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
    assert make.texts(make.read(w.document(w.p(symbol, "90%", typed, "5", box)))) == ["≥90%≤5☑"]


def test_hidden_text_is_dropped_with_a_notice(make):
    w = make.word
    document = make.read(w.document(w.p("见", w.run("藏", "<w:vanish/>"), w.run("显", '<w:vanish w:val="0"/>'))))
    assert make.texts(document) == ["见显"]
    assert any("隐藏文字" in notice for notice in document.notices)


def test_heading_levels_come_from_the_paragraph_or_its_style_chain(make):
    w = make.word
    styles = (
        '<w:style w:styleId="H2"><w:name w:val="标题二"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:styleId="Body"><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    names = [("Mine", 2), ("Body", 0), ("A", 0), ("missing", 0)]
    body = [w.p(name, properties=f'<w:pStyle w:val="{name}"/>') for name, _ in names]
    document = make.read(w.document(*body, w.p("直", properties='<w:outlineLvl w:val="0"/>'), styles=styles))
    assert [block.level for block in document.blocks] == [level for _, level in names] + [1]


def test_repeated_header_rows_are_marked(make):
    w = make.word
    (table,) = make.read(w.document(w.tbl(w.tr("头", properties="<w:tblHeader/>"), w.tr("体")))).blocks
    assert [cell.is_header for cell in table.cells] == [True, False]


def test_what_python_docx_writes_is_read_with_its_merges(make, spans):
    source = docx.Document()
    source.add_heading("部门", 1)
    paragraph = source.add_paragraph("前")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("后")
    table = source.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "纵"
    table.cell(0, 1).merge(table.cell(1, 2)).text = "块"
    out = io.BytesIO()
    source.save(out)
    heading, body, grid = make.read(out.getvalue()).blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.level, body.text) == ("部门", 1, "前\n后")
    assert spans(grid) == [(0, 0, 3, 1, "纵"), (0, 1, 2, 2, "块"), (2, 1, 1, 1, ""), (2, 2, 1, 1, "")]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<w:r><w:drawing/></w:r>", "1 张图片"),
        ("<w:r><w:object/></w:r>", "嵌入了 1 个对象"),
        ("<w:subDoc/>", "1 处外部内容"),
    ],
    ids=["picture", "object", "subdocument"],
)
def test_what_cannot_be_read_is_said(make, inside, said):
    w = make.word
    assert any(said in notice for notice in make.read(w.document(w.p("文", inside))).notices)


def test_a_document_without_text_says_so(make):
    document = make.read(make.word.document("<w:p/>"))
    assert document.blocks == ()
    assert "没有可读取的文字" in document.notices[-1]


def test_the_strict_variant_of_the_format_is_read(make):
    w = make.word
    transitional = w.document(w.p("严格"))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(transitional)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert make.texts(make.read(make.pack(parts))) == ["严格"]


def test_odd_but_legal_xml_does_no_harm(make, spans):
    w = make.word
    body = [
        "<w:bookmarkStart/>", "<w:sdt/>", "<mc:AlternateContent/>", w.tbl(), w.tbl("<w:sdt/>"),
        f"<mc:AlternateContent><mc:Fallback>{w.p('退')}</mc:Fallback></mc:AlternateContent>",
        f"<w:customXml>{w.p('裹')}</w:customXml>",
        w.p('<w:r><mc:AlternateContent/></w:r><w:sdt/><w:r><w:fldChar w:fldCharType="end"/><w:fldChar/><w:t/></w:r>', "文"),
        w.tbl(f"<w:customXml>{w.tr('一', '<w:sdt/>', '<w:customXml><w:tc/></w:customXml>')}</w:customXml>", "<w:bookmarkEnd/>"),
    ]  # fmt: skip
    document = make.read(w.document(*body))
    assert make.texts(document) == ["退", "裹", "文", [["一", ""]]]
    bare = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    document = make.read(w.document(bare, w.tbl(w.tr(w.tc(properties='<w:gridSpan w:val="x"/>')))))
    assert [spans(table) for table in document.tables()] == [[(0, 0, 1, 1, "")], [(0, 0, 1, 1, "")]]
