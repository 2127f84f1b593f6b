"""The counts that belong to three-public expenses: groups, travellers, vehicles, batches, guests.

Not a check: the checks of disclosures (FAC118, FAC119, FAC125, XCK206) share it.
"""

from __future__ import annotations

import re

from jiheng.checks.statements import is_of_year
from jiheng.model import FinalAccounts

#: Kind of count: what label and context must say, and the units it is counted in. The first that fits.
_COUNTS: tuple[tuple[str, str, str], ...] = (
    ("groups", r"出国|出境|(?<!接待)(?<!来访)团组", r"个|个次|批|批次|次"),
    ("travellers", r"出国|出境", r"人|人次|人·次"),
    ("purchased", r"(?:购置|更新|新购|购入)", r"辆|台"),
    ("owned", r"保有|(?:共有|实有|现有|拥有)公务用车", r"辆|台"),
    ("batches", r"接待", r"批|批次|次|个|批·次"),
    ("guests", r"接待|来宾", r"人|人次|人·次"),
)
_FOREIGN = re.compile(r"外事|国\(境\)外|外宾|参加其他")

COUNT_NAMES = {
    "groups": "因公出国（境）团组",
    "travellers": "因公出国（境）人次",
    "purchased": "公务用车购置数",
    "owned": "公务用车保有量",
    "batches": "公务接待批次",
    "guests": "公务接待人次",
}


def counts(record: FinalAccounts) -> dict[str, list[int]]:
    """The facts that state each kind of count, in their order."""
    found: dict[str, list[int]] = {}
    for index, fact in enumerate(record.facts):
        if fact.figure is None or not is_of_year(fact, record):
            continue
        for name, words, units in _COUNTS:
            here = re.search(words, fact.label) or (fact.context and re.search(words, fact.context[-1]))
            if here and re.fullmatch(units, fact.figure.unit) and not _FOREIGN.search(fact.label):
                found.setdefault(name, []).append(index)
                break
    return found
