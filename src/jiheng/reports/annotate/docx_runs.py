"""Splitting runs of a Word paragraph so that a comment can begin and end at any character, and where its marks may stand."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from jiheng.documents.docx_grid import W
from jiheng.documents.docx_text import RPR, TEXT_BOX, P, R, T

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
#: Besides paragraphs: what may hold the marks of a comment between its runs. Not content controls: a bound one is refilled by Word.
_HOLDERS: Final = frozenset({P, *(f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml"))})


def enclose(first: etree._Element, begin: int, last: etree._Element, end: int) -> tuple[etree._Element, etree._Element]:
    """The elements between which a comment on these characters begins (before the one) and ends (behind the other).

    ``begin`` and ``end`` count within the text elements ``first`` and ``last``; runs are split where the comment begins or ends inside.
    """
    head = _begin_at(first, begin)
    if last is first and head is not first:
        last, end = head, end - begin
    _end_at(last, end)
    return _holdable(head), _holdable(last)


def _run_of(element: etree._Element) -> etree._Element | None:
    """The run whose child the element is; formulas and symbols within drawings have none."""
    parent = element.getparent()
    return parent if parent is not None and parent.tag == R else None


def _begin_at(element: etree._Element, offset: int) -> etree._Element:
    """The element that now begins with character ``offset``, first in its run."""
    run = _run_of(element)
    if run is None:
        return element
    if 0 < offset < len(element.text or "") and element.tag == T:
        element = _split_text(element, offset)
    if next((child for child in run if child.tag != RPR), None) is not element:
        _move_tail(run, element)
    return element


def _end_at(element: etree._Element, offset: int) -> None:
    """Make the element end with character ``offset``, last in its run."""
    run = _run_of(element)
    if run is None:
        return
    if 0 < offset < len(element.text or "") and element.tag == T:
        _split_text(element, offset)
    following = element.getnext()
    if following is not None:
        _move_tail(run, following)


def _split_text(element: etree._Element, offset: int) -> etree._Element:
    text = element.text or ""
    tail = deepcopy(element)
    element.text, tail.text = text[:offset], text[offset:]
    for part in (element, tail):
        part.set(_SPACE, "preserve")
    element.addnext(tail)
    return tail


def _move_tail(run: etree._Element, first: etree._Element) -> None:
    """A new run behind ``run`` with its properties, from ``first`` on."""
    children = list(run)
    new = etree.Element(R)
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = run.find(RPR)
    if properties is not None:
        new.append(deepcopy(properties))
    for child in children[children.index(first) :]:
        new.append(child)
    run.addnext(new)


def _holdable(element: etree._Element) -> etree._Element:
    """The run, or the wrapper around it, beside which the mark of a comment may stand: only holders lie between it and its paragraph."""
    chosen = element
    for parent in element.iterancestors():
        if parent.tag == P:
            break
        if parent.tag not in _HOLDERS:
            chosen = parent
    return chosen


def outer_paragraph(element: etree._Element) -> etree._Element | None:
    """The paragraph of the body that a text box with this element hangs on; None outside of text boxes. Word takes no comments in them."""
    box = None
    for parent in element.iterancestors():
        if parent.tag == TEXT_BOX:
            box = parent
    if box is None:
        return None
    return next((parent for parent in box.iterancestors(P)), None)


def first_paragraph(container: etree._Element) -> etree._Element:
    """The paragraph an empty cell or a body offers; a cell always ends with one, else it is made."""
    if container.tag == P:
        return container
    own = container.find(P)
    found = own if own is not None and container.tag == f"{W}tc" else next((element for element in container.iter(P)), None)
    if found is not None:
        return found
    new = etree.SubElement(container, P)
    if container.find(f"{W}sectPr") is not None:
        container.insert(0, new)
    return new
