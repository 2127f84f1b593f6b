"""The choices of ``report``, apart so that the command line starts without the writers."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """What ``report`` writes: an evaluation package, the official forms found in documents, the disclosure of final accounts."""

    PACKAGE = "package"
    FORMS = "forms"
    DISCLOSURE = "disclosure"


class ReportFormat(StrEnum):
    """File formats of ``report``."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
