"""Word files written as raw XML, so that content controls, tracked changes, text boxes and nested tables can be made at will."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeAlias
from xml.sax.saxutils import escape

from jiheng.sample.grids import Grid, Slot

DocxStyle: TypeAlias = Literal["plain", "content_controls", "tracked", "text_box", "nested", "split_runs", "unmerged"]
DOCX_STYLES: Final[tuple[DocxStyle, ...]] = ("plain", "content_controls", "tracked", "text_box", "nested", "split_runs", "unmerged")

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES: Final = (
    f"{_XML}"
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    "</Types>"
)
_RELATIONS: Final = (
    _XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_STYLES: Final = (
    f"{_XML}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="18"/><w:lang w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    "</w:styles>"
)
_SECTION: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1134" w:bottom="1440" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
_WIDTH: Final = 9600
_TITLE: Final = '<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="36"/></w:rPr>'


def run_xml(text: str, properties: str = "") -> str:
    """A run of text with its line breaks."""
    lines = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{properties}{inner}</w:r>"


def paragraph_xml(inner: str, align: str = "center", style: str = "") -> str:
    """A paragraph of runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}<w:jc w:val="{align}"/></w:pPr>{inner}</w:p>'


def _plain(slot: Slot, number: int = 0) -> str:  # noqa: ARG001 - one signature for all writers of cells
    return paragraph_xml(run_xml(slot.text), "center" if slot.align == "center" else "both")


def _content_control(slot: Slot, number: int) -> str:
    if slot.is_label or not slot.text:
        return _plain(slot, number)
    inner = f'<w:sdt><w:sdtPr><w:id w:val="{number + 1000}"/></w:sdtPr><w:sdtContent>{run_xml(slot.text)}</w:sdtContent></w:sdt>'
    return paragraph_xml(inner)


def _tracked(slot: Slot, number: int) -> str:
    """Every third value inserted by a reviewer in place of a deleted one."""
    if slot.is_label or not slot.text or number % 3:
        return _plain(slot, number)
    mark = f'w:id="{number}" w:author="审核" w:date="2024-01-05T00:00:00Z"'
    gone = f'<w:del {mark}><w:r><w:delText xml:space="preserve">{escape(slot.text[::-1])}</w:delText></w:r></w:del>'
    return paragraph_xml(f"{gone}<w:ins {mark}>{run_xml(slot.text)}</w:ins>")


def _split_runs(slot: Slot, number: int) -> str:
    """Text cut into runs as editing leaves it, with proofing marks and a bookmark between."""
    middle = max(1, len(slot.text) // 2)
    mark = f'<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="{number}" w:name="b{number}"/><w:bookmarkEnd w:id="{number}"/>'
    pieces = [slot.text[:1], slot.text[1:middle], slot.text[middle:]]
    return paragraph_xml(
        mark.join(run_xml(piece) for piece in pieces if piece) or run_xml(""), "center" if slot.align == "center" else "both"
    )


_CELLS: Final[dict[DocxStyle, Callable[[Slot, int], str]]] = {
    "content_controls": _content_control,
    "tracked": _tracked,
    "split_runs": _split_runs,
}


def _cell(slot: Slot, width: int, merge: str, write: Callable[[Slot, int], str], number: int) -> str:
    span = f'<w:gridSpan w:val="{slot.colspan}"/>' if slot.colspan > 1 else ""
    body = "<w:p/>" if merge == "continue" else write(slot, number)
    vertical = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{vertical}<w:vAlign w:val="center"/></w:tcPr>{body}</w:tc>'


def table_xml(grid: Grid, style: DocxStyle) -> str:
    """A table."""
    scale = _WIDTH / sum(grid.widths)
    widths = [int(width * scale) for width in grid.widths]
    write = _CELLS.get(style, _plain)
    rows = []
    number = 0
    for index, line in enumerate(grid.covered()):
        cells = []
        column = 0
        while column < grid.columns:
            slot, starts = line[column]
            width = sum(widths[column : column + slot.colspan])
            merge = ("restart" if starts else "continue") if slot.rowspan > 1 and style != "unmerged" else ""
            shown = slot if starts or merge else Slot(text="", colspan=slot.colspan, is_label=True)
            cells.append(_cell(shown, width, merge, write, number))
            number += 1
            column += slot.colspan
        header = "<w:trPr><w:tblHeader/></w:trPr>" if index == grid.header_row and style == "split_runs" else ""
        rows.append(f"<w:tr>{header}{''.join(cells)}</w:tr>")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _text_box(inner: str) -> str:
    return paragraph_xml(
        '<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="500000"/><wp:docPr id="1" name="文本框"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )


def _form(grid: Grid, style: DocxStyle) -> str:
    lead = paragraph_xml(run_xml(grid.title, _TITLE), style="Heading1" if style == "split_runs" else "")
    lead += "".join(paragraph_xml(run_xml(line), "right" if line.startswith("单位") else "center") for line in grid.lines)
    if style == "text_box":
        lead = _text_box(lead)
    table = table_xml(grid, style)
    if style == "nested":
        table = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="{_WIDTH}"/></w:tblGrid>'
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/></w:tcPr>{lead}{table}<w:p/></w:tc></w:tr></w:tbl>'
        )
        lead = ""
    after = "".join(paragraph_xml(run_xml(line), "left") for line in grid.after)
    return f"{lead}{table}{after}<w:p/>"


def write_docx(grids: Sequence[Grid], style: DocxStyle = "plain", before: Sequence[str] = ()) -> bytes:
    """A Word file with the forms one after the other, each on a page of its own, after the given paragraphs."""
    body = "".join(paragraph_xml(run_xml(line), "both") for line in before)
    body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'.join(_form(grid, style) for grid in grids)
    return package(body)


def package(body: str) -> bytes:
    """The Word file of a body."""
    document = f"{_XML}<w:document {_NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": _RELATIONS.format(kind="styles", target="styles.xml"),
        "word/styles.xml": _STYLES,
        "word/document.xml": document,
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), part.encode(), zipfile.ZIP_DEFLATED)
    return memory.getvalue()
