"""``check`` of records of the process that people type: a rectification, a complaints ledger, the opinions of a review."""

from __future__ import annotations

import re
from typing import Final

from jiheng.assessment import DocumentAssessment, Options
from jiheng.assessment.case_assessing import About, assess_typed_file
from jiheng.checks.record_relations import record_figures, record_relations
from jiheng.documents import Unreadable
from jiheng.model import ComplaintLedger
from jiheng.process.record_file import kind_of_record, place_record
from jiheng.regulation import WrongFile, read_placed

#: What the beginning of such a file looks like: its type, or the list that only it has, in YAML or JSON.
_LOOKS: Final = re.compile(
    rb"""^\s*\{?\s*["']?(?:type["']?\s*:\s*["']?(?:rectification|complaint_ledger|review_opinions)\b|(?:complaints|opinions|items)["']?\s*:)""",
    re.M,
)
_BEGINNING, _LARGEST = 65_536, 20 * 2**20


def assess_record_file(data: bytes, path: str, options: Options) -> DocumentAssessment | Unreadable | None:
    """The assessment of a record of the process; None when the file is none, so that it is read as any other document."""
    if len(data) > _LARGEST or b"\0" in data[:_BEGINNING] or not _LOOKS.search(data[:_BEGINNING]):
        return None
    try:
        placed = read_placed(data.decode("utf-8-sig"), path)
    except (UnicodeDecodeError, WrongFile):
        return None
    kind = kind_of_record(placed.content)
    if kind is None:
        return None
    try:
        read = place_record(placed, kind)
    except WrongFile as error:
        return Unreadable(path=path, error=str(error), code="wrong_record")
    record = read.record
    owner = record if isinstance(record, ComplaintLedger) else record.subject
    about = About(type=record.type, standard=record.standard, agency=owner.agency or None, fiscal_year=owner.fiscal_year)
    relations = tuple(record_relations(record, read.standard))
    return assess_typed_file(placed, data, options, about, read.faults, relations, record_figures(record))
