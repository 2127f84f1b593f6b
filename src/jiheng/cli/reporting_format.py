"""The choices of ``report``, apart so that the command line starts without the writers."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """What ``report`` writes: the package of an evaluation case, or the official forms found in documents."""

    PACKAGE = "package"
    FORMS = "forms"


class ReportFormat(StrEnum):
    """File formats of ``report``."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
