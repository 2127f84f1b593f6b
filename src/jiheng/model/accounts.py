"""The final-accounts disclosure (部门决算公开) as a record: nine tables by name, and the facts its prose states.

Columns and rows follow regulations on 部门决算报表; a table is known by what it is called, never by its number.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from jiheng.model.facts import Fact
from jiheng.model.figures import Figure
from jiheng.model.record import Record


class AccountsTableKind(StrEnum):
    """The nine tables (T1–T9)."""

    OVERALL = "overall"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    APPROPRIATION_OVERALL = "appropriation_overall"
    GENERAL_EXPENDITURE = "general_expenditure"
    GENERAL_BASIC = "general_basic"
    THREE_PUBLIC = "three_public"
    GOVERNMENT_FUND = "government_fund"
    STATE_CAPITAL = "state_capital"
    OTHER = "other"


class AccountsRow(Record):
    """One row: code and name as printed, figures by column key (``marks`` for what is printed instead of a figure)."""

    code: str | None = None
    name: str
    level: int = 0
    figures: dict[str, Figure] = {}
    marks: dict[str, str] = {}


class AccountsTable(Record):
    """One of the nine tables. ``columns`` are keys with their printed labels, in order; two-sided tables have one row list a side."""

    kind: AccountsTableKind
    number: str | None = None
    title: str
    unit: str = ""
    columns: dict[str, str] = {}
    rows: tuple[AccountsRow, ...] = ()
    right_rows: tuple[AccountsRow, ...] = ()
    is_empty: bool = False


class Heading(Record):
    """A heading of the text, or a line of the contents page (then with its page as printed)."""

    level: int
    number: str = ""
    title: str
    page: Figure | None = None


class FinalAccounts(Record):
    """A disclosure. Sections are ``headings``, sentences are ``facts``; ``paragraphs`` keep the text for checks on words."""

    type: Literal["final_accounts"] = "final_accounts"
    title: str = ""
    agency: str | None = None
    fiscal_year: int | None = None
    money_unit: str = "万元"
    facts: tuple[Fact, ...] = ()
    tables: tuple[AccountsTable, ...] = ()
    headings: tuple[Heading, ...] = ()
    contents: tuple[Heading, ...] = ()
    paragraphs: tuple[str, ...] = ()
    paragraph_sections: tuple[int, ...] = ()
    stated_empty: tuple[str, ...] = ()
