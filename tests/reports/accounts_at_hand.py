"""The sample county's accounts of this year and of the year before, read from the workbooks they are exported as."""

from __future__ import annotations

from functools import cache

from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import FinalAccounts
from jiheng.regulation import load_labels
from jiheng.sample.county_accounts import accounts_of
from jiheng.sample.county_tables import accounts_workbook


def tables_read(data: bytes, agency: str, year: int) -> FinalAccounts:
    """The accounts in a workbook, with what its captions say."""
    (extracted,) = extract(read("决算表.xlsx", data=data), load_labels("cn")).records
    assert isinstance(extracted.record, FinalAccounts)
    return extracted.record.model_copy(update={"agency": agency, "fiscal_year": year})


@cache
def department(number: int, *, unit: str = "万元", last_year: bool = False, with_tails: bool = True, seed: int = 1) -> FinalAccounts:
    """The accounts of a department, through a workbook."""
    drawn = accounts_of(number, with_tails=with_tails).department
    year = drawn.year - last_year
    return tables_read(accounts_workbook(number, unit=unit, last_year=last_year, with_tails=with_tails, seed=seed), drawn.name, year)
