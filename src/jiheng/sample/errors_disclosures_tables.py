"""Seeded errors of the nine tables, and of tables against text and forms."""

# ruff: noqa: E501 - the sentences of a document stand on one line
from __future__ import annotations

import random
import re
from collections.abc import Iterable
from decimal import Decimal

from jiheng.sample.errors_long import has_tables, large, plants, plus, printed, put, times, value
from jiheng.sample.layouts_long_paper import Paper, Piece


def _in_tree(paper: Paper, table: str, column: str, leaf: str) -> list[Piece]:
    """The figures of an item, its section, its class and the total row in one column."""
    keys = {f"{table}/{code}/{column}" for code in (leaf, leaf[:5], leaf[:3], "total")}
    return [piece for piece in paper.pieces(rf"{table}/[^/]+/{column}") if piece.key in keys]


def _moved(paper: Paper, pieces: Iterable[Piece], more: str) -> Paper:
    for piece in pieces:
        paper = paper.changed(piece, plus(piece, more))
    return paper


def _leaf(paper: Paper, table: str, column: str, chance: random.Random) -> str | None:
    piece = paper.one(rf"{table}/\d{{7}}/{column}", chance, lambda one: bool(one.text) and large(one))
    return piece.key.split("/")[1] if piece else None


@plants("FAC130", "FAC145")
def overall_unbalanced(paper: Paper, chance: random.Random) -> Paper | None:
    """The first table's total is not what stands above it."""
    piece = paper.one("T1/closing", chance, lambda one: bool(one.text))
    return paper.changed(piece, plus(piece, "6.35")) if piece else None


@plants("FAC131", "FAC132", "FAC143", "FAC142", "FAC140")
def row_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A row's columns do not make its total."""
    table = chance.choice(("T3", "T5"))
    leaf = _leaf(paper, table, "basic", chance)
    return _moved(paper, [one for one in _in_tree(paper, table, "basic", leaf) if leaf in one.key], "-3.30") if leaf else None


@plants("FAC132")
def hierarchy_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A section is not what its items make."""
    leaf = _leaf(paper, "T2", "fiscal", chance)
    if leaf is None:
        return None
    return _moved(paper, paper.pieces(rf"T2/{leaf[:5]}/(?:income|fiscal)"), "4.10")


@plants("FAC133", "FAC145", "FAC140")
def appropriation_unbalanced(paper: Paper, chance: random.Random) -> Paper | None:
    """The fourth table's income does not make its total."""
    piece = paper.one("T4/total", chance, lambda one: bool(one.text))
    return paper.changed(piece, plus(piece, "5.00")) if piece else None


@plants("FAC134")
def basic_table_off(paper: Paper, chance: random.Random) -> Paper | None:
    """An economic item that its class does not hold; not one of the three expenses, which have a table of their own to contradict."""
    piece = paper.one(r"T6/302(?!12|17|31)\d\d", chance, large)
    return paper.changed(piece, plus(piece, "2.22")) if piece else None


@plants("FAC135", "FAC145", "FAC116")
def three_public_table_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The three-public table's budget does not add up."""
    piece = paper.one("T7/budget/operation", chance, lambda one: bool(one.text))
    return paper.changed(piece, plus(piece, "1.20")) if piece else None


@plants("FAC136", "FAC145", "FAC141")
def fund_table_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A fund's closing balance that its row does not give."""
    pieces = [one for one in paper.pieces(r"T8/[^/]+/closing") if one.text]
    return _moved(paper, pieces, "1.50") if pieces else None


@plants("FAC140", "FAC142", "FAC145", "FAC143", "FAC146")
def totals_of_tables_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The fifth table is whole in itself and differs from the fourth and sixth."""
    leaf = _leaf(paper, "T5", "basic", chance)
    if leaf is None:
        return None
    pieces = [*_in_tree(paper, "T5", "basic", leaf), *_in_tree(paper, "T5", "general", leaf)]
    return _moved(paper, pieces, "-8.00" if all(value(one.text) > 8 for one in pieces) else "0.90")


@plants("FAC141", "FAC145", "FAC140")
def fund_tables_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A fund's table is whole in itself and differs from the fourth."""
    pieces = [one for one in paper.pieces(r"T8/[^/]+/(?:income|closing)") if one.text]
    return _moved(paper, pieces, "2.00") if len(pieces) > 2 else None


@plants("FAC142")
def classes_swapped(paper: Paper, chance: random.Random) -> Paper | None:
    """Two classes of the first table moved against each other."""
    pieces = [one for one in paper.pieces(r"T1/class/\d+") if one.text]
    if len(pieces) < 2:
        return None
    return _moved(_moved(paper, pieces[:1], "5.00"), pieces[1:2], "-5.00")


@plants("FAC143", "FAC140", "FAC142", "FAC145")
def general_above_all(paper: Paper, chance: random.Random) -> Paper | None:
    """The general budget spent more on an item than all money did."""
    leaf = _leaf(paper, "T5", "basic", chance)
    if leaf is None:
        return None
    return _moved(paper, [*_in_tree(paper, "T5", "basic", leaf), *_in_tree(paper, "T5", "general", leaf)], "30.00")


@plants("FAC144", "FAC145")
def basic_above_three_public(paper: Paper, chance: random.Random) -> Paper | None:
    """Receptions within basic expenditure cost more than receptions in all."""
    item, total = paper.value("T7/final/hospitality"), paper.value("T7/final/total")
    if not item or not total or (has_tables(paper) and not paper.value("T6/30217")):
        return None
    less = value(item) / 2
    return put(put(paper, "T7/final/hospitality", value(item) - less), "T7/final/total", value(total) - less)


@plants("FAC145", "FAC102", "FAC122", "FAC112", "FAC114")
def text_against_table(paper: Paper, chance: random.Random) -> Paper | None:
    """An item's figure in the text is another than in the table."""
    piece = paper.one(r"final:item/.*", chance, lambda one: value(one.text) > 5)
    key = piece.key.removeprefix("final:") if piece else ""
    if piece is None or not has_tables(paper) or not paper.value(f"done:{key}"):
        return None
    told = put(paper, piece.key, value(piece.text) * Decimal("1.3"))
    return put(told, f"budget:{key}", value(paper.value(f"budget:{key}")) * Decimal("1.3"))


@plants("FAC146", "FAC122", "FAC102", "FAC112", "DOC108")
def item_not_told(paper: Paper, chance: random.Random) -> Paper | None:
    """An item of the table that the text passes over."""
    return paper.without("item:2101101") if has_tables(paper) else None


@plants("FAC147", "FAC124", "FAC105", "FAC104", "FAC145")
def operating_above_public(paper: Paper, chance: random.Random) -> Paper | None:
    """Running costs above the public funds of the table."""
    piece = paper.one("operating cost", chance)
    if piece is None or not has_tables(paper) or paper.value("institution public") or not paper.value("flat:operating cost"):
        return _scaled_cost(paper, piece)
    return paper.changed(piece, times(piece, "1.5"))


def _scaled_cost(paper: Paper, piece: Piece | None) -> Paper | None:
    """Costs, their change and base all half as much again: the rate still holds."""
    if piece is None or not has_tables(paper) or paper.value("institution public"):
        return None
    told = paper.changed(piece, times(piece, "1.5"))
    for key in ("change:operating cost", "base:operating cost"):
        words = paper.value(key)
        told = told.retold(key, printed(words, value(words) * Decimal("1.5"))) if words else told
    return told


@plants("FAC202", "FAC142", "FAC219", "FAC146", "FAC143", "FAC201", "FAC145", "FAC132")
def code_of_another(paper: Paper, chance: random.Random) -> Paper | None:
    """The name of another item beside a code."""
    piece = paper.one(r"T[35]/name/2080505", chance)
    return paper.changed(piece, "机关事业单位职业年金缴费支出") if piece else None


@plants("FAC203", "FAC128", "FAC145", "FAC141", "FAC114")
def called_empty(paper: Paper, chance: random.Random) -> Paper | None:
    """The text calls a fund empty whose table has figures."""
    number = paper.index("fund")
    if number is None or not has_tables(paper):
        return None
    words = "本部门本年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，政府性基金预算财政拨款收入支出决算表为空表。"
    return paper.edited(number, lambda one: type(one)(kind=one.kind, text=words, name=one.name))


@plants("FAC209")
def table_not_attached(paper: Paper, chance: random.Random) -> Paper | None:
    """The text points at a table that is not there."""
    if has_tables(paper):
        return None
    number = paper.index("basic")
    if number is None:
        return None
    more = "具体见附表《一般公共预算财政拨款基本支出决算表》。"
    return paper.edited(number, lambda one: type(one)(kind=one.kind, text=one.text + more, name=one.name))


@plants("FAC210", "FAC140", "FAC219")
def table_missing(paper: Paper, chance: random.Random) -> Paper | None:
    """One of the nine tables is left out."""
    return paper.without("(?:table:|number:|unit:)收入决算表|T2") if has_tables(paper) else None


@plants("FAC213", "FAC146", "FAC145", "FAC143", "FAC219")
def not_to_items(paper: Paper, chance: random.Random) -> Paper | None:
    """The fifth table stops at sections."""
    number = paper.index("T5")
    grid = paper.blocks[number].grid if number is not None else None
    if number is None or grid is None:
        return None
    rows = tuple(row for row in grid.rows if not re.fullmatch(r"T5/code/\d{7}", row[0].path))
    shorter = type(grid)(title="", rows=rows, widths=grid.widths, header_rows=grid.header_rows)
    return paper.edited(number, lambda one: type(one)(kind=one.kind, name=one.name, grid=shorter))


@plants("FAC219", "FAC132", "FAC202", "FAC142", "FAC146", "FAC143")
def income_of_another_item(paper: Paper, chance: random.Random) -> Paper | None:
    """Income stands under another item than expenditure."""
    if not paper.value("T1/opening") or value(paper.value("T1/opening")) or not has_tables(paper):
        return None
    told = paper.retold("T2/code/2101101", "2101199")
    return told.retold("T2/name/2101101", "其他行政事业单位医疗支出")


@plants("XCK201")
def forms_counted_off(paper: Paper, chance: random.Random) -> Paper | None:
    """One form more told than attached."""
    piece = paper.one("count:forms", chance)
    return paper.changed(piece, plus(piece, "1")) if piece else None


@plants("XCK202")
def forms_summed_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The projects' money told is not what the forms make."""
    piece = paper.one(r"forms (?:budget|spent)", chance)
    return paper.changed(piece, times(piece, "1.07")) if piece else None


@plants("XCK203", "XCK201", "XCK202")
def project_not_evaluated(paper: Paper, chance: random.Random) -> Paper | None:
    """A project's form is left out."""
    last = max((int(block.name.removeprefix("form:")) for block in paper.blocks if block.name.startswith("form:")), default=0)
    return paper.without(f"form:{last}").retold("count:forms", f"{last - 1}个") if last > 1 else None
