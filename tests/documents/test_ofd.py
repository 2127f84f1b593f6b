"""OFD by hand: characters by their steps, rules by paths, templates, and what hostile packages get."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from jiheng.documents import DocumentError, FileKind, Limits, Paragraph, read

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(x: float, y: float, words: str, *, size: float = 4.0, step: float | None = None, more: str = "", code: str = "") -> str:
    delta = f'DeltaX="g {len(words) - 1} {step or size}"' if len(words) > 1 and step != 0 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 100 {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{0.86 * size}" {delta} {code}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, boundary: str = "0 0 210 297", more: str = "", colour: str = "") -> str:
    return (
        f'<ofd:PathObject ID="2" Boundary="{boundary}" LineWidth="0.25" {more}>{colour}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(*pages: str, template: str = "", area: str = "0 0 210 297", location: str = "Pages/Page_{}/Content.xml", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml", f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        )
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{location.format(n)}"/>' for n in range(len(pages)))
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea>"
            f'<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>',
        )
        used = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
        if template:
            package.writestr("Doc_0/Tpls/Tpl_0/Content.xml", page(template))
        for number, content in enumerate(pages):
            package.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", page(content, used))
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def page(content: str, before: str = "") -> str:
    return f'<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer Type="Body">{content}</ofd:Layer></ofd:Content></ofd:Page>'


def grid(xs: list[float], ys: list[float]) -> str:
    level = " ".join(f"M {xs[0]} {y} L {xs[-1]} {y}" for y in ys)
    return path(level) + "".join(path(f"M 0 0 L 0 {ys[-1] - ys[0]}", f"{x} {ys[0]} 1 100") for x in xs)


ROWS = [["项目名称", "样例项目"], ["全年预算数", "120.00"], ["执行率", "75.00%"]]


def form() -> str:
    xs, ys = [20.0, 70.0, 140.0], [40.0, 50.0, 60.0, 70.0]
    cells = "".join(
        text(xs[column] + 2, ys[row] + 3, words, step=None if column == 0 or row == 0 else 2.0)
        for row, line in enumerate(ROWS)
        for column, words in enumerate(line)
    )
    return text(60, 20, "项目支出绩效自评表", size=6) + grid(xs, ys) + cells


def test_characters_and_rules_become_paragraphs_and_tables():
    document = read("表.ofd", data=ofd(form()))
    title, table = document.blocks
    assert (document.kind, document.pages) == (FileKind.OFD, 1)
    assert isinstance(title, Paragraph)
    assert title.text == "项目支出绩效自评表"
    assert [[cell.text for cell in row] for row in table.by_row()] == ROWS
    cell = table.by_row()[1][1]
    assert cell.place.page == 1
    assert cell.place.box == pytest.approx(tuple(v * 72 / 25.4 for v in (70.0, 50.0, 140.0, 60.0)), abs=0.5)
    assert document.notices == ()


def test_templates_are_drawn_under_every_page():
    xs, ys = [20.0, 70.0, 140.0], [40.0, 50.0, 60.0]
    values = text(72, 43, "甲") + text(22, 53, "乙") + text(72, 53, "丙")
    (table,) = read("a.ofd", data=ofd(values, template=grid(xs, ys) + text(22, 43, "项目"))).tables()
    assert [cell.text for cell in table.cells] == ["项目", "甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text(20, 20, "横排文字", more='CTM="1 0 0 1 5 5"'), "横排文字"),
        (text(20, 20, "整体旋转", more='CTM="0 1 -1 0 10 0"'), "整体旋转"),
        (text(20, 20, "绝对", code="", step=0), "绝对"),
        (text(20, 20, "1234.56", step=2.0), "1234.56"),
        (text(20, 20, "A&B<C", step=2.2), "A&B<C"),
        (f"<ofd:PageBlock>{text(20, 20, '块里的字')}</ofd:PageBlock>", "块里的字"),
    ],
    ids=["moved", "turned", "no_steps", "figures", "escaped", "block"],
)
def test_text_in_every_setting(content, said):
    assert [block.text for block in read("a.ofd", data=ofd(content)).blocks] == [said]


def test_what_is_not_seen_is_not_read():
    seen = text(20, 20, "看得见的字")
    clear = text(20, 40, "透明", more='Alpha="0"')
    gone = text(20, 60, "隐去", more='Visible="false"')
    document = read("a.ofd", data=ofd(seen + clear + gone))
    assert [block.text for block in document.blocks] == ["看得见的字"]
    assert any("看不见的文字" in notice for notice in document.notices)


def test_locations_may_be_absolute_and_pages_may_bring_their_own_box():
    data = ofd(text(20, 20, "甲乙丙丁"), location="/Doc_0/Pages/Page_{}/Content.xml", area="0 0 0 0")
    assert [block.text for block in read("a.ofd", data=data).blocks] == ["甲乙丙丁"]


@pytest.mark.parametrize(
    "content",
    [
        path("M 1 L"),
        path("M 1e999 3 L 4 5 X 3"),
        text(1, 1, "字", more='CTM="1 0"'),
        '<ofd:TextObject Size="-4"><ofd:TextCode DeltaX="g 999999999999 1">字字</ofd:TextCode></ofd:TextObject>',
        '<ofd:TextObject Boundary="a b" Size="4"><ofd:TextCode X="1e400" Y="3" DeltaX="g 9 x">字字</ofd:TextCode></ofd:TextObject>',
        "<ofd:PageBlock>" * 40 + "</ofd:PageBlock>" * 40,
    ],
)
def test_pages_that_are_not_well_made_do_no_harm(content):
    document = read("a.ofd", data=ofd(content + text(20, 20, "其余照读")))
    assert "其余照读" in "".join(block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"OFD.xml": "<o/>"}, "damaged_part"),
        ({"OFD.xml": "<o"}, "damaged_part"),
        ({"OFD.xml": "<o><DocRoot>missing.xml</DocRoot></o>"}, "damaged_part"),
        ({"OFD.xml": "<!DOCTYPE o [<!ENTITY e 'x'>]><o>&e;</o>"}, "damaged_part"),
    ],
)
def test_broken_packages_are_named(make, parts, code):
    with pytest.raises(DocumentError) as caught:
        read("a.ofd", data=make.pack(parts))
    assert caught.value.code == code


def test_limits_hold():
    with pytest.raises(DocumentError, match="超过上限 2 页"):
        read("a.ofd", data=ofd("", "", ""), limits=Limits(pages=2))
    with pytest.raises(DocumentError, match="单元格超过上限"):
        read("a.ofd", data=ofd(form()), limits=Limits(cells=3))
    with pytest.raises(DocumentError, match="仍未完成"):
        read("a.ofd", data=ofd(form()), limits=Limits(seconds=0.0))


def test_a_table_goes_on_over_the_page():
    xs = [20.0, 70.0, 140.0]

    def part(top: float, words: str) -> str:
        cells = [text(x + 2, top + 10 * row + 3, f"{column}{word}") for row, word in enumerate(words) for column, x in enumerate(xs[:2])]
        return grid(xs, [top, top + 10, top + 20]) + "".join(cells)

    (table,) = read("a.ofd", data=ofd(part(257, "甲乙"), part(20, "丙丁"))).tables()
    assert table.rows == 4
