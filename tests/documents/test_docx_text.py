"""From characters of a document back to the elements that hold them, as annotators need it."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from jiheng.documents import Table
from jiheng.documents.docx_text import cell_pieces, element_range, find, paragraph_pieces


@pytest.fixture
def body():
    def parse(data: bytes):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return etree.fromstring(archive.read("word/document.xml"))[0]

    return parse


def test_characters_over_many_runs_are_found_in_their_elements(make, body):
    w = make.word
    data = w.document(w.tbl(w.tr(w.tc(w.p("执行", "率", "<w:r><w:tab/></w:r>", "95.9"), w.p("0%", "达标")))))
    text = make.read(data).blocks[0].cells[0].text
    assert text == "执行率\t95.9\n0%达标"
    cell = find(body(data), make.read(data).blocks[0].cells[0].place)
    start = text.index("95.9")
    found = element_range(cell_pieces(cell), start, start + len("95.9\n0%"))
    assert [(element.text, first, last) for element, first, last in found] == [("95.9", 0, 4), ("0%", 0, 2)]


def test_a_part_of_an_element_keeps_its_offsets(make, body):
    data = make.word.document(make.word.p("实际完成值"))
    (paragraph,) = body(data)
    assert [(first, last) for _, first, last in element_range(paragraph_pieces(paragraph), 2, 4)] == [(2, 4)]


def test_every_place_of_a_document_leads_to_the_element_with_its_text(make, body):
    w = make.word
    box = f"<w:r><w:drawing><wps:txbx><w:txbxContent>{w.p('框')}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    nested = w.tbl(w.tr(w.tc("内一"), w.tc("内二", properties='<w:gridSpan w:val="2"/>')))
    merged = w.tr(w.tc("合", properties='<w:vMerge w:val="restart"/>'), w.tc("外", nested, "<w:p/>"))
    data = w.document(w.p(""), w.p("甲", box), w.tbl(merged, w.tr(w.tc(properties="<w:vMerge/>"), "末")))
    root = body(data)
    document = make.read(data)
    seen = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            assert "".join(piece.text for piece in paragraph_pieces(find(root, block.place))) == block.text
            seen += 1
    for table in document.tables():
        for cell in table.cells:
            assert "".join(piece.text for piece in cell_pieces(find(root, cell.place))) == cell.text
            seen += 1
    assert seen == 7
    assert find(root, document.blocks[-1].place).tag.endswith("}tbl")


def test_a_place_outside_the_document_is_nothing(make, body):
    data = make.word.document(make.word.p("甲"))
    document = make.read(data)
    place = document.blocks[0].place
    from dataclasses import replace

    for wrong in (replace(place, block=None), replace(place, block=9), replace(place, row=0, column=0), replace(place, inner=((0, 0, 0),))):
        assert find(body(data), wrong) is None
