"""What a disclosure says of tables that are empty. Not a check: FAC128, FAC203 and FAC206 share it."""

from __future__ import annotations

import re
from typing import Final

from jiheng.model import AccountsTableKind, FinalAccounts

KINDS: Final = {"fund": "政府性基金", "state_capital": "国有资本经营", "three_public": "三公"}
TABLES: Final = {
    "fund": AccountsTableKind.GOVERNMENT_FUND,
    "state_capital": AccountsTableKind.STATE_CAPITAL,
    "three_public": AccountsTableKind.THREE_PUBLIC,
}


def empty_statements(accounts: FinalAccounts, kind: str) -> list[str]:
    """Paths of the statements that a table (fund, state_capital, three_public) is empty."""
    word = KINDS[kind]
    said = [f"/stated_empty/{i}" for i, text in enumerate(accounts.stated_empty) if word in re.sub(r"[“”\"]", "", text)]
    return said + [f"/facts/{i}" for i, fact in enumerate(accounts.facts) if fact.says_empty and word in f"{fact.section}{fact.label}"]


def is_stated_empty(accounts: FinalAccounts, kind: str) -> bool:
    """Whether the text or the table says that there is nothing of the kind."""
    return bool(empty_statements(accounts, kind)) or any(table.kind is TABLES[kind] and table.is_empty for table in accounts.tables)
