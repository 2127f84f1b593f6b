"""Telling a form from any other table by its labels, and what kind of form it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiheng.extraction import headers
from jiheng.extraction.builder import FormKind
from jiheng.extraction.lines import Header, Line, is_number
from jiheng.extraction.surroundings import Surroundings, is_title
from jiheng.model import Scope
from jiheng.regulation.labels import FormLabels

_HEAD_ROWS = 14


@dataclass(slots=True)
class Evidence:
    """The labels of a form that a run of lines carries."""

    title: str = ""
    title_kind: str | None = None
    head: int = 0
    has_project: bool = False
    has_agency: bool = False
    funds: bool = False
    expected_funds: bool = False
    objectives: bool = False
    tasks: bool = False
    indicators: Header | None = None
    total: bool = False
    groups: int = 0

    def is_form(self, above: Surroundings) -> bool:
        """Whether the lines begin a form."""
        kind = self.title_kind or above.kind
        if kind == "not_a_form":
            return False
        measured = self.indicators is not None and self.indicators.has("target", "actual", "expected")
        beside = bool(self.head) + self.funds + self.objectives + self.tasks
        if self.indicators is not None:
            return (measured and (beside > 0 or kind is not None)) or (beside >= 2) or (kind is not None and beside > 0)
        if self.funds and (self.head or self.objectives):
            return True
        return kind is not None and (self.head >= 2 or (self.has_project and beside >= 1) or beside >= 2)

    def continues(self) -> bool:
        """Whether the lines could go on a form begun before."""
        return self.title_kind is None and not self.has_project

    def kind(self, above: Surroundings) -> FormKind:
        """Which form it is: by its columns where they are clear, else by its title."""
        columns = self.indicators
        title = self.title_kind or above.kind
        if columns is not None and (columns.has("expected") or self.expected_funds):
            return "monitoring"
        if title == "monitoring":
            return "monitoring"
        if columns is not None and columns.has("score"):
            return "self_evaluation"
        if columns is not None and columns.has("target") and not columns.has("actual"):
            return "self_evaluation" if title == "self_evaluation" else "objective"
        return "objective" if title == "objective" and (columns is None or not columns.has("actual")) else "self_evaluation"

    def scope(self, above: Surroundings, labels: FormLabels, sheet: str = "") -> Scope:
        """Project or department, by title, then by the head."""
        for title in (self.title, above.title, sheet):
            found = labels.scopes.within(title) if title else None
            if found == "department" or (found == "project" and labels.titles.within(title)):
                return Scope(found)
        return Scope.DEPARTMENT if (self.has_agency or self.tasks) and not self.has_project else Scope.PROJECT


def evidence(lines: Sequence[Line], labels: FormLabels) -> Evidence:
    """Collect the labels of a run of lines."""
    found = Evidence()
    for number, line in enumerate(lines):
        filled = line.filled
        if not filled:
            continue
        if len(filled) == 1 and not found.title and number < _HEAD_ROWS and is_title(filled[0].text):
            _title(filled[0].text, found, labels)
        header = headers.indicator_header(line, labels)
        if header is not None:
            found.indicators = found.indicators or header
            continue
        if found.indicators is None:
            _above_indicators(line, number, found, labels)
        else:
            found.total = found.total or labels.totals.meaning(filled[0].text) == "total"
        found.groups += sum(labels.subcategories.meaning(cell.text) is not None for cell in filled[:3])
    return found


def _title(text: str, found: Evidence, labels: FormLabels) -> None:
    kind = labels.titles.within(text)
    if kind is None or labels.head.split(text) or labels.objectives_block.meaning(text) or labels.indicators_block.meaning(text):
        return
    found.title, found.title_kind = text, kind


def _above_indicators(line: Line, number: int, found: Evidence, labels: FormLabels) -> None:
    filled = line.filled
    tasks = headers.task_header(line, labels) is not None
    found.tasks = found.tasks or tasks
    funds = None if tasks else headers.funds_header(line, labels)
    if funds is not None:
        found.funds = True
        found.expected_funds = found.expected_funds or funds.has("expected_execution")
    side = any(labels.funds_block.meaning(cell.text) for cell in line.covering)
    found.funds = found.funds or (side and any(is_number(cell.text) for cell in filled))
    objective = headers.objective_header(line, labels)
    found.objectives = found.objectives or (objective is not None and (len(objective[0].columns) > 1 or bool(objective[1])))
    if len(filled) > 1 and labels.objectives_block.meaning(filled[0].text):
        found.objectives = True
    if number >= _HEAD_ROWS or tasks or funds is not None:
        return
    for cell, after in zip(filled, [*filled[1:], None], strict=False):
        meaning = labels.head.meaning(cell.text)
        split = labels.head.split(cell.text)
        valued = split is not None or after is None or labels.head.meaning(after.text) is None
        if (meaning is not None and valued) or split is not None:
            known = meaning or (split[0] if split else "")
            if known not in ("head_fact", "year_fact"):
                found.head += 1
            found.has_project = found.has_project or known == "project"
            found.has_agency = found.has_agency or known in ("implementing_agency", "supervising_department")
