"""A copy of a workbook with the cells concerned marked and commented.

Works on the package's XML, so that formulas with their saved results, pictures, rules and everything else stay as they are. A
user's own comment stays with ours below it, a user's own fill is kept. Marks of an earlier run are taken out first: running it
twice gives the same file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from jiheng.documents.sheet_grid import cell_name
from jiheng.reports.annotate.parts import Parts
from jiheng.reports.annotate.remarks import Remark, gravest
from jiheng.reports.annotate.xlsx_notes import Notes
from jiheng.reports.annotate.xlsx_styles import Styles

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def annotate_xlsx(data: bytes, remarks: Sequence[Remark], head: str) -> bytes:
    """The workbook with its marks; ``head`` goes to the first cell of the first sheet with remarks (or of the first sheet).

    Raises:
        StrictFormat: the file is in the strict namespaces.
    """
    parts = Parts(data)
    main = parts.related("", "officeDocument") or "xl/workbook.xml"
    sheets = _sheets(parts, main)
    if not sheets:
        return data
    styles = Styles(parts, main)
    by_sheet: dict[str, list[Remark]] = {name: [] for name in sheets}
    for remark in remarks:
        wanted = remark.found.location.place.sheet
        by_sheet[wanted if wanted in sheets else next(iter(sheets))].append(remark)
    first = next((name for name, several in by_sheet.items() if several), next(iter(sheets)))
    for name, part in sheets.items():
        sheet = _Sheet(parts, part, styles)
        if name == first:
            sheet.say((0, 0), head)
        for spot, several in _by_spot(sheet, by_sheet[name]).items():
            sheet.mark(spot, several)
        sheet.save()
    styles.save()
    return parts.pack()


def _sheets(parts: Parts, main: str) -> dict[str, str]:
    """The parts of the worksheets by name, in order."""
    targets = {identifier: target for kind, identifier, target in parts.relations(main) if kind == "worksheet"}
    found = {}
    for sheet in parts.root(main).iter(f"{S}sheet"):
        target = targets.get(sheet.get(f"{_R}id") or "")
        if target and parts.has(target):
            found[sheet.get("name") or ""] = target
    return found


def _by_spot(sheet: _Sheet, remarks: Sequence[Remark]) -> dict[tuple[int, int], list[Remark]]:
    spots: dict[tuple[int, int], list[Remark]] = {}
    for remark in remarks:
        place = remark.found.location.place
        spot = sheet.corner(place.row or 0, place.column or 0)
        spots.setdefault(spot, []).append(remark)
    return spots


class _Sheet:
    """One worksheet being marked."""

    def __init__(self, parts: Parts, part: str, styles: Styles) -> None:
        self._parts, self._part, self._styles = parts, part, styles
        self._root = parts.root(part)
        self._notes = Notes(parts, part)
        self._rows = self._numbered_rows()
        self._merges = [_range(merge.get("ref") or "") for merge in self._root.iter(f"{S}mergeCell")]
        for cell in self._root.iter(f"{S}c"):
            cleared = styles.without_mark(cell.get("s") or "0")
            if cleared is not None:
                cell.set("s", cleared)

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The cell itself, or the first cell of the merged range it lies in."""
        for top, left, bottom, right in self._merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def mark(self, spot: tuple[int, int], remarks: Sequence[Remark]) -> None:
        """Colour a cell by its gravest remark and say what they say."""
        cell = self._cell(*spot)
        cell.set("s", self._styles.with_mark(cell.get("s") or "0", gravest(remarks)))
        for remark in remarks:
            self.say(spot, remark.text)

    def say(self, spot: tuple[int, int], text: str) -> None:
        """Add to the comment of a cell."""
        self._notes.add(*self.corner(*spot), text)

    def save(self) -> None:
        """Put the sheet back into the package."""
        self._notes.save(self._root)
        self._parts.put(self._part, self._root)

    def _numbered_rows(self) -> dict[int, etree._Element]:
        rows: dict[int, etree._Element] = {}
        number = -1
        for row in self._root.iterfind(f"{S}sheetData/{S}row"):
            given = row.get("r") or ""
            number = int(given) - 1 if given.isdecimal() else number + 1
            rows[number] = row
        return rows

    def _cell(self, row: int, column: int) -> etree._Element:
        """The cell; a blank one that the file leaves out is made, with the style of its row or column."""
        line = self._rows[row] if row in self._rows else self._new_row(row)
        position = -1
        after = None
        for cell in line:
            reference = _REFERENCE.fullmatch(cell.get("r") or "")
            position = _column(reference[1]) if reference else position + 1
            if position == column:
                return cell
            if position > column:
                after = cell
                break
        new = etree.Element(f"{S}c")
        new.set("r", cell_name(row, column))
        style = line.get("s") if line.get("customFormat") in ("1", "true") else self._column_style(column)
        if style:
            new.set("s", style)
        if after is None:
            line.append(new)
        else:
            after.addprevious(new)
        return new

    def _new_row(self, number: int) -> etree._Element:
        data = self._root.find(f"{S}sheetData")
        assert data is not None, "a worksheet has its data"
        new = etree.Element(f"{S}row")
        new.set("r", str(number + 1))
        later = [existing for existing in self._rows if existing > number]
        if later:
            self._rows[min(later)].addprevious(new)
        else:
            data.append(new)
        self._rows[number] = new
        return new

    def _column_style(self, column: int) -> str | None:
        for entry in self._root.iterfind(f"{S}cols/{S}col"):
            if int(entry.get("min") or 0) <= column + 1 <= int(entry.get("max") or 0):
                return entry.get("style")
        return None


def _range(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom, right of A1:B2, from 0; nothing fits a broken one."""
    ends = _REFERENCE.findall(reference.replace("$", ""))
    if len(ends) != 2:
        return -1, -1, -1, -1
    (left, top), (right, bottom) = ends
    return int(top) - 1, _column(left), int(bottom) - 1, _column(right)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
