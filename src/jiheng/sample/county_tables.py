"""Nine-table workbooks of the county's departments as the final-accounts software exports them, of this year and of the year before."""

from __future__ import annotations

from dataclasses import replace

from jiheng.model.amounts import half_up
from jiheng.sample.county_accounts import ZERO, Accounts, FundItem, Year, accounts_of
from jiheng.sample.county_disclosures_tables import nine_tables
from jiheng.sample.county_disclosures_voice import Voice
from jiheng.sample.layouts_long import write_long
from jiheng.sample.layouts_long_paper import Paper


def accounts_workbook(number: int, *, unit: str = "万元", last_year: bool = False, with_tails: bool = True, seed: int = 1) -> bytes:
    """The nine tables of a department as a workbook."""
    accounts = accounts_of(number, with_tails=with_tails)
    voice = Voice(accounts=year_before(accounts) if last_year else accounts, seed=seed, unit=unit, thousands=True)
    return write_long(Paper(blocks=tuple(nine_tables(voice))), "xlsx", "numbers")


def year_before(accounts: Accounts) -> Accounts:
    """Last year's accounts as this year's remember them: what was left then is what was carried over to this year."""
    items = [
        replace(item, basic=_past(item.basic), project=_past(item.project), other=ZERO, income=item.general.prior, other_income=ZERO)
        for item in accounts.items
    ]
    items[0] = replace(items[0], income=items[0].income + accounts.opening)
    basic = sum((item.basic.final for item in items), ZERO)
    now = sum((amount for _, _, amount in accounts.economic), ZERO)
    economic = [(code, name, half_up(amount * basic / now)) for code, name, amount in accounts.economic]
    economic[0] = (*economic[0][:2], basic - sum((amount for _, _, amount in economic[1:]), ZERO))
    three = accounts.three_public
    return replace(
        accounts,
        department=replace(accounts.department, year=accounts.department.year - 1),
        items=tuple(items),
        fund=_past_fund(accounts.fund),
        capital=_past_fund(accounts.capital),
        service_income=ZERO,
        other_income=ZERO,
        opening=ZERO,
        economic=tuple(economic),
        three_public=replace(
            three,
            overseas=_past(three.overseas),
            purchase=_past(three.purchase),
            operation=_past(three.operation),
            hospitality=_past(three.hospitality),
        ),
    )


def _past(year: Year) -> Year:
    return Year(budget=year.prior, final=year.prior)


def _past_fund(fund: FundItem | None) -> FundItem | None:
    return None if fund is None else replace(fund, income=fund.project.prior, project=_past(fund.project))
