"""The nine tables by what they are called: rows and columns by their names in the accounts, hierarchies by code.

Not a check: the checks of tables (FAC13x, FAC14x) share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiheng.checks.statements import concept_of
from jiheng.model import AccountsRow, AccountsTable, AccountsTableKind, Estimate, Figure, FinalAccounts, amounts, normal
from jiheng.regulation import Standard

#: Words in the printed label of a column, by what the column holds; the key itself counts as well.
_COLUMNS: dict[str, str] = {
    "general": r"general|一般公共预算",
    "fund": r"fund|政府性基金",
    "state_capital": r"state_capital|国有资本",
    "basic": r"^basic|基本支出",
    "project": r"^project|项目支出",
    "upward": r"upward|上缴上级",
    "operating": r"^operating|经营支出|经营收入",
    "affiliated": r"affiliated|附属单位",
    "appropriation": r"appropriation|财政拨款收入",
    "upper": r"^upper|上级补助",
    "business": r"business|事业收入",
    "other": r"^other|其他收入",
    "opening": r"opening|年初",
    "closing": r"closing|年末",
    "income": r"^income|本年收入(?!.*(?:基本|项目))",
    "expenditure": r"^expenditure|本年支出(?!.*(?:基本|项目))",
    "total": r"total|^合计$|本年收入合计|本年支出合计|(?:^|/)合计$|^小计$",
    "amount": r"amount|金额|决算数|^数额$",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A figure of a table with its path and what to call it."""

    path: str
    figure: Figure
    name: str
    estimate: Estimate
    unit: str = "万元"
    places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its number in the record."""

    number: int
    table: AccountsTable
    standard: Standard

    @property
    def title(self) -> str:
        """The table's title for messages."""
        return f"《{self.table.title.strip('《》')}》"

    def column(self, name: str) -> str | None:
        """The key of the column that holds ``name``."""
        pattern = re.compile(_COLUMNS[name])
        return next(
            (key for key, label in self.table.columns.items() if key == name or pattern.search(re.sub(r"\s", "", normal(label)))), None
        )

    def rows(self, *, right: bool = False) -> Sequence[AccountsRow]:
        """The rows of one side."""
        return self.table.right_rows if right else self.table.rows

    def cell(self, index: int, key: str | None, *, right: bool = False) -> Cell | None:
        """The figure of a row in a column, in 万元 or the table's unit."""
        row = self.rows(right=right)[index]
        figure = row.figures.get(key) if key is not None else None
        if figure is None:
            return None
        unit = figure.unit or self.table.unit or "万元"
        if not amounts.comparable(unit, "万元"):
            return None
        places = self.decimals
        estimate = Estimate.printed(figure, places).times(amounts.factor(unit, "万元"))
        side = "right_rows" if right else "rows"
        name = f"{row.name}" + (f"/{self.table.columns.get(key or '', '')}" if len(self.table.columns) > 1 else "")
        path = f"{self.path}/{side}/{index}/figures/{key}"
        return Cell(path=path, figure=figure, name=name, estimate=estimate, unit=unit, places=places)

    @property
    def decimals(self) -> int:
        """The most decimals printed in the table: where fewer stand, zeros were dropped."""
        return max((f.decimals for row in (*self.table.rows, *self.table.right_rows) for f in row.figures.values()), default=0)

    @property
    def path(self) -> str:
        """The path of the table."""
        return f"/tables/{self.number}"

    def find(self, *concepts: str, right: bool | None = None) -> tuple[int, bool] | None:
        """The row that is called so, with its side."""
        for side in (False, True) if right is None else (right,):
            for index, row in enumerate(self.rows(right=side)):
                if concept_of(row.name, self.standard) in concepts:
                    return index, side
        return None

    def named(self, pattern: str, *, right: bool = False) -> int | None:
        """The row whose name matches a pattern entirely."""
        compiled = re.compile(pattern)
        rows = self.rows(right=right)
        return next((i for i, row in enumerate(rows) if compiled.fullmatch(re.sub(r"[\s、]", "", normal(row.name)))), None)

    def amount_key(self, *, right: bool | None = None) -> str | None:
        """The column of amounts of a two-sided table, or of one side of it: the total, or the only one with figures."""
        rows = (*self.table.rows, *self.table.right_rows) if right is None else self.rows(right=right)
        keys = {key for row in rows for key in row.figures}
        for name in ("total", "amount"):
            if (key := self.column(name)) is not None and (right is None or key in keys):
                return key
        return next(iter(keys)) if len(keys) == 1 else None

    def total_row(self) -> int | None:
        """The row 合计 of a table of items."""
        return self.named(r"合计|总计|栏次合计|本年支出合计|本年收入合计")


def tables(record: FinalAccounts, kind: AccountsTableKind, standard: Standard) -> list[Table]:
    """The tables of a kind that have rows."""
    return [Table(number=i, table=t, standard=standard) for i, t in enumerate(record.tables) if t.kind is kind and (t.rows or t.right_rows)]


def table(record: FinalAccounts, kind: AccountsTableKind, standard: Standard) -> Table | None:
    """The table of a kind, when there is just one."""
    found = tables(record, kind, standard)
    return found[0] if len(found) == 1 else None


def code_length(row: AccountsRow) -> int:
    """How many digits the row's code has; 0 without."""
    return len(re.sub(r"\D", "", row.code or ""))


def children(rows: Sequence[AccountsRow]) -> Iterator[tuple[int, list[int]]]:
    """Rows with those directly below them: a code with the codes that extend it by two digits (类/款/项)."""
    codes = [re.sub(r"\D", "", row.code or "") for row in rows]
    for index, code in enumerate(codes):
        if not code:
            continue
        below = [i for i, other in enumerate(codes) if len(other) == len(code) + 2 and other.startswith(code)]
        if below:
            yield index, below


def top(rows: Sequence[AccountsRow]) -> list[int]:
    """The rows of the highest level: the shortest codes."""
    lengths = [code_length(row) for row in rows if code_length(row)]
    return [i for i, row in enumerate(rows) if lengths and code_length(row) == min(lengths)]
