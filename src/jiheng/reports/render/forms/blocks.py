"""What the official forms share: heads, money rows, merged indicator groups, and the grid they are put into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, Final

from jiheng.model import AnyForm, Figure, FundsRow, Indicator, Scope
from jiheng.model.targets import Measure
from jiheng.reports.render.paper import Align, Block, Cell, Paragraph, Table


def printed(value: Figure | None, mark: str = "") -> str:
    """A figure as its record prints it, else the mark that stands in its place."""
    return (value.raw or value.text) if value is not None else mark


def shown(value: Measure | None, mark: str = "") -> str:
    """A target or an actual value as its record prints it."""
    return value.raw if value is not None and value.raw else mark


def title_of(form: AnyForm, words: Mapping[str, Any]) -> str:
    """The form's own title, else the official one of its scope."""
    return form.title or str(words["department_title" if form.scope is Scope.DEPARTMENT else "project_title"])


def top(form: AnyForm, words: Mapping[str, Any]) -> list[Block]:
    """Title and year line."""
    blocks: list[Block] = [Paragraph(text=title_of(form, words), style="title")]
    if form.fiscal_year is not None:
        blocks.append(Paragraph(text=str(words["year_line"]).format(year=form.fiscal_year), style="subtitle"))
    return blocks


def label(text: object, rows: int = 1, columns: int = 1) -> Cell:
    """A cell with a label of the form."""
    return Cell(text=str(text), rows=rows, columns=columns, head=True)


def value(text: str, align: Align = "center") -> Cell:
    """A cell with what the record says."""
    return Cell(text=text, align=align)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell between two edges of the line."""

    left: Decimal
    right: Decimal
    cell: Cell


#: Edges nearer to each other than this share of the line are one edge.
_SNAP: Final = Decimal("0.025")


class FormGrid:
    """The rows of a form in the making, each with edges of its own; the finished grid has every edge of them all.

    The first column is the side label, which spans the block to its right.
    """

    def __init__(self, widths: Mapping[str, Decimal], columns: Sequence[str]) -> None:
        self._edges = [Decimal(0), *accumulate(widths[name] for name in columns)]
        self._rows: list[list[Placed]] = []
        self._keep: set[int] = set()
        self._repeated: list[tuple[int, int]] = []

    @property
    def columns(self) -> int:
        """How many columns the indicator table has, the side label included."""
        return len(self._edges) - 1

    @property
    def height(self) -> int:
        """How many rows there are by now."""
        return len(self._rows)

    def row(self, cells: Sequence[Cell], first: int = 1) -> None:
        """Cells in the columns of the indicator table from ``first`` on."""
        placed, column = [], first
        for cell in cells:
            placed.append(Placed(self._edges[column], self._edges[column + cell.columns], cell))
            column += cell.columns
        self._rows.append(placed)

    def parts(self, cells: Sequence[Cell], wishes: Sequence[Decimal], *, whole: bool = False) -> None:
        """Cells of the widths wished for, across the line right of the side label, or across the ``whole`` line."""
        left, right = self._edges[0 if whole else 1], self._edges[-1]
        total = sum(wishes)
        cuts = [left, *(self._near(left + (right - left) * run / total) for run in accumulate(wishes[:-1])), right]
        self._rows.append([Placed(*edges, cell) for edges, cell in zip(pairwise(cuts), cells, strict=True)])

    def _near(self, edge: Decimal) -> Decimal:
        """An edge of the indicator table when one stands close, else the edge itself."""
        nearest = min(self._edges[1:-1], key=lambda known: abs(known - edge))
        return nearest if abs(nearest - edge) < _SNAP * self._edges[-1] else edge

    def keep(self, first: int) -> None:
        """Rows from ``first`` on stay on the page of the row that will follow the last of them: heads of tables."""
        self._keep.update(range(first, len(self._rows)))

    def repeat(self, first: int) -> None:
        """Rows from ``first`` on are the head of a table: they stay with the row that will follow, and repeat on further pages."""
        self.keep(first)
        self._repeated.append((first, len(self._rows)))

    def side(self, first: int, text: object) -> None:
        """A side label over all rows from ``first`` on."""
        self._rows[first].insert(0, Placed(self._edges[0], self._edges[1], label(text, rows=len(self._rows) - first)))

    def table(self) -> Table:
        """The finished grid."""
        edges = sorted({edge for row in self._rows for placed in row for edge in (placed.left, placed.right)})
        place = {edge: index for index, edge in enumerate(edges)}
        rows = tuple(tuple(replace(one.cell, columns=place[one.right] - place[one.left]) for one in row) for row in self._rows)
        widths = tuple(after - before for before, after in pairwise(edges))
        return Table(rows=rows, widths=widths, keep=frozenset(self._keep), repeated=tuple(self._repeated))


_LABEL: Final = Decimal(3)
_VALUE: Final = Decimal("4.4")
_WHOLE: Final = Decimal("11.8")


def head(form: AnyForm, words: Mapping[str, Any], grid: FormGrid) -> None:
    """Project, its code, department and agency."""
    if form.scope is Scope.DEPARTMENT:
        named = value(form.implementing_agency or form.supervising_department or "")
        grid.parts([label(words["department"]), named], [_LABEL, _WHOLE], whole=True)
        return
    if form.project_code:
        pair(words["project"], form.project or "", words["project_code"], form.project_code, grid)
    else:
        grid.parts([label(words["project"]), value(form.project or "")], [_LABEL, _WHOLE], whole=True)
    pair(
        words["supervising_department"],
        form.supervising_department or "",
        words["implementing_agency"],
        form.implementing_agency or "",
        grid,
    )


def pair(first: object, one: str, second: object, other: str, grid: FormGrid) -> None:
    """Two labels with their values in one row."""
    grid.parts([label(first), value(one), label(second), value(other)], [_LABEL, _VALUE, _LABEL, _VALUE], whole=True)


def funds(form: AnyForm, words: Mapping[str, Any], columns: Mapping[str, str], grid: FormGrid) -> None:
    """The rows of money with the columns the form has."""
    first = grid.height
    wishes = [Decimal(3), *(Decimal("1.1") if name in ("weight", "score") else Decimal("1.8") for name in columns)]
    grid.parts([label(""), *(label(text) for text in columns.values())], wishes)
    grid.keep(first)
    for row in form.funds:
        grid.parts([label(row.label), *_money(row, columns)], wishes)
    block = "department_funds" if form.scope is Scope.DEPARTMENT else "project_funds"
    grid.side(first, str(words[block]).format(unit=form.money_unit or "万元"))


def _money(row: FundsRow, columns: Mapping[str, str]) -> list[Cell]:
    return [value(printed(getattr(row, name), row.marks.get(name, ""))) for name in columns]


def shown_columns(rows: Sequence[Indicator], words: Mapping[str, Any]) -> dict[str, str]:
    """The columns of the form: the official ones, and those of the optional ones in which a row says something."""
    optional = words.get("optional_columns") or {}
    columns = {}
    for name, text in words["columns"].items():
        columns[str(name)] = str(text)
        for extra, rule in optional.items():
            if rule["after"] == name and any(getattr(row, extra) is not None for row in rows):
                columns[str(extra)] = str(rule["label"])
    return columns


def text_of(row: Indicator, column: str) -> Cell:
    """What a row says in a column, or the mark that stands there."""
    said = getattr(row, column)
    mark = row.marks.get(column, "")
    if isinstance(said, Figure) or (said is None and column in ("weight", "score", "completion_rate")):
        return value(printed(said, mark))
    if isinstance(said, Measure) or column in ("target", "actual", "expected"):
        return value(shown(said, mark))
    return value(str(said) if said else mark, align="left" if said else "center")


def indicators(
    rows: Sequence[Indicator], grid: FormGrid, cells: Callable[[Indicator], list[Cell]], points: Mapping[tuple[str, str | None], str]
) -> None:
    """The indicator rows, level 1 and level 2 merged over their groups; ``cells`` writes what stands right of them."""
    for index, row in enumerate(rows):
        line: list[Cell] = []
        before = rows[index - 1] if index else None
        for deep in (False, True):
            if before is not None and _group(before, deep=deep) == _group(row, deep=deep):
                continue
            count = 1
            while index + count < len(rows) and _group(rows[index + count], deep=deep) == _group(row, deep=deep):
                count += 1
            text = (row.subcategory if deep else row.category) or ""
            of = points.get((row.category or "", row.subcategory if deep else None))
            line.append(label(f"{text}（{of}分）" if of else text, rows=count))
        grid.row([*line, *cells(row)], first=3 - len(line))


def _group(row: Indicator, *, deep: bool) -> tuple[str | None, ...]:
    return (row.category, row.subcategory) if deep else (row.category,)


def group_points(form: AnyForm) -> dict[tuple[str, str | None], str]:
    """The points printed behind the names of groups (产出指标（50分）)."""
    return {(one.category, one.subcategory): printed(one.points) for one in form.category_points}
