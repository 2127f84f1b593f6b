"""The query that scores a table, and the statistics of the table that choose its integer types beforehand.

DuckDB answers lowest and highest values from the statistics that Parquet files carry. A value beyond them cannot slip through: integer
overflow is an error in DuckDB.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from jiheng.scoring.columnar.expressions import DUCKDB, Dialect, RangeTooWide
from jiheng.scoring.columnar.forms import Scored, columnar
from jiheng.scoring.columnar.row import NUMBERS, Column, ColumnMissing, Columns, Row
from jiheng.scoring.rules.kind import RuleKind

if TYPE_CHECKING:
    import duckdb

_DECIMAL: Final = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_WHOLE: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
#: DECIMAL up to so many digits is computed in 64 bits.
_SHORT_DECIMAL: Final = 18


class NotExact(ValueError):
    """A column whose type cannot be scored to the cent."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(f"「{name}」一列的类型是 {kind}，不能精确计分，请存为 DECIMAL 或整数类型。")
        self.name = name


class NoSuchColumn(ValueError):
    """A column that the table does not have."""

    def __init__(self, name: str, there: Collection[str]) -> None:
        super().__init__(f"数据表没有「{name}」一列，现有：{'、'.join(there)}。")
        self.name = name


def measured(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    inputs: Mapping[str, str],
    *,
    percent: Collection[str] = (),
    scaled: Mapping[str, int] | None = None,
) -> Columns:
    """The columns of a table with the ranges of their values.

    ``inputs`` maps inputs of rules (``weight``, ``target``, …, ``direction``, ``rule``) to columns; ``percent`` names the inputs that
    are percentages, ``scaled`` those whose whole numbers stand for so many decimals.

    Raises:
        NoSuchColumn: the table lacks one of them.
        NotExact: one of them is a floating point number, or text.
    """
    described = f"DESCRIBE SELECT * FROM {relation}"  # noqa: S608 - the relation is the caller's own SQL
    types = {str(row[0]): str(row[1]) for row in connection.execute(described).fetchall()}
    for name in inputs.values():
        if name not in types:
            raise NoSuchColumn(name, types)
    names = [name for name in NUMBERS if name in inputs]
    ends = ", ".join(f"min({DUCKDB.quoted(inputs[name])}), max({DUCKDB.quoted(inputs[name])})" for name in names)
    statistics = f"SELECT {ends} FROM {relation}"  # noqa: S608 - names are quoted
    row = connection.execute(statistics).fetchone() or ()
    numbers = {}
    for place, name in enumerate(names):
        decimals, is_scaled = _decimals(inputs[name], types[inputs[name]], (scaled or {}).get(name))
        by = Decimal(1) if is_scaled else Decimal(10) ** decimals
        low, high = (int(Decimal(end or 0) * by) for end in row[2 * place : 2 * place + 2])
        numbers[name] = Column(name=inputs[name], decimals=decimals, low=low, high=high, stored_scaled=is_scaled, percent=name in percent)
    return Columns(numbers=numbers, direction=inputs.get("direction"), rule=inputs.get("rule"))


def _decimals(name: str, kind: str, scaled: int | None) -> tuple[int, bool]:
    if kind in _WHOLE:
        return scaled or 0, True
    match = _DECIMAL.fullmatch(kind)
    if match is None:
        raise NotExact(name, kind)
    return int(match[2]), False


def scoring_query(
    relation: str, columns: Columns, rules: RuleKind | Mapping[str, RuleKind], *, keep: Sequence[str] = (), dialect: Dialect = DUCKDB
) -> str:
    """The query: ``keep`` columns as they are, ``cents`` (NULL where nothing can be scored) and ``reason`` (``target:absent``).

    ``rules`` is one rule for all rows, or rules by what the column ``rule`` says.

    Raises:
        ColumnMissing, NoColumnarForm, RangeTooWide: it cannot be written.
    """
    row = Row(columns)
    if isinstance(rules, RuleKind):
        scored = columnar(rules, row)
        cents, reason = _cents(scored, dialect), _reason(scored, dialect)
    else:
        if columns.rule is None:
            raise ColumnMissing("rule")
        every = {name: columnar(rule, row) for name, rule in rules.items()}
        by = dialect.quoted(columns.rule)
        cents = _switch(by, {name: _cents(scored, dialect) for name, scored in every.items()}, "NULL")
        reason = _switch(by, {name: _reason(scored, dialect) for name, scored in every.items()}, "'rule:unknown'")
    texts = [dialect.quoted(name) for name in (columns.direction, columns.rule) if name and name not in keep]
    kept = [dialect.quoted(name) for name in keep]
    inner = ", ".join([*kept, *texts, *(_whole(column, f"_{name}", dialect) for name, column in columns.numbers.items())])
    outer = ", ".join([*kept, f"{cents} AS cents", f"{reason} AS reason"])
    return f"SELECT {outer} FROM (SELECT {inner} FROM {relation})"  # noqa: S608 - names are quoted, values are numbers


def _cents(scored: Scored, dialect: Dialect) -> str:
    unscored = " OR ".join(condition.sql(dialect) for condition, _ in scored.reasons)
    return f"CASE WHEN {unscored} THEN NULL ELSE {scored.cents.sql(dialect)} END"


def _reason(scored: Scored, dialect: Dialect) -> str:
    whens = " ".join(f"WHEN {condition.sql(dialect)} THEN '{said}'" for condition, said in scored.reasons)
    return f"CASE {whens} END"


def _switch(by: str, branches: Mapping[str, str], otherwise: str) -> str:
    whens = " ".join(f"WHEN '{name.replace(chr(39), chr(39) * 2)}' THEN {text}" for name, text in branches.items())
    return f"CASE {by} {whens} ELSE {otherwise} END"


def _whole(column: Column, alias: str, dialect: Dialect) -> str:
    """A column as whole numbers, in the narrowest type of its range."""
    widest = max(abs(column.low), abs(column.high))
    integer = dialect.integer(widest, f"「{column.name}」一列")
    name, named = dialect.quoted(column.name), dialect.quoted(alias)
    if column.stored_scaled or not column.decimals:
        return f"CAST({name} AS {integer}) AS {named}"
    steps = 10**column.decimals
    digits = len(str(widest * steps))
    if digits >= dialect.decimal_digits:
        raise RangeTooWide(widest, f"「{column.name}」一列")
    if digits > _SHORT_DECIMAL:
        name = f"CAST({name} AS DECIMAL({dialect.decimal_digits},{column.decimals}))"
    return f"CAST({name} * {steps} AS {integer}) AS {named}"
