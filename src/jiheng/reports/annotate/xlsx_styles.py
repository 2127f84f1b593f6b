"""The styles of a workbook: for each style in use a twin with our fill, and the way back."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from jiheng.model import Severity
from jiheng.reports.annotate.parts import Parts

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
#: Fills of our marks; odd enough to be told from a user's own.
FILLS: Final = {Severity.MUST_FIX: "FFFAD1CE", Severity.QUESTION: "FFFFE9B8", Severity.NOTE: "FFD6E8FC"}
#: What a workbook without styles gets: the least Excel opens.
_EMPTY: Final = f"""<styleSheet xmlns="{S[1:-1]}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill/></fill>
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>"""


class Styles:
    """The cell styles by number, as they stand in ``cellXfs``."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts, self._main = parts, main
        self._part = parts.related(main, "styles") or "xl/styles.xml"
        self._root = parts.root(self._part) if parts.has(self._part) else etree.fromstring(_EMPTY)
        self._fills = self._group("fills")
        self._xfs = self._group("cellXfs")
        if len(self._xfs) == 0:
            etree.SubElement(self._xfs, f"{S}xf")
        self._marks = {index for index, fill in enumerate(self._fills) if _colour(fill) in FILLS.values()}

    def with_mark(self, style: str, severity: Severity) -> str:
        """The style with our fill; a style that has a fill of its own stays as it is."""
        xf = self._xf(style)
        if self._is_filled(xf):
            return style
        twin = deepcopy(xf)
        twin.set("fillId", str(self._fill(severity)))
        twin.set("applyFill", "1")
        return str(self._number(twin))

    def without_mark(self, style: str) -> str | None:
        """The style from which a marked one was made; None when the style is not marked."""
        xf = self._xf(style)
        if int(xf.get("fillId") or 0) not in self._marks:
            return None
        plain = deepcopy(xf)
        plain.set("fillId", "0")
        return str(self._number(plain, any_apply=True))

    def save(self) -> None:
        """Put the styles back into the package."""
        for group in (self._fills, self._xfs):
            group.set("count", str(len(group)))
        self._parts.put(self._part, self._root)
        self._parts.relate(self._main, "styles", self._part)
        self._parts.declare(self._part, _TYPE)

    def _group(self, name: str) -> etree._Element:
        group = self._root.find(f"{S}{name}")
        if group is None:
            default = etree.fromstring(_EMPTY).find(f"{S}{name}")
            assert default is not None, "our own default has every group"
            group = default
            before = self._root.find(f"{S}borders" if name == "fills" else f"{S}cellStyles")
            self._root.append(group) if before is None else before.addprevious(group)
        return group

    def _xf(self, style: str) -> etree._Element:
        number = int(style) if style.isdecimal() else 0
        return self._xfs[number if number < len(self._xfs) else 0]

    def _is_filled(self, xf: etree._Element) -> bool:
        """Whether the style has a fill (``none`` and, of the two fixed ones, the second count as none)."""
        number = int(xf.get("fillId") or 0)
        if number >= len(self._fills):
            return False
        pattern = self._fills[number].find(f"{S}patternFill")
        if pattern is None:
            return self._fills[number].find(f"{S}gradientFill") is not None
        return (pattern.get("patternType") or "none") != "none"

    def _fill(self, severity: Severity) -> int:
        colour = FILLS[severity]
        for index, fill in enumerate(self._fills):
            if _colour(fill) == colour:
                return index
        pattern = etree.SubElement(etree.SubElement(self._fills, f"{S}fill"), f"{S}patternFill")
        pattern.set("patternType", "solid")
        etree.SubElement(pattern, f"{S}fgColor").set("rgb", colour)
        etree.SubElement(pattern, f"{S}bgColor").set("indexed", "64")
        self._marks.add(len(self._fills) - 1)
        return len(self._fills) - 1

    def _number(self, xf: etree._Element, *, any_apply: bool = False) -> int:
        """The number of an equal style; added when there is none. ``any_apply``: whether the fill is applied does not count."""
        wanted = _identity(xf, any_apply=any_apply)
        for index, existing in enumerate(self._xfs):
            if _identity(existing, any_apply=any_apply) == wanted:
                return index
        self._xfs.append(xf)
        return len(self._xfs) - 1


def _colour(fill: etree._Element) -> str:
    colour = fill.find(f"{S}patternFill/{S}fgColor")
    return (colour.get("rgb") or "") if colour is not None else ""


def _identity(xf: etree._Element, *, any_apply: bool) -> tuple[object, ...]:
    own = {name: value for name, value in xf.attrib.items() if name != "applyFill" or not any_apply}
    if any_apply:
        own["fillId"] = own.get("fillId") or "0"
    return tuple(sorted(own.items())), tuple(etree.tostring(child, with_tail=False) for child in xf)
