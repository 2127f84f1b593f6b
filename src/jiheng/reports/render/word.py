"""Writes a :class:`Paper` as a Word file a person can go on editing: named styles, real headings, a working contents page, bookmarks.

The body is written as XML text and parsed once: python-docx's table objects need seconds for what takes milliseconds here.
python-docx opens the package, keeps the styles and takes in the pictures.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import docx

from jiheng.reports.render.fitting import TABLE_LINE, fitted, line_counts, unbroken
from jiheng.reports.render.paper import (
    Block,
    Cell,
    Contents,
    Gap,
    Heading,
    Layout,
    Paper,
    Paragraph,
    Picture,
    Region,
    Section,
    Table,
)
from jiheng.reports.render.repeating import parts
from jiheng.reports.render.word_pages import W, parse, set_page, set_page_numbers
from jiheng.reports.render.word_styles import STYLE_NAMES, set_styles

_MM_TWIPS: Final = Decimal(1440) / Decimal("25.4")
_MM_EMU: Final = Decimal(36000)
#: Points above and below the text of a cell, borders included, and in sections whose rows stand closer.
_INSET: Final = Decimal(5)
_INSET_COMPACT: Final = Decimal("3.6")
_BORDER: Final = Decimal("0.5")
#: A line of next to no height: what Word wants behind a table and between sections, and must not open a page for.
_THIN: Final = '<w:p><w:pPr><w:pStyle w:val="JihengCellEnd"/></w:pPr></w:p>'
#: Between two tables that look like one: a hidden line, without which Word would make them one and repeat no head.
_SEAM: Final = '<w:p><w:pPr><w:pStyle w:val="JihengCellEnd"/><w:keepNext/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'
_OPEN: Final = {"": "", "below": '<w:bottom w:val="nil"/>', "above": '<w:top w:val="nil"/>'}
#: Written into every file, so that equal data give equal files.
_EPOCH: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
REGION_TAG: Final = "jiheng-region"
REGION_TITLE: Final = "起草段："


def write_word(paper: Paper, layout: Layout, page_numbers: Mapping[str, int] | None = None) -> bytes:
    """The paper as docx. ``page_numbers`` by heading anchor fill the contents page until Word renews it."""
    document = docx.Document(io.BytesIO(_empty(layout)))
    writer = _Writer(document, layout, paper, page_numbers or {})
    _sections(document, layout, paper, writer)
    document.core_properties.title = paper.title
    document.core_properties.author = paper.author
    document.core_properties.subject = paper.subject
    document.core_properties.language = "zh-CN"
    document.core_properties.created = document.core_properties.modified = _EPOCH
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


#: The empty document with its styles by layout: styles take longer to set than a short paper to write.
_EMPTY: Final[dict[str, bytes]] = {}


def _empty(layout: Layout) -> bytes:
    key = repr(layout)
    if key not in _EMPTY:
        document = docx.Document()
        set_styles(document, layout)
        body = document.element.body
        for child in list(body):
            if child.tag != f"{{{W}}}sectPr":
                body.remove(child)
        out = io.BytesIO()
        document.save(out)
        _EMPTY[key] = out.getvalue()
    return _EMPTY[key]


def _sections(document: Any, layout: Layout, paper: Paper, writer: _Writer) -> None:
    """Write the blocks of each section before its own section properties."""
    body = document.element.body
    before = None
    for index, section in enumerate(paper.sections):
        if index:
            document.add_section()
            body[-2].pPr.insert(0, parse('<w:pStyle w:val="JihengCellEnd"/>'))
        page = document.sections[-1]
        set_page(page, layout, section)
        if not index:
            page.different_first_page_header_footer = False
        footer = (section.numbered, paper.turns(section))
        if footer != before:  # else those of the section before go on
            set_page_numbers(page, layout, section, turned=footer[1])
        before = footer
        last = body[-1]
        for element in writer.elements(section):
            last.addprevious(element)
    document.settings.odd_and_even_pages_header_footer = True


def _text(text: str, properties: str = "") -> str:
    """Runs of a text; line breaks within it stay line breaks."""
    lines = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{properties}{inner}</w:r>"


_AFTER: Final = '<w:p><w:pPr><w:pStyle w:val="JihengAfter"/></w:pPr></w:p>'
_FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field(instruction: str, *, dirty: bool = False) -> str:
    """The begin of a field up to where its result stands; ``dirty`` has Word renew it when it opens the file."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _paragraph(style: str, inner: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def _keep_signatures(root: Any) -> None:
    """The passage before a signature stays on its page: no page holds a signature alone."""
    paragraphs = [(paragraph, paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")) for paragraph in root.iter(f"{{{W}}}p")]
    styled = [(paragraph, style.get(f"{{{W}}}val")) for paragraph, style in paragraphs if style is not None]
    for (paragraph, style), (_, following) in zip(styled, styled[1:], strict=False):
        if style == STYLE_NAMES["body"] and following == STYLE_NAMES["signature"]:
            paragraph.find(f"{{{W}}}pPr").insert(1, parse("<w:keepNext/>"))


class _Writer:
    """Writes blocks; numbers bookmarks, regions and pictures through the whole paper."""

    def __init__(self, document: Any, layout: Layout, paper: Paper, page_numbers: Mapping[str, int]) -> None:
        self._document = document
        self._layout = layout
        self._paper = paper
        self._pages = page_numbers
        self._number = 0
        after = int((layout.pitch - layout.sizes["body"]) * 20)
        self._below_picture = f'<w:keepNext w:val="0"/><w:spacing w:after="{after}"/>'

    def elements(self, section: Section) -> Iterator[Any]:
        """The elements of a section's body."""
        xml = "".join(self._block(block, section) for block in section.blocks)
        if xml.endswith(_AFTER):
            xml = xml.removesuffix(_AFTER) + (_THIN if section is self._paper.sections[-1] else "")
        root = parse(f"<w:body>{xml}</w:body>")
        _keep_signatures(root)
        yield from list(root)

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _block(self, block: Block, section: Section) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return _paragraph(STYLE_NAMES[block.style], _text(block.text))
        if isinstance(block, Region):
            return self._region(block)
        if isinstance(block, Table):
            return self._table(block, section)
        if isinstance(block, Picture):
            return self._picture(block, section)
        if isinstance(block, Contents):
            return self._contents(block)
        if isinstance(block, Gap):
            return _paragraph("JihengPlain", "") * block.lines
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def _heading(self, heading: Heading) -> str:
        run = _text(heading.text)
        if heading.anchor:
            number = self._next()
            name = quoteattr(bookmark(heading.anchor))
            run = f'<w:bookmarkStart w:id="{number}" w:name={name}/>{run}<w:bookmarkEnd w:id="{number}"/>'
        return _paragraph(f"Heading{heading.level}", run)

    def _region(self, region: Region, style: str = "JihengBody", form: str = "") -> str:
        """A block content control: Word shows it as a frame while it is edited; its tag tells whether anybody did.

        LibreOffice throws the tag away and keeps the title, so the title says the same.
        """
        tag = quoteattr(f"{REGION_TAG}:{region.name}:{region.digest}")
        alias = quoteattr(f"{REGION_TITLE}{region.name}（{region.digest}）")
        inner = "".join(_paragraph(style, _text(paragraph), form) for paragraph in region.paragraphs)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val={alias}/><w:tag w:val={tag}/><w:id w:val="{100_000 + self._next()}"/></w:sdtPr>'
            f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )

    def _contents(self, contents: Contents) -> str:
        """A contents field with its entries already filled in; the page of each is a field of its own."""
        heads = [block for block in self._paper.blocks() if isinstance(block, Heading) and block.contents and block.level <= contents.depth]
        begin = _field(f'TOC \\o "1-{contents.depth}" \\h \\z \\u', dirty=True)
        entries = [_paragraph(f"TOC{head.level}", ("" if index else begin) + self._entry(head)) for index, head in enumerate(heads)]
        end = f"<w:p>{_FIELD_END}</w:p>" if entries else ""
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{''.join(entries)}{end}</w:sdtContent></w:sdt>"
        )

    def _entry(self, head: Heading) -> str:
        """A line of the contents page, linked to its heading."""
        name = bookmark(head.anchor)
        page = f"<w:r><w:t>{self._pages.get(head.anchor, 1)}</w:t></w:r>"
        reference = _field(f"PAGEREF {name} \\h") + page + _FIELD_END
        return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{_text(head.text)}<w:r><w:tab/></w:r>{reference}</w:hyperlink>'

    def _table(self, table: Table, section: Section) -> str:
        above = _paragraph(STYLE_NAMES["caption"], _text(table.title)) if table.title else ""
        above += _paragraph(STYLE_NAMES["unit"], _text(table.unit)) if table.unit else ""
        below = _paragraph(STYLE_NAMES["note"], _text(table.note)) if table.note else _AFTER
        line = self._layout.width(landscape=section.landscape)
        size = self._layout.sizes["table"]
        table = fitted(table, line * 72 / Decimal("25.4"), size)
        width = int(line * _MM_TWIPS)
        total = sum(table.widths)
        columns = [int(width * share / total) for share in table.widths]
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        # The rows are as high as in the PDF: the line has its space already.
        inset = int(((_INSET_COMPACT if section.compact else _INSET) * 2 - size * (TABLE_LINE - 1) - _BORDER) * 10)
        head = (
            f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:top w:w="{inset}" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
            f'<w:bottom w:w="{inset}" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
        most = unbroken(self._layout.height(landscape=section.landscape), size)
        tables = (f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows(part, columns, most))}</w:tbl>" for part in parts(table))
        return f"{above}{_SEAM.join(tables)}{below}"

    def _picture(self, picture: Picture, section: Section) -> str:
        relation, image = self._document.part.get_or_add_image(io.BytesIO(picture.png))
        width = int(self._layout.width(landscape=section.landscape) * picture.width * _MM_EMU)
        height = int(width * Decimal(image.px_height) / Decimal(image.px_width))
        number = self._next()
        drawing = (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name="图{number}" descr={quoteattr(picture.alternative)}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="图{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        # A caption above a table stays with it; one below a picture need not take the next heading along to a new page.
        caption = _paragraph(STYLE_NAMES["caption"], _text(picture.caption), self._below_picture)
        return _paragraph("JihengPicture", f"<w:r>{drawing}</w:r>") + caption

    def _rows(self, table: Table, columns: list[int], most: int) -> Iterator[str]:
        """The rows with their merges: a cell over several rows goes on in empty cells below it. Rows of ``most`` lines stay whole."""
        width = len(columns)
        heights = line_counts(table, self._layout.sizes["table"])
        #: For each column: rows still covered from above, and by how wide a cell it begins there.
        covered: list[tuple[int, int]] = [(0, 0)] * width
        for index, row in enumerate(table.rows):
            cells = iter(row)
            keep = index in table.keep
            xml: list[str] = []
            place = 0
            while place < width:
                left, span = covered[place]
                if left:
                    xml.append(self._cell(Cell(columns=span), columns[place : place + span], "<w:vMerge/>", keep=keep))
                    covered[place] = (left - 1, span)
                    place += span
                    continue
                cell = next(cells, Cell())
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                xml.append(self._cell(cell, columns[place : place + cell.columns], merge, keep=keep))
                covered[place] = (cell.rows - 1, cell.columns)
                place += cell.columns
            whole = "<w:cantSplit/>" if heights[index] <= most else ""
            repeated = "<w:tblHeader/>" if index < table.head else ""
            yield f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{''.join(xml)}</w:tr>"

    def _cell(self, cell: Cell, columns: list[int], merge: str, *, keep: bool) -> str:
        span = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
        style = "JihengTableHead" if cell.head else "JihengTable"
        align = f'{"<w:keepNext/>" if keep else ""}<w:jc w:val="{cell.align}"/>'
        texts = cell.text.split("\n") if cell.text else [""]
        inner = "".join(_paragraph(style, _text(text) if text else "", align) for text in texts)
        if cell.regions:
            # Word wants a paragraph at the end of a cell, behind its last content control.
            inner = "".join(self._region(region, style, align) for region in cell.regions) + _paragraph("JihengCellEnd", "")
        rules = f"<w:tcBorders>{_OPEN[cell.open]}</w:tcBorders>" if cell.open else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(columns)}" w:type="dxa"/>{span}{merge}{rules}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
        )


def bookmark(anchor: str) -> str:
    """The name of a bookmark: Word takes 40 characters, letters, digits and _."""
    return "_Jh_" + "".join(letter if letter.isalnum() else "_" for letter in anchor)[:36]
