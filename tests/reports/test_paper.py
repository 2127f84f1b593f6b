"""Papers written as Word and PDF say what they were given, in the prescribed shape, and keep what people write into them."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import docx
import pikepdf
import pytest

from jiheng.documents import read
from jiheng.regulation import load_standard
from jiheng.reports.render.paper import (
    Cell,
    Contents,
    Gap,
    Heading,
    Layout,
    PageBreak,
    Paper,
    Paragraph,
    Region,
    Section,
    Table,
    gap,
)
from jiheng.reports.render.regions import NoPackage, edited_regions, keep_edits, marked_regions, regions_of, texts_outside
from jiheng.reports.render.typeset import fonts_used, typeset, write_pdf
from jiheng.reports.render.word import write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROWS = 60


@pytest.fixture(scope="module")
def layout() -> Layout:
    return Layout.of(load_standard("cn"))


def score_table() -> Table:
    head = tuple(Cell(text=text, head=True) for text in ("一级指标", "三级指标", "分值", "得分"))
    rows = [head]
    for number in range(ROWS):
        group = (Cell(text=f"第{number // 30 + 1}组", rows=30),) if number % 30 == 0 else ()
        rows.append((*group, Cell(text=f"完成任务{number}", align="left"), Cell(text="2.00"), Cell(text=f"{number}.50")))
    return Table(rows=tuple(rows), widths=(Decimal(1), Decimal(3), Decimal(1), Decimal(1)), head=1, title="表1 得分", unit="单位：分")


def paper(*paragraphs: str) -> Paper:
    text = paragraphs or ("2024年安排资金1,234.50万元，执行1,200.00万元。" * 12,)
    return Paper(
        title="演示报告",
        author="演示机构",
        sections=(
            Section(
                blocks=(Gap(lines=3), Paragraph(text="演示项目\n绩效评价报告", style="title"), PageBreak(), Contents(depth=2)),
                numbered=False,
            ),
            Section(
                blocks=(
                    Heading(text="一、基本情况", anchor="a"),
                    Heading(text="（一）立项", level=2, anchor="a-1"),
                    Region(name="profile/background", paragraphs=text),
                    score_table(),
                    Heading(text="二、结论", anchor="b"),
                    Region(name="verdict", paragraphs=(f"得分92.50分，{gap('评价等级')}。",)),
                ),
                restart=True,
            ),
            Section(blocks=(Heading(text="附件", anchor="annex"), score_table()), landscape=True),
        ),
    )


def document_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def edit(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as copy:
        for entry in package.infolist():
            content = package.read(entry)
            copy.writestr(entry, content.replace(old.encode(), new.encode()) if entry.filename == "word/document.xml" else content)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_written_paper_reads_back_with_its_tables_whole(layout: Layout, suffix: str) -> None:
    data = write_word(paper(), layout) if suffix == "docx" else write_pdf(paper(), layout)
    document = read(f"演示.{suffix}", data=data)
    tables = [block for block in document.blocks if hasattr(block, "cells")]
    for table in tables[-2:]:
        texts = [cell.text for cell in table.cells]
        assert sum(text.startswith("完成任务") for text in texts) == ROWS
        spans = {cell.text: cell.rowspan for cell in table.cells}
        assert spans["第1组"] == 30
    assert any("1,234.50万元" in getattr(block, "text", "") for block in document.blocks)


def test_equal_papers_give_equal_files(layout: Layout) -> None:
    assert write_pdf(paper(), layout) == write_pdf(paper(), layout)
    assert document_xml(write_word(paper(), layout)) == document_xml(write_word(paper(), layout))


def test_heads_of_tables_repeat_and_short_rows_stay_whole(layout: Layout) -> None:
    xml = document_xml(write_word(paper(), layout))
    assert xml.count("<w:tblHeader/>") == 2
    assert xml.count("<w:cantSplit/>") == 2 * (ROWS + 1)


def test_pages_have_the_prescribed_margins_and_the_annex_lies_on_its_side(layout: Layout) -> None:
    sections = docx.Document(io.BytesIO(write_word(paper(), layout))).sections
    margins = [[round(side.mm) for side in (s.top_margin, s.right_margin, s.bottom_margin, s.left_margin)] for s in sections]
    # The annex is an upright page turned: what was the left margin, where it is bound, is now above the heads of its tables.
    assert margins == [[37, 26, 35, 28], [37, 26, 35, 28], [28, 37, 26, 35]]
    assert [(round(section.page_width.mm), round(section.page_height.mm)) for section in sections] == [(210, 297), (210, 297), (297, 210)]


@pytest.mark.parametrize(("characters", "pages"), [(28 * 22, 1), (28 * 22 + 1, 2)])
def test_a_line_takes_28_characters_and_a_page_22_lines(layout: Layout, characters: int, pages: int) -> None:
    body = Paragraph(text="绩" * characters, style="plain")
    pdf = write_pdf(Paper(title="行", sections=(Section(blocks=(body,)),)), layout)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == pages


def test_the_contents_page_names_printed_pages(layout: Layout) -> None:
    set_paper = typeset(paper(), layout)
    assert set_paper.pages["a"] == set_paper.pages["a-1"] == 1
    assert set_paper.pages["b"] > 1
    assert set_paper.pages["annex"] > set_paper.pages["b"]
    xml = document_xml(write_word(paper(), layout, set_paper.pages))
    entries = re.findall(r"PAGEREF _Jh_(\w+) .*?<w:t>(\d+)</w:t>", xml)
    assert entries == [(anchor.replace("-", "_"), str(set_paper.pages[anchor])) for anchor in ("a", "a-1", "b", "annex")]


def test_pdf_is_archival_and_uses_only_the_shipped_fonts(layout: Layout) -> None:
    pdf = write_pdf(paper(), layout)
    opened = pikepdf.open(io.BytesIO(pdf))
    about = opened.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2<" in about
    assert b"<pdfaid:conformance>B<" in about
    (intent,) = opened.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert len(intent.DestOutputProfile.read_bytes()) > 100
    assert not opened.is_encrypted
    described = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]
    assert described
    assert all(any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")) for one in described)
    assert {name.split("-")[0] for name in fonts_used(pdf)} == {"NotoSansSC", "NotoSerifSC", "STIXGeneral"}


@pytest.mark.parametrize("text", ["镕喆堃赟㎡", "<b>&\"'", "#set page() *星* _下划_ $x$ \\ @引用", "一" * 3000, "表\t格"])
def test_any_text_survives_as_it_is(layout: Layout, text: str) -> None:
    flat = re.sub(r"\s", "", text)
    for suffix, write in (("docx", write_word), ("pdf", write_pdf)):
        document = read(f"文.{suffix}", data=write(paper(text), layout))
        whole = re.sub(r"\s|—\d+—", "", "".join(getattr(block, "text", "") for block in document.blocks))
        assert flat in whole, suffix


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_space_within_a_name_survives_beside_rare_characters(layout: Layout, suffix: str) -> None:
    names = ("李 镕、专家 陆喆、王 堃。", "张 三 李 四 赟 五。")
    cells = tuple((Cell(text=name), Cell(text=name)) for name in names)
    regions = tuple(Region(name=f"names/{number}", paragraphs=(name,)) for number, name in enumerate(names))
    made = Paper(title="名单", sections=(Section(blocks=(*regions, Table(rows=cells, widths=(Decimal(1), Decimal(1))))),))
    document = read(f"名单.{suffix}", data=write_word(made, layout) if suffix == "docx" else write_pdf(made, layout))
    assert set(names) <= {getattr(block, "text", "").strip() for block in document.blocks}
    assert [cell.text for table in document.tables() for cell in table.cells] == [name for name in names for _ in range(2)]


def test_gaps_are_listed_once_in_reading_order() -> None:
    assert paper(gap("立项依据"), gap("评价等级")).gaps() == ("立项依据", "评价等级")


def test_text_a_person_wrote_into_a_region_wins_over_a_new_draft(layout: Layout) -> None:
    first = write_word(paper("安排资金10.00万元。"), layout)
    edited = edit(first, "安排资金10.00万元。", "经集体研究，安排资金10.00万元。")
    edits = edited_regions(edited, "报告.docx")
    assert edits == {"profile/background": ("经集体研究，安排资金10.00万元。",)}
    again = keep_edits(paper("安排资金12.00万元。"), edits)
    second = write_word(again, layout)
    assert "经集体研究" in document_xml(second)
    assert "12.00万元" not in document_xml(second)
    # The author's words stay theirs through every further generation.
    assert edited_regions(second, "报告.docx") == edits


def test_an_untouched_region_is_drafted_anew(layout: Layout) -> None:
    assert edited_regions(write_word(paper("安排资金10.00万元。"), layout), "报告.docx") == {}


def test_a_program_that_drops_the_tag_of_a_control_leaves_its_title(layout: Layout) -> None:
    first = write_word(paper("安排资金10.00万元。"), layout)
    saved = edit(edit(first, '<w:tag w:val="jiheng-region:', '<w:tag w:val="'), "安排资金10.00万元。", "经集体研究安排。")
    assert marked_regions(saved, "报告.docx") == marked_regions(first, "报告.docx")
    assert edited_regions(saved, "报告.docx") == {"profile/background": ("经集体研究安排。",)}


def test_a_control_that_goes_on_into_the_next_section_ends_at_its_heading(layout: Layout) -> None:
    first = write_word(paper("安排资金10.00万元。"), layout)
    further = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>附件</w:t></w:r></w:p><w:p><w:r><w:t>单位</w:t></w:r></w:p>'
    saved = edit(first, "</w:sdtContent>", f"{further}</w:sdtContent>")
    assert edited_regions(saved, "报告.docx") == {}


def test_blanks_alone_are_no_edit(layout: Layout) -> None:
    spaced = edit(write_word(paper("安排资金10.00万元。"), layout), "安排资金10.00万元。", "安排资金 10.00 万元。 ")
    assert edited_regions(spaced, "报告.docx") == {}


def test_what_stands_outside_the_regions_is_told_apart_from_what_may_be_rewritten(layout: Layout) -> None:
    first = write_word(paper("安排资金10.00万元。"), layout)
    assert marked_regions(first, "报告.docx") == {name: one.digest for name, one in regions_of(paper("安排资金10.00万元。")).items()}
    assert "安排资金10.00万元。" not in texts_outside(first, "报告.docx")
    renumbered = edit(first, "完成任务7<", "完成任务七<")
    assert set(texts_outside(first, "报告.docx")) ^ set(texts_outside(renumbered, "报告.docx")) == {"完成任务7", "完成任务七"}


def test_contents_that_word_renews_are_no_text_outside(layout: Layout) -> None:
    pages = typeset(paper(), layout).pages
    renewed = {anchor: number + 7 for anchor, number in pages.items()}
    assert texts_outside(write_word(paper(), layout, pages), "旧.docx") == texts_outside(write_word(paper(), layout, renewed), "新.docx")


def test_a_file_that_is_no_package_is_refused_by_name() -> None:
    with pytest.raises(NoPackage, match="旧报告"):
        edited_regions(b"not a zip", "旧报告.docx")
