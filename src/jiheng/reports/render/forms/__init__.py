"""The official forms as blocks of a paper: objective declaration, monitoring, self-evaluation, of projects and of departments.

A form prints what its record says, with its own marks (dash, slash) where it says nothing. Layout and labels come from the standard
(``papers/forms.yaml``); rows of indicators are merged by their groups. Reports of their own and appendices of other reports use them.
"""

from __future__ import annotations

from jiheng.model import AnyForm, MonitoringForm, SelfEvaluationForm
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.forms.blocks import shown_columns, title_of
from jiheng.reports.render.forms.monitoring import monitoring_blocks
from jiheng.reports.render.forms.objectives import objective_blocks
from jiheng.reports.render.forms.self_evaluation import self_evaluation_blocks
from jiheng.reports.render.paper import Block, Section

__all__ = ["form_blocks", "form_section", "form_title"]


def form_title(form: AnyForm, standard: Standard) -> str:
    """The form's own title, else the official one."""
    return title_of(form, load_paper(standard.name, "forms").part(form.type))


def form_blocks(form: AnyForm, standard: Standard) -> tuple[Block, ...]:
    """Title, year line and grid of one form, to be set into a paper."""
    words = load_paper(standard.name, "forms")
    if isinstance(form, SelfEvaluationForm):
        return self_evaluation_blocks(form, words.part(form.type))
    if isinstance(form, MonitoringForm):
        return monitoring_blocks(form, words.part(form.type))
    return objective_blocks(form, words.part(form.type))


def form_section(form: AnyForm, standard: Standard, *, restart: bool = False) -> Section:
    """One form on pages of its own; a wide one lies on its side."""
    return Section(blocks=form_blocks(form, standard), landscape=_is_wide(form, standard), restart=restart)


def _is_wide(form: AnyForm, standard: Standard) -> bool:
    """Whether a form lies on its side: a monitoring form does, another one when it shows more columns than the official ones."""
    words = load_paper(standard.name, "forms").part(form.type)
    return isinstance(form, MonitoringForm) or len(shown_columns(form.indicators, words)) > len(words["columns"])
