"""What is to be said of the record of a paper of the process: its faults as findings, its comparisons as relations.

The same faults as those of a typed file; what a person is asked to do speaks of the paper, not of the keys of a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jiheng.assessment.running import Choice, Said
from jiheng.checks.record_faults import record_faults
from jiheng.checks.record_relations import record_relations
from jiheng.model import AnyRecord, ComplaintLedger, Finding, Rectification, ReviewOpinions
from jiheng.regulation import Standard
from jiheng.scoring.faults import Fault

_KEYS: Final = re.compile(r"（[a-z_]+[^（）]*）")


def add_papers(said: Said, records: Sequence[AnyRecord], standard: Standard, choice: Choice) -> None:
    """Add what is to be said of the papers among the records of a document."""
    for number, record in enumerate(records):
        if isinstance(record, Rectification | ComplaintLedger | ReviewOpinions):
            said.relations.extend((number, relation) for relation in record_relations(record, standard))
            said.findings.extend((number, _finding(fault)) for fault in record_faults(record, standard) if _chosen(fault, choice))


def _chosen(fault: Fault, choice: Choice) -> bool:
    names = (fault.code, fault.name)
    return (not choice.select or any(name.startswith(word) for word in choice.select for name in names)) and not any(
        name.startswith(word) for word in choice.ignore for name in names
    )


def _finding(fault: Fault) -> Finding:
    return Finding(
        code=fault.code,
        name=fault.name,
        severity=fault.severity,
        message=f"{_KEYS.sub('', fault.problem)}。",
        advice=f"{_KEYS.sub('', fault.remedy)}。" if fault.remedy else "",
        stated=fault.stated,
        expected=fault.expected,
        paths=(fault.place,),
        citations=fault.citations,
    )
