"""The ledger, or the file of one case, as Word, PDF or Excel."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from jiheng.model import ComplaintLedger
from jiheng.regulation import load_standard
from jiheng.reports.complaint_ledger import complaint_ledger, complaint_sheets
from jiheng.reports.render.paper import Layout
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.reports.render.workbook import write_workbook

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def written(ledger: ComplaintLedger, kind: str) -> bytes:
    """The bytes of the file; ``kind`` is one of ``TYPES``."""
    standard = load_standard(ledger.standard, ledger.at)
    if kind == "xlsx":
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "ledger.xlsx"
            write_workbook(target, complaint_sheets(ledger, standard))
            return target.read_bytes()
    paper, layout = complaint_ledger(ledger, standard), Layout.of(standard)
    return write_pdf(paper, layout) if kind == "pdf" else write_word(paper, layout)
