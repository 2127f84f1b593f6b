"""What a disclosure says of tables that are empty. Not a check: FAC128, FAC203 and FAC206 share it."""

from __future__ import annotations

import re
from typing import Final

from jiheng.model import AccountsTableKind, Fact, FinalAccounts

KINDS: Final = {"fund": "政府性基金", "state_capital": "国有资本经营", "three_public": "三公"}
TABLES: Final = {
    "fund": AccountsTableKind.GOVERNMENT_FUND,
    "state_capital": AccountsTableKind.STATE_CAPITAL,
    "three_public": AccountsTableKind.THREE_PUBLIC,
}
#: Money that is none of the three, or but a part of one: one kind of travel is not there, the others may be.
_OTHER: Final = re.compile(r"出国|用车|车辆|接待|购置|采购|一般公共预算|预算绩效|机关运行|资产|(?:部门|单位)决算")


def empty_statements(accounts: FinalAccounts, kind: str) -> list[str]:
    """Paths of the statements that a table (fund, state_capital, three_public) is empty."""
    said = [f"/stated_empty/{i}" for i, text in enumerate(accounts.stated_empty) if KINDS[kind] in _unquoted(text)]
    return said + [f"/facts/{i}" for i, fact in enumerate(accounts.facts) if fact.says_empty and kind in _kinds_of(fact)]


def _kinds_of(fact: Fact) -> list[str]:
    """The kinds that a statement of emptiness speaks of: as its own words say, else as the nearest title that names money."""
    for words in (fact.label, fact.text if "本表" in fact.label else "", *reversed(fact.section.split("/"))):
        named = [kind for kind, word in KINDS.items() if word in _unquoted(words)]
        if named or _OTHER.search(words):
            return named
    return []


def _unquoted(text: str) -> str:
    return re.sub(r"[“”\"]", "", text)


def is_stated_empty(accounts: FinalAccounts, kind: str) -> bool:
    """Whether the text or the table says that there is nothing of the kind."""
    return bool(empty_statements(accounts, kind)) or any(table.kind is TABLES[kind] and table.is_empty for table in accounts.tables)
