"""Lists of a report: payments, the evaluation team, questions of a survey, tables of money, tables of targets."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from jiheng.documents.content import Cell
from jiheng.extraction.report_counts import counted_columns, labelled_amounts, with_unnamed
from jiheng.extraction.report_draft import Draft, figure_of, has_phone, tidy
from jiheng.extraction.report_grid import Columns, GridRow, LogicalTable, TableSources, body_rows, columns_of
from jiheng.extraction.report_outline import Outline
from jiheng.extraction.wording import indicator_name, money_unit_in, rate_unit_in
from jiheng.model import (
    AccountsRow,
    Figure,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    Member,
    MoneyTable,
    PartialDate,
    Payment,
    Source,
    Survey,
    SurveyQuestion,
    TargetList,
    read_date,
    read_target,
)
from jiheng.regulation.labels import FormLabels, compact

MoneyKind = Literal["income", "source", "nature", "arrangement", "projects", "funds", "counts"]
_RATES: Final = {"adjustment_rate", "execution_rate", "in_place_rate", "share", "other_rate"}
_MONEY: Final = ("initial_budget", "adjusted_budget", "adjustment", "in_place", "executed", "surplus")
_ANY: Final = (*_MONEY, "other")
_PART: Final = re.compile(r"^\s*(?:其中|#|（其中|\(其中)")


def base(key: str) -> str:
    """A column's meaning without the number of a second column of that meaning."""
    return re.sub(r"_\d+$", "", key)


def date_in_cell(text: str, year: int | None = None) -> PartialDate | None:
    """The date of a cell: 2023年11月, 2023.11.05, 11月 under a year; None for anything else."""
    plain = compact(text).rstrip("。")
    dotted = re.fullmatch(r"((?:19|20)\d\d)[.\-/](\d{1,2})(?:[.\-/](\d{1,2}))?", plain)
    if dotted and 1 <= int(dotted[2]) <= 12:
        return PartialDate(year=int(dotted[1]), month=int(dotted[2]), day=int(dotted[3]) if dotted[3] and int(dotted[3]) <= 31 else None)
    found = read_date(plain)
    return found.model_copy(update={"year": year}) if found is not None and found.year is None and year else found


def _cell(row: GridRow, columns: Columns, key: str) -> Cell | None:
    column = columns.at.get(key)
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _is_total(row: GridRow, labels: FormLabels) -> bool:
    return any(labels.block("score_totals").meaning(cell.text) == "total" for cell in row.filled[:2])


def read_payments(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read a list of payments; False when the table is none."""
    columns = columns_of(table.rows, draft.labels.block("payment_columns"), least=3)
    if columns is None or not columns.has("amount") or not columns.any("date", "payee") or not columns.any("purpose", "payee", "standard"):
        return False
    if columns_of(table.rows, draft.labels.block("score_columns"), least=4) is not None:
        return False
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    pending: list[tuple[dict[str, Any], dict[str, Source], Source]] = []
    for row in body_rows(table, columns):
        record, parts = _payment(row, columns, draft, sources, table.first.unit)
        if pending and record["amount"] is None and record["standard"] is None and not record["is_total"]:
            _complete(pending[-1][0], row, columns)
            continue
        if record["amount"] is None and not record["payee"]:
            continue
        pending.append((record, parts, sources.row(row, str(record["payee"] or record["purpose"] or ""))))
    if not pending:
        return False
    for record, parts, source in pending:
        if isinstance(record["date"], str):
            record["date"] = date_in_cell(record["date"])
        draft.add("payments", Payment(**record), source, parts)
    return True


def _payment(
    row: GridRow, columns: Columns, draft: Draft, sources: TableSources, unit: str
) -> tuple[
    dict[str, Any],
    dict[str, Source],
]:
    total = _is_total(row, draft.labels)
    record: dict[str, Any] = {"date": None, "purpose": None, "payee": None, "standard": None, "amount": None, "is_total": total}
    parts: dict[str, Source] = {}
    who = "" if total else row.text(columns.at["payee"]) if "payee" in columns.at else ""
    for key in ("date", "purpose", "payee", "standard", "amount"):
        cell = _cell(row, columns, key)
        if cell is None or not cell.text.strip() or (total and cell is row.filled[0]):
            continue
        label = columns.labels[key]
        if key in ("standard", "amount"):
            record[key] = figure_of(cell.text, money_unit_in(label) or unit)
        else:
            record[key] = tidy(cell.text)
        parts[key] = sources.cell(cell, row, f"{who or '合计' if total else who} / {label}".strip(" /"))
    if total and record["amount"] is None and not row.table.exact:
        for cell in row.filled[1:]:
            if figure_of(cell.text) is not None:
                record["amount"] = figure_of(cell.text, unit)
                parts["amount"] = sources.cell(cell, row, f"合计 / {columns.labels['amount']}")
    return record, parts


def _complete(record: dict[str, Any], row: GridRow, columns: Columns) -> None:
    """Add the rest of a row that a page cut in two."""
    for key in ("purpose", "payee"):
        if key in columns.at and row.text(columns.at[key]):
            record[key] = f"{record[key] or ''}{row.text(columns.at[key])}"
    if "date" in columns.at and row.text(columns.at["date"]) and isinstance(record["date"], str):
        record["date"] += row.text(columns.at["date"])


def read_team(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read the table of the evaluation team; False when the table is none."""
    columns = columns_of(table.rows, draft.labels.block("team_columns"))
    if columns is None or not columns.has("name") or not columns.any("role", "duty", "title"):
        return False
    sources = TableSources(table, outline.section(table.first.heading))
    for row in body_rows(table, columns):
        cell = _cell(row, columns, "name")
        if cell is None or not cell.text.strip() or len(compact(cell.text)) > 16:
            continue
        name = compact(cell.text)
        parts = {
            field: sources.cell(found, row, f"{name} / {columns.labels[field]}")
            for field in ("name", "role", "duty")
            if (found := _cell(row, columns, field)) is not None and found.text.strip()
        }
        phone = _cell(row, columns, "phone")
        if phone is not None and phone.text.strip():
            parts["has_phone"] = sources.cell(phone, row, f"{name} / {columns.labels['phone']}")
        member = Member(
            name=name,
            role=row.text(columns.at["role"]) or None if "role" in columns.at else None,
            duty=row.text(columns.at["duty"]) or None if "duty" in columns.at else None,
            has_phone=has_phone(row.row_text),
        )
        draft.add("team", member, sources.row(row, name), parts)
    return True


def survey_columns(table: LogicalTable, labels: FormLabels) -> Columns | None:
    """The columns of a table of survey questions; None when the table is none."""
    columns = columns_of(table.rows, labels.block("survey_columns"))
    if columns is None or not columns.has("question") or columns_of(table.rows, labels.block("score_columns"), least=4) is not None:
        return None
    return columns if columns.has("answer") or (columns.any("returned", "issued") and columns.has("rate")) else None


def read_questions(table: LogicalTable, columns: Columns, outline: Outline) -> tuple[Survey, dict[str, Source], Source]:
    """The questions of a survey table with their counts; several columns of answers keep their labels."""
    sources = TableSources(table, outline.section(table.first.heading))
    questions: list[SurveyQuestion] = []
    parts: dict[str, Source] = {}
    for row in body_rows(table, columns):
        text = row.text(columns.at["question"])
        if not text:
            continue
        index = len(questions)
        answers: dict[str, Figure] = {}
        found: dict[str, Figure | None] = {}
        for key, column in columns.at.items():
            cell = row.cells[column]
            if cell is None or not cell.text.strip() or base(key) not in ("answer", "returned", "rate"):
                continue
            label = columns.labels[key]
            figure = figure_of(cell.text, "%" if base(key) == "rate" else "")
            source = sources.cell(cell, row, f"{text} / {label}")
            if base(key) == "answer" and figure is not None:
                answers[label] = figure
                parts[f"questions/{index}/answers/{label.replace('/', '~1')}"] = source
            elif base(key) != "answer":
                found[base(key)] = figure
                parts[f"questions/{index}/{base(key)}"] = source
        parts[f"questions/{index}"] = sources.row(row, text)
        questions.append(SurveyQuestion(question=text, answers=answers, returned=found.get("returned"), rate=found.get("rate")))
    survey = Survey(
        title=table.first.title, section=outline.section(table.first.heading), part=table.first.part, questions=tuple(questions)
    )
    return survey, parts, sources.whole(table)


def _money_columns(table: LogicalTable, labels: FormLabels) -> Columns | None:
    """The columns of a table of money or of anything else that is counted; None when the table is neither."""
    columns = columns_of(table.rows, labels.block("money_columns"))
    money = columns is not None and any(base(key) in _MONEY for key in columns.at) and len(columns.at) >= 3
    if columns is not None and money and sum(base(key) in _MONEY or base(key) in _RATES for key in columns.at) >= 2:
        return with_unnamed(table, columns)
    return counted_columns(table, labels) if table.exact else None


# long: one pass over the rows of a table of money, each kind of row in turn
def read_money(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read a table of money, or of counts, by row label; False when the table is none."""
    labels = draft.labels
    columns = _money_columns(table, labels)
    if columns is None:
        return _read_labelled(table, outline, draft)
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    name_at = columns.at.get("name", _first_text_column(table, columns))
    rows: list[AccountsRow] = []
    parts: dict[str, Source] = {}
    for row in body_rows(table, columns):
        name = row.text(name_at) or next((tidy(cell.text) for cell in row.filled[:1]), "")
        if not name or figure_of(name) is not None:
            name = next((tidy(c.text) for c in row.filled if figure_of(c.text) is None), "")
        name = name or (outline.headings[table.first.heading].title if table.first.heading >= 0 else "")
        if not name:
            continue
        figures, marks, places = _money_row(row, columns, sources, name, table.first.unit)
        if figures:
            total = labels.block("score_totals").meaning(name) is not None or bool(re.search(r"合计|总计|总额", name))
            parts |= {f"rows/{len(rows)}/figures/{key}": source for key, source in places.items()}
            parts[f"rows/{len(rows)}"] = sources.row(row, name)
            rows.append(AccountsRow(name=name, level=0 if total else 2 if _PART.match(name) else 1, figures=figures, marks=marks))
    if not rows:
        return False
    kind = _money_kind(table, rows, columns, labels)
    unit = table.first.unit or next((u for u in map(money_unit_in, columns.labels.values()) if u), "")
    record = MoneyTable(
        kind=kind,
        title=table.first.title,
        unit=unit,
        section=section,
        part=table.first.part,
        columns=dict(columns.labels),
        rows=tuple(rows),
    )
    draft.add("money_tables", record, sources.whole(table), parts)
    return True


def _read_labelled(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read amounts that stand beside their labels as one row; False when there are none."""
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    figures: dict[str, Figure] = {}
    columns: dict[str, str] = {}
    parts: dict[str, Source] = {}
    for key, (label, cell, row) in labelled_amounts(table, draft.labels).items():
        figure = figure_of(cell.text, "" if key in _RATES else money_unit_in(label) or table.first.unit)
        if figure is not None:
            figures[key], columns[key] = figure, label
            parts[f"rows/0/figures/{key}"] = sources.cell(cell, row, label)
    if not figures:
        return False
    row_name = outline.headings[table.first.heading].title if table.first.heading >= 0 else "资金"
    record = MoneyTable(
        kind="funds", title=table.first.title, unit=table.first.unit, section=section, part=table.first.part, columns=columns,
        rows=(AccountsRow(name=row_name, level=1, figures=figures),),
    )  # fmt: skip
    draft.add("money_tables", record, sources.whole(table), parts)
    return True


def _first_text_column(table: LogicalTable, columns: Columns) -> int:
    known = set(columns.at.values())
    row = next(iter(table.rows[columns.body :]), None)
    if row is None:
        return 0
    return next((i for i in range(len(row.cells)) if i not in known and row.text(i) and figure_of(row.text(i)) is None), 0)


def _money_row(
    row: GridRow, columns: Columns, sources: TableSources, name: str, unit: str
) -> tuple[dict[str, Figure], dict[str, str], dict[str, Source]]:
    figures: dict[str, Figure] = {}
    marks: dict[str, str] = {}
    places: dict[str, Source] = {}
    for key, column in columns.at.items():
        cell = row.cells[column] if column < len(row.cells) else None
        rate = base(key) in _RATES
        if cell is None or not cell.text.strip() or not (rate or base(key) in _ANY) or tidy(cell.text) == name:
            continue
        label = columns.labels[key]
        assumed = "" if base(key) == "other" else unit
        figure = figure_of(
            cell.text, "%" if rate and (rate_unit_in(label) or "%" in cell.text) else "" if rate else money_unit_in(label) or assumed
        )
        if figure is None:
            marks[key] = tidy(cell.text)
            continue
        figures[key] = figure
        places[key] = sources.cell(cell, row, f"{name} / {label}")
    return figures, marks, places


def _money_kind(table: LogicalTable, rows: list[AccountsRow], columns: Columns, labels: FormLabels) -> MoneyKind:
    """What a table of money lists: by the names of its rows first, then by its title."""
    if not any(base(key) in _MONEY for key in columns.at):
        return "counts"
    kinds = labels.block("money_tables")
    names = " ".join(row.name for row in rows)
    title = f"{table.first.title} {columns.labels.get('name', '')}"
    if kinds.within(names) == "nature":
        return "nature"
    if columns.has("share") and columns.any("initial_budget", "adjusted_budget") and "executed" not in columns.at:
        return "arrangement"
    found = kinds.within(title)
    if found in ("projects", "nature"):
        return "projects" if found == "projects" else "nature"
    if found == "income" or (columns.has("adjustment") and "executed" not in columns.at):
        return "income"
    return "source" if found == "source" or kinds.within(names) == "source" else "funds"


def read_targets(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read a table of indicators with targets and no points; False when the table is none."""
    labels = draft.labels
    columns = columns_of(table.rows, labels.block("target_columns"))
    if columns is None or not columns.has("name", "target") or columns_of(table.rows, labels.block("score_columns"), least=4):
        return False
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    rows: list[Indicator] = []
    parts: dict[str, Source] = {}
    held: dict[str, str] = {}
    for row in body_rows(table, columns):
        for key in ("category", "subcategory"):
            if key in columns.at and row.text(columns.at[key]):
                held[key] = row.text(columns.at[key])
        name, cell = row.text(columns.at["name"]), _cell(row, columns, "target")
        if not name or cell is None or not cell.text.strip():
            continue
        category, sub = labels.categories.meaning(held.get("category", "")), labels.subcategories.meaning(held.get("subcategory", ""))
        unit = row.text(columns.at["unit"]) if "unit" in columns.at else ""
        parts[f"indicators/{len(rows)}"] = sources.row(row, name)
        parts[f"indicators/{len(rows)}/target"] = sources.cell(cell, row, f"{name} / {columns.labels['target']}")
        rows.append(
            Indicator(
                category=held.get("category"), category_key=IndicatorCategory(category) if category else None,
                subcategory=held.get("subcategory"), subcategory_key=IndicatorSubcategory(sub) if sub else None,
                name=indicator_name(name, labels)[0], name_unit=indicator_name(name, labels)[1],
                target=read_target(tidy(cell.text), unit=unit) if unit else read_target(tidy(cell.text)),
            )
        )  # fmt: skip
    if not rows:
        return False
    draft.add("target_lists", TargetList(section=section, part=table.first.part, indicators=tuple(rows)), sources.whole(table), parts)
    return True
