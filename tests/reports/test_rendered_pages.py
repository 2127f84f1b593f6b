"""Pages as they are rendered: the Word file through LibreOffice, the PDF as it is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest

from jiheng.documents import read
from jiheng.documents.content import Paragraph as Printed
from jiheng.documents.content import Table as PrintedTable
from jiheng.regulation import load_standard
from jiheng.reports.render.paper import Cell, Contents, Heading, Layout, Paper, Paragraph, Section, Table
from jiheng.reports.render.repeating import cut, parts
from jiheng.reports.render.typeset import Typeset, typeset
from jiheng.reports.render.word import write_word

LAYOUT = Layout.of(load_standard("cn"))
OFFICE = shutil.which("soffice")


def fonts_are_there() -> bool:
    lister = shutil.which("fc-list")
    return bool(lister and subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False, timeout=60).stdout.strip())


def long_paper() -> Paper:
    """Chapters of mixed text, tables with high and low rows, pages on their side between upright ones."""
    text = "2024年安排资金1,234.50万元，执行1,200.00万元，执行率97.21%；其中：培训“三农”人员186人次，发放补助（含交通费）32.6万元。"
    blocks: list[Heading | Paragraph | Table] = []
    for number in range(1, 8):
        blocks.append(Heading(text=f"{number}、第{number}章", anchor=f"c{number}"))
        for part in range(1, 4):
            blocks.append(Heading(text=f"（{part}）第{number}章第{part}节", level=2, anchor=f"c{number}-{part}"))
            blocks += [Paragraph(text=text * (1 + (number + part + line) % 3)) for line in range(3)]
        blocks.append(table(5 + number, title=f"表{number} 得分"))
    return Paper(
        title="成册",
        sections=(
            Section(blocks=(Paragraph(text="目录", style="contents_title"), Contents(depth=2)), numbered=False),
            Section(blocks=tuple(blocks), restart=True),
            Section(blocks=FIGURES),
            Section(blocks=(Heading(text="附件1 横排", anchor="lying"), table(40)), landscape=True),
            Section(blocks=(Heading(text="附件2 竖排", anchor="upright"), Paragraph(text="完。"))),
        ),
    )


def sums(first: int, count: int) -> str:
    return "".join(
        f"{2001 + n}年支出决算{(first + n) * 317:,}.{n:02d}万元，比上年增加{first + n}.50万元，增长6.56%。" for n in range(count)
    )


#: Lines full of figures end in the same places only where the figures are equally wide.
FIGURES = tuple(Paragraph(text=sums(part * 7, 1 + part % 4)) for part in range(1, 31))


def table(rows: int, title: str = "") -> Table:
    head = tuple(Cell(text=text, head=True) for text in ("指标", "评分规则", "得分"))
    body = tuple(
        (Cell(text=f"指标{row}"), Cell(text="按完成比例计分。" * (1 + row * 5 % 11), align="left"), Cell(text=f"{row}.00"))
        for row in range(rows)
    )
    return Table(rows=(head, *body), widths=(Decimal(2), Decimal(5), Decimal(1)), head=1, keep=frozenset({0}), title=title, unit="单位：分")


def lines_by_page(pdf: bytes) -> list[list[str]]:
    """The lines of every page without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [[re.sub(r"\s", "", line) for line in page.get_textpage().get_text_bounded().splitlines()] for page in document]
    finally:
        document.close()


def as_office_shows(word: bytes, folder: Path) -> bytes:
    """The PDF LibreOffice makes of a Word file."""
    assert OFFICE
    (folder / "成册.docx").write_bytes(word)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "成册.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "成册.pdf").read_bytes()


def printed_pages(pages: list[list[str]], paper: Paper) -> dict[str, int]:
    """The page of every heading behind the contents, counted from the first numbered page."""
    heads = [block for block in paper.blocks() if isinstance(block, Heading)]
    first = next(number for number, lines in enumerate(pages) if re.sub(r"\s", "", heads[0].text) in lines)
    found = {head.anchor: [n for n, lines in enumerate(pages) if n >= first and re.sub(r"\s", "", head.text) in lines] for head in heads}
    assert all(len(where) == 1 for where in found.values()), found
    return {anchor: where[0] - first + 1 for anchor, where in found.items()}


@pytest.fixture(scope="module")
def made() -> Typeset:
    return typeset(long_paper(), LAYOUT)


def test_the_contents_page_of_the_pdf_names_the_page_of_every_heading(made: Typeset) -> None:
    assert printed_pages(lines_by_page(made.pdf), long_paper()) == made.pages


@pytest.mark.skipif(OFFICE is None or not fonts_are_there(), reason="no LibreOffice, or no Chinese font for it")
def test_the_contents_page_of_the_word_file_names_the_page_of_every_heading(made: Typeset, tmp_path: Path) -> None:
    shown = lines_by_page(as_office_shows(write_word(long_paper(), LAYOUT, made.pages), tmp_path))
    assert printed_pages(shown, long_paper()) == made.pages
    assert all(any(lines) for lines in shown), "no page is empty"
    lines = [[line for page in pages for line in page if "%。" in line or "决算" in line] for pages in (shown, lines_by_page(made.pdf))]
    assert len(lines[0]) > 70
    assert sum(line not in lines[1] for line in lines[0]) * 15 < len(lines[0]), "the figures of a line are as wide in both"
    # The numbers of lying pages are turned, and there nevertheless.
    assert all(f"—{number}—" in "".join(lines) for number, lines in enumerate(shown[-made.pages["upright"] :], 1))


def test_numbers_of_lying_pages_stand_where_those_of_the_upright_ones_do(made: Typeset) -> None:
    """GB/T 9704—2012, 8: turned with the sheet, the number is below at the outer side. A number keeps its distance to the type area."""
    with_numbers = {}
    document = pypdfium2.PdfDocument(made.pdf)
    first = made.pages["lying"]
    shift = len(document) - made.pages["upright"]
    for number in (first, first + 1):
        page = document[number + shift - 1].get_textpage()
        found = page.search(f"— {number} —")
        place = found.get_next()
        assert place is not None
        boxes = [page.get_charbox(place[0] + sign) for sign in range(place[1])]
        with_numbers[number % 2] = (max(box[2] for box in boxes), min(box[1] for box in boxes), max(box[3] for box in boxes))
    document.close()
    margins = LAYOUT.margins(landscape=True)
    point = 72 / 25.4
    for right, bottom, top in with_numbers.values():
        assert right < float(margins["left"]) * point - 18, "left of the table"
        assert top - bottom > 20, "turned"
    odd, even = with_numbers[1], with_numbers[0]
    assert odd[1] == pytest.approx(float(margins["bottom"]) * point + 14, abs=4)
    assert float(LAYOUT.page["width"]) * point - even[2] == pytest.approx(float(margins["top"]) * point + 14, abs=4)


def test_a_paper_of_lying_pages_only_has_its_numbers_at_the_foot() -> None:
    lying = Section(blocks=(table(3),), landscape=True)
    assert not Paper(title="横", sections=(lying,)).turns(lying)
    cover = Section(blocks=(Paragraph(text="封面"),), numbered=False)
    assert not Paper(title="横", sections=(cover, lying)).turns(lying)
    assert Paper(title="横", sections=(Section(blocks=(Paragraph(text="竖"),)), lying)).turns(lying)


def test_turned_numbers_are_no_text_and_leave_the_table_whole_behind_its_heading(made: Typeset) -> None:
    blocks = read("成册.pdf", data=made.pdf).blocks
    said = [block.text for block in blocks if isinstance(block, Printed)]
    assert not [text for text in said if re.fullmatch(r"—\s*\d+\s*—", text)]
    place = next(n for n, block in enumerate(blocks) if isinstance(block, Printed) and block.text == "附件1 横排")
    assert [type(block) for block in blocks[place : place + 3]] == [Printed, Printed, PrintedTable]
    whole = blocks[place + 2]
    assert isinstance(whole, PrintedTable)
    assert whole.rows == 41


HEADED = Table(
    rows=(
        (Cell(text="名称"), Cell(text="甲", columns=2)),
        (Cell(text="指标", rows=4, head=True), Cell(text="三级指标", head=True), Cell(text="得分", head=True)),
        *((Cell(text=f"第{row}项"), Cell(text="1.00")) for row in range(3)),
        (Cell(text="总分", columns=2), Cell(text="3.00")),
    ),
    widths=(Decimal(1), Decimal(3), Decimal(1)),
    keep=frozenset({1}),
    repeated=((1, 2),),
)


def test_a_cell_over_a_repeated_head_is_cut_at_its_end_and_keeps_its_words_there() -> None:
    rows = cut(HEADED).rows
    assert (rows[1][0].text, rows[1][0].rows, rows[1][0].open) == ("指标", 1, "below")
    assert (rows[2][0].text, rows[2][0].rows, rows[2][0].open) == ("", 3, "above")
    assert [[cell.text for cell in row] for row in rows[3:]] == [["第1项", "1.00"], ["第2项", "1.00"], ["总分", "3.00"]]


def test_a_table_is_parted_where_a_repeated_head_begins() -> None:
    above, below = parts(HEADED)
    assert (len(above.rows), above.head, above.keep) == (1, 0, frozenset())
    assert (len(below.rows), below.head, below.keep) == (5, 1, frozenset({0}))
    crossing = Table(rows=((Cell(text="甲", rows=2), Cell(text="乙")), (Cell(text="丙"),)), widths=(Decimal(1),) * 2, repeated=((1, 2),))
    assert len(parts(crossing)) == 1, "no table is parted through a cell"


def test_the_hidden_line_between_the_parts_of_a_form_is_no_hidden_text() -> None:
    data = write_word(Paper(title="表", sections=(Section(blocks=(HEADED,)),)), LAYOUT)
    document = read("表.docx", data=data)
    assert len(docx.Document(io.BytesIO(data)).tables) == 2
    assert document.notices == ()


def test_no_page_is_opened_by_what_word_wants_behind_a_table_and_between_sections() -> None:

    sections = (Section(blocks=(table(2),)), Section(blocks=(table(2),), landscape=True))
    document = docx.Document(io.BytesIO(write_word(Paper(title="尾", sections=sections), LAYOUT)))
    outside = [paragraph for paragraph in document.paragraphs if not paragraph.text]
    assert [paragraph.style.paragraph_format.line_spacing.pt for paragraph in outside if paragraph.style] == [1, 1]


def test_the_word_file_is_chinese_and_names_fonts_that_stand_in_for_others() -> None:

    with zipfile.ZipFile(io.BytesIO(write_word(long_paper(), LAYOUT))) as package:
        names = package.namelist()
        styles, fonts, settings = (package.read(f"word/{part}.xml").decode() for part in ("styles", "fontTable", "settings"))
        footer = package.read("word/footer1.xml").decode() + package.read("word/footer3.xml").decode()
    assert 'w:eastAsia="zh-CN"' in styles
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,' in fonts
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)
    assert not [name for name in names if "thumbnail" in name], "no picture of another document"
    assert '<w:t xml:space="preserve">— </w:t>' in footer
