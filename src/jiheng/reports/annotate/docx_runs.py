"""Splitting runs of a Word paragraph so that a comment can begin and end at any character."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from jiheng.documents.docx_text import RPR, P, R, T, W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run_of(element: etree._Element) -> etree._Element | None:
    """The run that holds a text element."""
    current: etree._Element | None = element
    while current is not None and current.tag != R:
        current = current.getparent()
    return current


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph that holds an element."""
    current: etree._Element | None = element
    while current is not None and current.tag != P:
        current = current.getparent()
    return current


def begin_run_at(element: etree._Element, offset: int) -> etree._Element | None:
    """The run that begins just before character ``offset`` of ``element``; the run is split when it begins earlier."""
    run = run_of(element)
    if run is None or element.getparent() is not run:
        return run
    if offset > 0 and element.tag == T:
        element = _split_text(element, offset)
    before = [child for child in run if child.tag != RPR]
    if before and before[0] is element:
        return run
    return _move_tail(run, element)


def end_run_at(element: etree._Element, offset: int, length: int) -> etree._Element | None:
    """The run that ends just after character ``offset`` of ``element`` (of ``length`` characters); split when it goes on."""
    run = run_of(element)
    if run is None or element.getparent() is not run:
        return run
    if offset < length and element.tag == T:
        _move_tail(run, _split_text(element, offset))
        return run
    following = element.getnext()
    if following is not None:
        _move_tail(run, following)
    return run


def _split_text(element: etree._Element, offset: int) -> etree._Element:
    text = element.text or ""
    tail = deepcopy(element)
    element.text, tail.text = text[:offset], text[offset:]
    for part in (element, tail):
        part.set(_SPACE, "preserve")
    element.addnext(tail)
    return tail


def _move_tail(run: etree._Element, first: etree._Element) -> etree._Element:
    """A new run behind ``run`` with its properties, from ``first`` on."""
    children = list(run)
    new = etree.Element(R, nsmap=None)
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = run.find(RPR)
    if properties is not None:
        new.append(deepcopy(properties))
    for child in children[children.index(first) :]:
        new.append(child)
    run.addnext(new)
    return new


def at_paragraph_level(element: etree._Element) -> etree._Element:
    """The ancestor (or the element itself) that is a child of the paragraph: where a comment's mark may always stand."""
    current = element
    while (parent := current.getparent()) is not None and parent.tag != P:
        current = parent
    return current


def first_paragraph(container: etree._Element) -> etree._Element:
    """The paragraph an empty cell or body offers; a cell always ends with one, else it is made."""
    if container.tag == P:
        return container
    found = next((element for element in container.iter(P)), None)
    if found is not None:
        return found
    new = etree.SubElement(container, P)
    if container.tag != f"{W}tc" and container.find(f"{W}sectPr") is not None:
        container.insert(0, new)
    return new
