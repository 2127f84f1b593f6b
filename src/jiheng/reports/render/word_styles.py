"""The styles of our Word files: what GB/T 9704 prescribes, under names a person finds in Word's style list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor, Twips

from jiheng.reports.render.fitting import TABLE_LINE
from jiheng.reports.render.paper import Layout, ParagraphStyle

#: Ids of our paragraph styles by the style a report asks for.
STYLE_NAMES: Final[dict[ParagraphStyle, str]] = {
    "body": "JihengBody",
    "title": "Title",
    "subtitle": "Subtitle",
    "plain": "JihengPlain",
    "caption": "Caption",
    "unit": "JihengUnit",
    "note": "JihengNote",
    "signature": "JihengSignature",
    "contents_title": "JihengContentsTitle",
}
_OURS: Final = {
    "JihengBody": "正文段落",
    "JihengPlain": "无缩进",
    "JihengUnit": "表格单位",
    "JihengNote": "表注",
    "JihengSignature": "落款",
    "JihengContentsTitle": "目录标题",
    "JihengTable": "表格文字",
    "JihengTableHead": "表格表头",
    "JihengAfter": "表后空行",
    "JihengCellEnd": "表格内末行",
    "JihengPicture": "图",
}
_HEADINGS: Final = ("heading1", "heading2", "heading3", "heading4")
_CENTER, _RIGHT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def set_styles(document: Any, layout: Layout) -> None:
    """Set the built-in styles and add ours."""
    styles = document.styles
    sizes = layout.sizes
    _defaults(document, layout)
    for name, title in _OURS.items():
        style = styles.add_style(title, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), name)
        style.base_style = styles["Normal"]
        style.quick_style = True
    by_id = {style.style_id: style for style in styles}
    _style(by_id["Normal"], layout, "body", sizes["body"], line=layout.pitch)
    _style(by_id["JihengBody"], layout, "body", sizes["body"], line=layout.pitch, indent=2, align=_JUSTIFY)
    _style(by_id["JihengPlain"], layout, "body", sizes["body"], line=layout.pitch)
    _style(by_id["Title"], layout, "title", sizes["title"], align=_CENTER, line=sizes["title"] * Decimal("1.6"), snap=False)
    _style(by_id["Subtitle"], layout, "heading2", sizes["subtitle"], align=_CENTER, line=layout.pitch)
    for level, key in enumerate(_HEADINGS, 1):
        style = by_id.get(f"Heading{level}")
        if style is not None:
            _style(style, layout, key, sizes["body"], line=layout.pitch, indent=2, keep=True)
    _style(by_id["JihengSignature"], layout, "body", sizes["body"], align=_RIGHT, line=layout.pitch, keep=True)
    large = sizes["title"] * Decimal("1.6")
    _style(by_id["JihengContentsTitle"], layout, "title", sizes["title"], align=_CENTER, after=12, line=large, snap=False)
    _style(by_id["JihengPicture"], layout, "table", Decimal(1), align=_CENTER, keep=True)
    _table_styles(by_id, layout)
    _contents_styles(document, layout)


def _defaults(document: Any, layout: Layout) -> None:
    """Chinese is the language of the text, so that its signs and line breaks are the mainland's; python-docx begins with another one."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    for one in settings.find(qn("w:compat")).findall(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")  # Word 2013 and later: no 兼容模式 in the title of the window
    package = document.part.package
    for part in package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table(layout)
    for key in [key for key, relation in package.rels.items() if relation.reltype == RELATIONSHIP.THUMBNAIL]:
        package.rels.pop(key)  # a picture of another document


def _font_table(layout: Layout) -> bytes:
    """The fonts of the styles, each with those that stand in for it where it is missing: newer machines have 仿宋 and no 仿宋_GB2312."""
    others: dict[str, str] = {}
    for names in layout.fonts.values():
        others.setdefault(names[0], ",".join(names[1:]))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{"00" if name.isascii() else "86"}"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in others.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _table_styles(by_id: dict[str, Any], layout: Layout) -> None:
    """What stands in tables, above and below them; none of it stands on the lines of the page."""
    size, small = layout.sizes["table"], layout.sizes["small"]
    line, between = size * TABLE_LINE, layout.pitch - layout.sizes["body"]
    caption = size + Decimal("1.5")
    _style(by_id["Caption"], layout, "table_head", caption, align=_CENTER, line=size / 2 + caption, keep=True, snap=False)
    _style(by_id["JihengUnit"], layout, "table", size, align=_RIGHT, line=size * Decimal("1.4"), keep=True, snap=False)
    _style(by_id["JihengNote"], layout, "table", small, after=6, line=small * TABLE_LINE, snap=False)
    _style(by_id["JihengTable"], layout, "table", size, line=line, snap=False)
    _style(by_id["JihengTableHead"], layout, "table_head", size, line=line, snap=False)
    _style(by_id["JihengAfter"], layout, "table", small, line=between, snap=False)
    _style(by_id["JihengCellEnd"], layout, "table", Decimal(1), line=Decimal(1), snap=False)


# long: one format, attribute by attribute
def _style(
    style: Any,
    layout: Layout,
    font: str,
    size: Decimal,
    *,
    line: Decimal | None = None,
    indent: int = 0,
    align: Any = None,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    snap: bool = True,
) -> None:
    """Font, size and paragraph format; nothing of Word's own theme (blue headings, Latin spacing) remains."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    chinese, latin = layout.fonts[font][0], layout.fonts["latin"][0]
    properties.insert(0, parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{chinese}"/>'))
    style.font.size = Pt(float(size))
    if size == layout.sizes["body"]:
        # The prescribed number of characters a line; a character grid would do the same, but office programs differ about it.
        style.element.rPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{int(layout.tracking * 20)}"/>'))
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = style.font.italic = False
    shape = style.paragraph_format
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.alignment = align
    shape.keep_with_next = keep
    shape.widow_control = True
    if line is not None:
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(float(line))
    else:
        shape.line_spacing = 1.0
    _snap(style, on=snap and line is not None)
    if indent:
        _indent(style, indent)


def _snap(style: Any, *, on: bool) -> None:
    pairs = style.element.get_or_add_pPr()
    for old in pairs.findall(qn("w:snapToGrid")):
        pairs.remove(old)
    if not on:
        later = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
        pairs.insert_element_before(parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>'), *later)


def _indent(style: Any, characters: int) -> None:
    """The first line begins two characters in, whatever their size."""
    style.paragraph_format.first_line_indent = Pt(style.font.size.pt * characters)
    style.element.pPr.ind.set(qn("w:firstLineChars"), str(characters * 100))


def _contents_styles(document: Any, layout: Layout) -> None:
    """The lines of the contents page: a dotted leader to the page number at the right edge."""
    right = int(layout.width(landscape=False) * Decimal(1440) / Decimal("25.4"))
    for level in (1, 2, 3):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"TOC{level}")
        style.base_style = document.styles["Normal"]
        font = "heading1" if level == 1 else "body"
        _style(style, layout, font, layout.sizes["contents"], line=layout.pitch)
        shape = style.paragraph_format
        shape.tab_stops.add_tab_stop(Twips(right), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        shape.left_indent = Twips(280 * (level - 1))
