"""The official forms as files: objective declaration, monitoring, self-evaluation, of projects and of departments.

Word, PDF and Excel show the same grid; :mod:`jiheng.reports.render.forms` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from jiheng.model import AnyForm
from jiheng.regulation import Standard
from jiheng.reports.render.form_workbook import write_form_workbook
from jiheng.reports.render.forms import form_section, form_title
from jiheng.reports.render.paper import Layout, Paper
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word

FormFormat: TypeAlias = Literal["docx", "pdf", "xlsx"]

__all__ = ["FormFormat", "form_paper", "write_forms"]


def form_paper(forms: Sequence[AnyForm], standard: Standard) -> Paper:
    """The forms one after the other, each on pages of its own; wide ones lie on their side."""
    sections = tuple(form_section(form, standard, restart=not index) for index, form in enumerate(forms))
    title = form_title(forms[0], standard) if forms else ""
    return Paper(title=title, sections=sections, author=forms[0].implementing_agency or "" if forms else "")


def write_forms(forms: Sequence[AnyForm], standard: Standard, file_format: FormFormat) -> bytes:
    """The forms as one file; in Excel one sheet each."""
    paper = form_paper(forms, standard)
    if file_format == "xlsx":
        return write_form_workbook(paper, [form.project or form.implementing_agency or "" for form in forms])
    layout = Layout.of(standard)
    return write_word(paper, layout) if file_format == "docx" else write_pdf(paper, layout)
