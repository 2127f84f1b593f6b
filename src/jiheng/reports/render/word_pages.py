"""Pages of a Word file: size, margins, grid and page numbers of each section.

Page numbers stand where GB/T 9704—2012, 7.5 wants them: seven millimetres below the type area, on odd pages at the right, on even ones at
the left, a character in. On a page that lies on its side they stand where the upright pages of the paper have theirs (8): left of the
table, turned as the sheet is. A paper without any upright page is read lying, and has them at its foot.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm

from jiheng.reports.render.paper import Layout, Section

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES: Final = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_SHAPES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_MM_EMU: Final = Decimal(36000)
#: Millimetres from the type area to the number, and the room the turned number has: across its line and along it.
_AWAY: Final = Decimal(7)
_ACROSS: Final = Decimal(8)
_ALONG: Final = Decimal(40)


def parse(xml: str) -> Any:
    """One element from its text, with our name spaces. python-docx's parser gives it python-docx's classes."""
    tag_end = min(index for index in (xml.find(">"), xml.find(" "), xml.find("/")) if index > 0)
    return parse_xml(f"{xml[:tag_end]} {SPACES}{xml[tag_end:]}")


def set_page(page: Any, layout: Layout, section: Section) -> None:
    """Paper size, margins and grid of a section."""
    width, height = Mm(float(layout.page["width"])), Mm(float(layout.page["height"]))
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (height, width) if section.landscape else (width, height)
    margins = {side: Mm(float(value)) for side, value in layout.margins(landscape=section.landscape).items()}
    page.top_margin, page.bottom_margin = margins["top"], margins["bottom"]
    page.left_margin, page.right_margin = margins["left"], margins["right"]
    page.footer_distance = margins["bottom"] - Mm(12)
    properties = page._sectPr
    for old in properties.findall(f"{{{W}}}docGrid") + properties.findall(f"{{{W}}}pgNumType"):
        properties.remove(old)
    if section.restart:
        properties.find(f"{{{W}}}cols").addprevious(parse('<w:pgNumType w:start="1"/>'))
    properties.append(parse(f'<w:docGrid w:type="lines" w:linePitch="{int(layout.pitch * 20)}"/>'))


def set_page_numbers(page: Any, layout: Layout, section: Section, *, turned: bool) -> None:
    """The page numbers from a section on; ``turned`` ones stand at the side."""
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        for paragraph in list(footer.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        mark = _page_number(int(layout.sizes["page_number"] * 2)) if section.numbered else ""
        indent = f'<w:ind w:{side}="{int(layout.sizes["page_number"] * 20)}"/>'
        line = f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>{mark}</w:p>'
        at_side = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_beside(line, layout, side)}</w:p>'
        footer._element.append(parse(at_side if turned and mark else line))


def _page_number(size: int) -> str:
    run = f'<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="{size}"/></w:rPr>'
    return (
        f'<w:r>{run}<w:t xml:space="preserve">— </w:t></w:r>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{run}<w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r>{run}<w:t xml:space="preserve"> —</w:t></w:r>'
    )


def _beside(line: str, layout: Layout, side: str) -> str:
    """A text box left of the type area of a lying page, its text turned: what is left and right on the sheet is above and below here."""
    margins = layout.margins(landscape=True)
    top = layout.page["width"] - margins["bottom"] - _ALONG if side == "right" else margins["top"]
    box = {"x": margins["left"] - _AWAY - _ACROSS, "y": top, "cx": _ACROSS, "cy": _ALONG}
    emu = {name: int(value * _MM_EMU) for name, value in box.items()}
    size = f'cx="{emu["cx"]}" cy="{emu["cy"]}"'
    return (
        f'<w:r><mc:AlternateContent {_SHAPES}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu["x"]}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu["y"]}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="页码"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{line}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )
