"""Tables of one survey question each: options with counts and shares, as survey services print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from jiheng.extraction.report_draft import Draft, figure_of
from jiheng.extraction.report_grid import Columns, GridRow, LogicalTable, TableSources, body_rows, columns_of
from jiheng.extraction.report_outline import Outline
from jiheng.model import Figure, Source, Survey, SurveyQuestion
from jiheng.regulation.labels import FormLabels

#: Shares of the answers to one question in percent, as rounded.
_WHOLE: Final = (Decimal("99.5"), Decimal("100.5"))
_QUESTION_NUMBER: Final = re.compile(r"^\s*(?:问题|第)?\s*[\d一二三四五六七八九十]{1,3}\s*(?:题|[.．、：:])?\s*")


def option_columns(table: LogicalTable, labels: FormLabels) -> Columns | None:
    """The columns of a table of one question: its options with counts and shares that make a whole; None when the table is none."""
    columns = columns_of(table.rows, labels.block("survey_options"))
    if columns is None or not columns.has("option", "count", "rate"):
        return None
    rates = [figure_of(row.text(columns.at["rate"])) for row in body_rows(table, columns) if not _is_total(row, columns, labels)]
    known = [rate.value for rate in rates if rate is not None]
    return columns if known and _WHOLE[0] <= sum(known) <= _WHOLE[1] else None


def _is_total(row: GridRow, columns: Columns, labels: FormLabels) -> bool:
    return labels.block("survey_options").meaning(row.text(columns.at["option"])) == "total"


def read_options(
    table: LogicalTable, columns: Columns, outline: Outline, labels: FormLabels
) -> tuple[SurveyQuestion, dict[str, Source], Source]:
    """One question with the count and the share of each answer; its words are the title of the table."""
    sources = TableSources(table, outline.section(table.first.heading))
    answers: dict[str, Figure] = {}
    rates: dict[str, Figure] = {}
    parts: dict[str, Source] = {}
    returned: Figure | None = None
    for row in body_rows(table, columns):
        option = row.text(columns.at["option"])
        for field, key, found in (("answers", "count", answers), ("rates", "rate", rates)):
            cell = row.cells[columns.at[key]]
            figure = figure_of(cell.text, "%" if key == "rate" else "") if cell is not None else None
            if cell is None or figure is None or not option:
                continue
            source = sources.cell(cell, row, f"{option} / {columns.labels[key]}")
            if not _is_total(row, columns, labels):
                found[option] = figure
                parts[f"{field}/{option.replace('/', '~1')}"] = source
            elif key == "count":
                returned, parts["returned"] = figure, source
    question = _QUESTION_NUMBER.sub("", table.first.title) or sources.section
    return SurveyQuestion(question=question, returned=returned, answers=answers, rates=rates), parts, sources.whole(table)


def read_question(table: LogicalTable, columns: Columns, outline: Outline, draft: Draft) -> None:
    """Add the question of a table to the survey its section already has, else begin one."""
    question, parts, source = read_options(table, columns, outline, draft.labels)
    section = outline.section(table.first.heading)
    surveys = draft.lists.get("surveys", [])
    if surveys and surveys[-1].questions and surveys[-1].section == section:
        index, number = len(surveys) - 1, len(surveys[-1].questions)
        surveys[-1] = surveys[-1].model_copy(update={"questions": (*surveys[-1].questions, question)})
        draft.sources.add(f"/surveys/{index}/questions/{number}", source)
        for name, place in parts.items():
            draft.sources.add(f"/surveys/{index}/questions/{number}/{name}", place)
        return
    named = {f"questions/0/{name}": place for name, place in parts.items()}
    survey = Survey(title=table.first.title, section=section, part=table.first.part, questions=(question,))
    draft.add("surveys", survey, source, {"questions/0": source, **named})
