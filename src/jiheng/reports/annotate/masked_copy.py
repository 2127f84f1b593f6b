"""A copy of a file in which numbers that name a person are hidden; and all the text such a file carries, seen or not.

Office packages are gone through part by part: besides the text that is read, comments, notes, headers, deleted text, hidden sheets and
the targets of links are there for whoever opens the package; so are Office files within it. Every other byte stays. Pictures are read
apart (``office_contents``) and cannot be masked. A PDF is masked
otherwise (``masked_pdf``): its text lies in fonts of its own, and black boxes over it would hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from jiheng.checks.personal_data import masked, personal_data
from jiheng.reports.annotate.office_contents import is_text, packages
from jiheng.reports.annotate.parts import Parts

#: What can be masked, by content.
MASKABLE: Final = ("docx", "xlsx", "txt")
_GROUPS: Final = frozenset({"p", "si", "is"})
_TEXTS: Final = frozenset({"t", "delText", "instrText", "delInstrText"})
_BREAKS: Final = frozenset({"tab", "br", "cr"})
_TOLD: Final = ("Target", "descr", "title", "tooltip", "display")
#: A number cell that ends so is an amount rather than somebody's telephone.
_ROUND: Final = "0000"


class CannotMask(Exception):
    """A kind of file that cannot be masked here; the text says what to do instead."""

    def __init__(self, kind: str) -> None:
        more = "这份 PDF 不能可靠地遮盖：请在原来的 Word、Excel 文件里遮盖，再重新导出 PDF。" if kind == "pdf" else ""
        super().__init__(more or "这种文件不能遮盖：请另存为 .docx、.xlsx 或文本文件再遮盖。")


def all_texts(data: bytes, kind: str) -> Iterator[str]:
    """Every text a file of a maskable kind carries."""
    if kind == "txt":
        yield from _decoded(data)[0].splitlines()
        return
    parts = Parts(data)
    for name in _xml(parts):
        for group in _grouped(parts.root(name)):
            yield "".join(text or "" for text, _element in group)
        yield from (element.get(attribute) or "" for element, attribute in _attributes(parts.root(name)))
    for _name, inner, inner_kind in packages(parts):
        yield from all_texts(inner, inner_kind)


def mask_copy(data: bytes, kind: str) -> tuple[bytes, int]:
    """The masked copy and how many numbers were hidden.

    Raises:
        CannotMask: this kind of file cannot be masked.
    """
    if kind not in MASKABLE:
        raise CannotMask(kind)
    if kind == "txt":
        text, encoding = _decoded(data)
        return masked(text).encode(encoding), sum(1 for _one in personal_data(text))
    parts = Parts(data)
    count = 0
    for name in _xml(parts):
        root = parts.root(name)
        changed = _mask_texts(root) + _mask_attributes(root)
        if changed:
            parts.put(name, root)
            count += changed
    for name, inner, inner_kind in list(packages(parts)):
        copy, changed = mask_copy(inner, inner_kind)
        if changed:
            parts.put_text(name, copy)
            count += changed
    return parts.pack(), count


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise CannotMask("txt")


def _xml(parts: Parts) -> list[str]:
    return [name for name in parts.names if is_text(name)]


def _grouped(root: etree._Element) -> Iterator[list[tuple[str, etree._Element | None]]]:
    """The texts that are read as one, each with its element; breaks between them have none."""
    inside: set[etree._Element] = set()
    for group in root.iter("*"):
        if etree.QName(group).localname not in _GROUPS:
            continue
        found: list[tuple[str, etree._Element | None]] = []
        for element in group.iter("*"):
            name = etree.QName(element).localname
            if name in _TEXTS:
                found.append((element.text or "", element))
                inside.add(element)
            elif name in _BREAKS:
                found.append(("\n", None))
        yield found
    for element in root.iter("*"):
        if element not in inside and element.text and not _is_amount(element):
            yield [(element.text, element)]


def _is_amount(element: etree._Element) -> bool:
    """Whether the text is the round number of a cell."""
    return etree.QName(element).localname == "v" and (element.text or "").endswith(_ROUND)


def _mask_texts(root: etree._Element) -> int:
    count = 0
    for group in _grouped(root):
        whole = "".join(text for text, _element in group)
        found = sum(1 for _one in personal_data(whole))
        if not found:
            continue
        count += found
        hidden, at = masked(whole), 0
        for text, element in group:
            if element is not None and text:
                element.text = hidden[at : at + len(text)]
                _as_text(element)
            at += len(text)
    return count


def _as_text(element: etree._Element) -> None:
    """A number cell that now holds asterisks is a text cell."""
    cell = element.getparent()
    if etree.QName(element).localname == "v" and cell is not None and not re.fullmatch(r"[\d.]+", element.text or ""):
        cell.set("t", "str")


def _attributes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter("*"):
        for attribute in _TOLD:
            if element.get(attribute):
                yield element, attribute


def _mask_attributes(root: etree._Element) -> int:
    count = 0
    for element, attribute in list(_attributes(root)):
        said = element.get(attribute) or ""
        hidden = masked(said)
        if hidden != said:
            element.set(attribute, hidden)
            count += 1
    return count
