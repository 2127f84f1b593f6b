"""The official forms as papers: objective declaration, monitoring, self-evaluation, of projects and of departments.

A form prints what its record says, with its own marks (dash, slash) where it says nothing. Layout and labels come from the standard
(``papers/forms.yaml``); rows of indicators are merged by their groups. Word, PDF and Excel show the same grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from jiheng.model import AnyForm, MonitoringForm, SelfEvaluationForm
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.official_forms.blocks import shown_columns, title_of
from jiheng.reports.official_forms.monitoring import monitoring_blocks
from jiheng.reports.official_forms.objectives import objective_blocks
from jiheng.reports.official_forms.self_evaluation import self_evaluation_blocks
from jiheng.reports.render.form_workbook import write_form_workbook
from jiheng.reports.render.paper import Block, Layout, Paper, Section
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word

FormFormat: TypeAlias = Literal["docx", "pdf", "xlsx"]

__all__ = ["FormFormat", "form_blocks", "form_paper", "write_forms"]


def form_blocks(form: AnyForm, standard: Standard) -> tuple[Block, ...]:
    """Title, year line and grid of one form, to be set into a paper."""
    words = load_paper(standard.name, "forms")
    if isinstance(form, SelfEvaluationForm):
        return self_evaluation_blocks(form, words.part(form.type))
    if isinstance(form, MonitoringForm):
        return monitoring_blocks(form, words.part(form.type))
    return objective_blocks(form, words.part(form.type))


def form_paper(forms: Sequence[AnyForm], standard: Standard) -> Paper:
    """The forms one after the other, each on pages of its own; wide ones lie on their side."""
    sections = tuple(
        Section(blocks=form_blocks(form, standard), landscape=_is_wide(form, standard), restart=not index)
        for index, form in enumerate(forms)
    )
    words = load_paper(standard.name, "forms")
    title = title_of(forms[0], words.part(forms[0].type)) if forms else ""
    return Paper(title=title, sections=sections, author=forms[0].implementing_agency or "" if forms else "")


def _is_wide(form: AnyForm, standard: Standard) -> bool:
    """Whether a form lies on its side: a monitoring form does, another one when it shows more columns than the official ones."""
    words = load_paper(standard.name, "forms").part(form.type)
    return isinstance(form, MonitoringForm) or len(shown_columns(form.indicators, words)) > len(words["columns"])


def write_forms(forms: Sequence[AnyForm], standard: Standard, file_format: FormFormat) -> bytes:
    """The forms as one file; in Excel one sheet each."""
    paper = form_paper(forms, standard)
    if file_format == "xlsx":
        return write_form_workbook(paper, [form.project or form.implementing_agency or "" for form in forms])
    layout = Layout.of(standard)
    return write_word(paper, layout) if file_format == "docx" else write_pdf(paper, layout)
