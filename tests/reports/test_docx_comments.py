from __future__ import annotations

import pytest
from marked_files import W, anchored, make_docx, make_remark, read_part

from jiheng.documents import read
from jiheng.model import Place
from jiheng.reports.annotate.docx_copy import annotate_docx
from jiheng.reports.annotate.parts import StrictFormat


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in inside)}</w:p>"


def tc(*inside: str) -> str:
    return f"<w:tc>{''.join(part if part.startswith('<') else p(part) for part in inside) or '<w:p/>'}</w:tc>"


def tbl(*rows: tuple[str, ...]) -> str:
    lines = ("".join(cell if cell.startswith("<") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def annotated(body: str, *places: Place, comments: str | None = None) -> bytes:
    """The copy with one remark a place (named 一, 二, 三 …), annotated twice over without a difference."""
    remarks = [make_remark("一二三四五"[number], place) for number, place in enumerate(places)]
    data = make_docx(body, comments)
    copy = annotate_docx(data, remarks, "总")
    assert annotate_docx(data, remarks, "总") == copy
    assert annotate_docx(copy, remarks, "总") == copy
    before, after = read("a.docx", data=data), read("a.docx", data=copy)
    assert [repr(block).replace(before.digest, "") for block in before.blocks] == [repr(block) for block in after.blocks]
    return copy


def test_a_comment_covers_the_characters_also_in_split_runs() -> None:
    body = p(run("执行率"), run("填80", "<w:b/>"), run(".00%，应为75%"))
    copy = annotated(body, Place(block=0, start=2, end=8), Place(block=0, start=0, end=3), Place(block=0, start=11, end=12))
    assert anchored(copy) == {"总": "", "一": "率填80.0", "二": "执行率", "三": "应"}
    bold = [r for r in read_part(copy, "word/document.xml").iter(f"{W}r") if r.find(f"{W}rPr/{W}b") is not None]
    assert "".join(r.findtext(f"{W}t") or "" for r in bold) == "填80"


def test_a_quote_inside_one_run_with_breaks_and_tabs() -> None:
    body = p("<w:r><w:t>甲乙</w:t><w:br/><w:t>丙丁</w:t><w:tab/><w:t>戊己</w:t></w:r>")
    copy = annotated(body, Place(block=0, start=1, end=4), Place(block=0, start=3, end=7))
    assert anchored(copy) == {"总": "", "一": "乙丙", "二": "丙丁戊"}


def test_cells_by_grid_position_also_merged_empty_and_nested() -> None:
    inner = tbl(("内一", "内二"))
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("宽")}</w:tc>'
    body = tbl((wide, "丙"), ("甲", "", tc("外", inner, "<w:p/>")))
    places = (
        Place(block=0, row=0, column=1),
        Place(block=0, row=0, column=2),
        Place(block=0, row=1, column=1),
        Place(block=0, row=0, column=1, inner=((1, 2, 0),)),
    )
    assert anchored(annotated(body, *places)) == {"总": "", "一": "宽", "二": "丙", "三": "", "四": "内二"}


def test_a_quote_over_two_paragraphs_of_a_cell() -> None:
    body = tbl((tc("第一段落", "第二段落"),))
    assert anchored(annotated(body, Place(block=0, row=0, column=0, start=2, end=7)))["一"] == "段落第二"


def test_marks_stand_outside_of_content_controls_and_inside_of_insertions_and_links() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件文字')}</w:sdtContent></w:sdt>"
    body = p("前", control, f'<w:ins w:id="90">{run("插入文字")}</w:ins>', f"<w:hyperlink>{run('链接')}</w:hyperlink>")
    copy = annotated(body, Place(block=0, start=2, end=4), Place(block=0, start=6, end=8), Place(block=0, start=9, end=11))
    assert anchored(copy) == {"总": "", "一": "控件文字", "二": "入文", "三": "链接"}
    document = read_part(copy, "word/document.xml")
    assert not document.xpath("//*[local-name()='sdtContent']//*[starts-with(local-name(), 'comment')]")
    assert document.xpath("//*[local-name()='ins']/*[local-name()='commentRangeStart']")


def test_a_comment_on_a_text_box_hangs_on_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('框内文字')}</w:txbxContent></w:pict></w:r>"
    copy = annotated(p("外面", box), Place(block=1, start=0, end=2))
    document = read_part(copy, "word/document.xml")
    assert not document.xpath("//*[local-name()='txbxContent']//*[starts-with(local-name(), 'comment')]")
    assert anchored(copy)["一"] == "外面框内文字"


def test_comments_of_users_stay_and_numbers_do_not_clash() -> None:
    theirs = '<w:comment w:id="4" w:author="某甲"><w:p><w:r><w:t>原有</w:t></w:r></w:p></w:comment>'
    marks = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    body = p(marks[0], "甲乙丙", marks[1])
    copy = annotated(body, Place(block=0, start=1, end=2), comments=theirs)
    assert anchored(copy) == {"原有": "甲乙丙", "总": "", "一": "乙"}
    fewer = annotate_docx(copy, [], "总")
    assert anchored(fewer) == {"原有": "甲乙丙", "总": ""}


def test_a_new_comments_part_is_declared_once() -> None:
    copy = annotated(p("甲"), Place(block=0))
    types, relations = read_part(copy, "[Content_Types].xml"), read_part(copy, "word/_rels/document.xml.rels")
    assert [entry.get("PartName") for entry in types if entry.get("PartName")] == ["/word/comments.xml"]
    assert [relation.get("Target") for relation in relations] == ["comments.xml"]


def test_a_place_that_is_not_there_goes_to_the_head() -> None:
    assert anchored(annotated(p("甲") + tbl(("乙",)), Place(block=9), Place(), Place(block=1, row=8, column=8))) == {
        "总": "",
        "一": "",
        "二": "",
        "三": "",
    }


def test_formulas_are_covered_as_a_whole() -> None:
    body = p("前", "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")
    copy = annotated(body, Place(block=0, start=2, end=3))
    assert not read_part(copy, "word/document.xml").xpath("//*[local-name()='oMath']//*[starts-with(local-name(), 'comment')]")


def test_the_strict_format_is_refused() -> None:
    data = make_docx(p("甲"), space="http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(StrictFormat):
        annotate_docx(data, [], "总")
