"""What people wrote into the marked regions of a package they edited in Word.

A region is a content control whose tag carries its name and the digest of the text we drafted. Where the text there still has that
digest, nobody touched it and the next generation drafts it anew; where it differs, the author's text wins.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from jiheng.reports.render.paper import Block, Cell, Paper, Region, Table, digest_of
from jiheng.reports.render.word import REGION_TAG, REGION_TITLE

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE: Final = re.compile(rf"{REGION_TITLE}(?P<name>.+)（(?P<digest>[0-9a-f]{{12}})）")
_DELETED: Final = (f"{_W}del", f"{_W}moveFrom")


class NoPackage(ValueError):
    """The file is no Word package of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(f"「{name}」不是可以读取的 Word 文件（docx），无法取出其中修改过的段落。请用 Word 或 WPS 另存为 docx 后再试。")


def edited_regions(data: bytes, name: str) -> dict[str, tuple[str, ...]]:
    """The paragraphs of every region whose text is no longer the drafted one, by region name.

    Raises:
        NoPackage: the data is no docx.
    """
    found: dict[str, tuple[str, ...]] = {}
    for control, region, digest in _controls(_root(data, name)):
        paragraphs = tuple(text for paragraph in _paragraphs(control) if (text := _text(paragraph)).strip())
        if digest_of(paragraphs) != digest:
            found[region] = paragraphs
    return found


def marked_regions(data: bytes, name: str) -> dict[str, str]:
    """All regions in the file, edited or not, with the digest of what was drafted; none where a program threw the marks away.

    Raises:
        NoPackage: the data is no docx.
    """
    return {region: digest for _, region, digest in _controls(_root(data, name))}


def texts_outside(data: bytes, name: str) -> tuple[str, ...]:
    """The paragraphs that stand in no region: cover, headings, tables. Contents pages are left out, which Word renews by itself.

    Raises:
        NoPackage: the data is no docx.
    """
    root = _root(data, name)
    inside = {paragraph for control, _, _ in _controls(root) for paragraph in _paragraphs(control)}
    paragraphs = (one for one in root.iter(f"{_W}p") if one not in inside and not _is_contents(one))
    return tuple(text for one in paragraphs if (text := _text(one).strip()))


def _root(data: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return etree.fromstring(package.read("word/document.xml"), etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise NoPackage(name) from error


def _controls(root: Any) -> Iterator[tuple[Any, str, str]]:
    """Each content control that is a region of ours, with its name and the digest of what was drafted: by its tag, else by its title.

    LibreOffice writes controls within cells as pieces of a paragraph, with their text several times: those say nothing.
    """
    for control in root.iter(f"{_W}sdt"):
        tag, title = (control.find(f"{_W}sdtPr/{_W}{part}") for part in ("tag", "alias"))
        parts = (tag.get(f"{_W}val") or "").split(":") if tag is not None else []
        if len(parts) == 3 and parts[0] == REGION_TAG:
            yield control, parts[1], parts[2]
        elif (
            title is not None
            and (named := _TITLE.fullmatch(title.get(f"{_W}val") or ""))
            and next(control.iter(f"{_W}p"), None) is not None
        ):
            yield control, named["name"], named["digest"]


def _paragraphs(control: Any) -> Iterator[Any]:
    """The paragraphs of a region. LibreOffice lets the last one of a section go on into the next: it ends where a heading begins."""
    for paragraph in control.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and (style.get(f"{_W}val") or "").startswith("Heading"):
            return
        yield paragraph


def _is_contents(paragraph: Any) -> bool:
    """Whether it is a line of the contents page, or holds the field that makes it."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = (style.get(f"{_W}val") or "") if style is not None else ""
    return named.upper().startswith("TOC") or next(paragraph.iter(f"{_W}instrText"), None) is not None


def _text(paragraph: Any) -> str:
    """The text of a paragraph as it stands: insertions in, deletions out."""
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t") if not any(above.tag in _DELETED for above in text.iterancestors()))


def keep_edits(paper: Paper, edits: Mapping[str, tuple[str, ...]]) -> Paper:
    """The paper with the author's paragraphs in the regions that were edited; what we drafted stays beside them."""

    def region(one: Region) -> Region:
        return replace(one, paragraphs=edits[one.name], drafted=one.drafted or one.paragraphs) if one.name in edits else one

    def cell(one: Cell) -> Cell:
        return Cell.drafted(tuple(map(region, one.regions)), columns=one.columns, align=one.align) if one.regions else one

    def kept(block: Block) -> Block:
        if isinstance(block, Region):
            return region(block)
        if isinstance(block, Table) and any(one.regions for row in block.rows for one in row):
            return replace(block, rows=tuple(tuple(map(cell, row)) for row in block.rows))
        return block

    sections = tuple(replace(section, blocks=tuple(kept(block) for block in section.blocks)) for section in paper.sections)
    return replace(paper, sections=sections)


def regions_of(paper: Paper) -> dict[str, Region]:
    """The regions of a paper by name, those within cells of tables too."""
    found: dict[str, Region] = {}
    for block in paper.blocks():
        inside = (one for row in block.rows for cell in row for one in cell.regions) if isinstance(block, Table) else ()
        for region in (block,) if isinstance(block, Region) else inside:
            found[region.name] = region
    return found


def authored(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The author's own texts of a record by region, paragraph by paragraph."""
    return {name: tuple(part for part in text.split("\n") if part.strip()) for name, text in texts.items()}
