"""Objective declarations and monitoring forms laid out as grids, with the habits of the same layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jiheng.model import Figure, MonitoringForm, ObjectiveForm, PartialDate, Scope
from jiheng.sample.grids import Grid, GridBuilder, Slot, spread
from jiheng.sample.layouts import Layout, label_set
from jiheng.sample.layouts_grid import WIDTHS, indicator_rows, label, printed

_CAUSES = ("cause_funding", "cause_system", "cause_staff", "cause_hardware", "cause_other", "cause_explanation")
_LIKELIHOODS = ("likelihood_certain", "likelihood_possible", "likelihood_impossible")
_GROUPED = ("category", "subcategory", "name")


def _date(date: PartialDate | None) -> str:
    return date.text if date is not None else ""


def _builder(columns: tuple[float, ...], layout: Layout) -> GridBuilder:
    return GridBuilder(widths=(*((WIDTHS["side"],) if layout.has_side else ()), *columns))


def _pairs(builder: GridBuilder, pairs: list[tuple[str, str]]) -> None:
    """Rows of two labelled values, or of one when only one is left."""
    first = min(2, builder.columns // 3)
    for at in range(0, len(pairs), 2):
        row = [label(pairs[at][0], colspan=first)]
        if at + 1 < len(pairs):
            left, name, right = spread(builder.widths[first:], [2.6, 1.2, 2.6])
            row += [Slot(text=pairs[at][1], colspan=left), label(pairs[at + 1][0], colspan=name)]
            row.append(Slot(text=pairs[at + 1][1], colspan=right))
        else:
            row.append(Slot(text=pairs[at][1], colspan=builder.columns - first))
        builder.row(row)


def _side(builder: GridBuilder, first: int, text: str, layout: Layout) -> None:
    if layout.has_side:
        builder.prepend(first, label(text))


def _lines(form: ObjectiveForm | MonitoringForm, layout: Layout, labels: Mapping[str, str]) -> tuple[str, ...]:
    lines = [labels["year_line"].format(year=form.fiscal_year)]
    return tuple(lines + ([f"单位：{layout.money_unit}"] if layout.unit_place == "caption" else []))


def _block(labels: Mapping[str, str], layout: Layout) -> str:
    text = labels["funds_block"]
    return text.format(unit=layout.money_unit) if layout.unit_place != "caption" else text.replace("（{unit}）", "")


def _objective_text(builder: GridBuilder, text: str, head: str, side: str, layout: Layout) -> None:
    first = len(builder.rows)
    span = builder.columns - (1 if layout.has_side else 0)
    builder.row([label(head, colspan=span)])
    builder.row([Slot(text=text, colspan=span, path="/expected_objective", align="left")])
    _side(builder, first, side, layout)


def objective_grid(form: ObjectiveForm, layout: Layout) -> Grid:
    """The objective declaration of a project, or of a department with its tasks of the year."""
    is_department = form.scope is Scope.DEPARTMENT
    labels = label_set("objective_department" if is_department else "objective_central")
    columns = ("category", "subcategory", "name", *(("sign", "target", "unit") if "sign" in layout.columns else ("target",)), "weight")
    builder = _builder(tuple(WIDTHS[name] for name in columns), layout)
    pairs = [
        (labels["project"], form.project or ""),
        ("项目属性", form.attribute or ""),
        (labels["supervising_department"], form.supervising_department or ""),
        (labels["implementing_agency"], form.implementing_agency or ""),
        ("开始时间", _date(form.starts_on)),
        ("结束时间", _date(form.ends_on)),
    ]
    _pairs(builder, [(labels["department"], form.implementing_agency or "")] if is_department else pairs)
    first = len(builder.rows)
    if not layout.has_side:
        builder.row([label(_block(labels, layout), colspan=builder.columns)])
    _declared_funds(form, layout, builder)
    _side(builder, first, _block(labels, layout), layout)
    if form.tasks:
        _declared_tasks(form, layout, labels, builder)
    _objective_text(builder, form.expected_objective or "", labels["expected_objective"], labels["objective_block"], layout)
    header_row = len(builder.rows)
    builder.row([label(labels[name]) for name in columns])
    for slots in indicator_rows(form.indicators, replace(layout, columns=columns, has_points_in_category=False)):
        builder.row(slots)
    _side(builder, header_row, labels["indicators_block"], layout)
    rows = tuple(tuple(row) for row in builder.rows)
    return Grid(title=labels["title"], lines=_lines(form, layout, labels), rows=rows, widths=builder.widths, header_row=header_row)


def _declared_funds(form: ObjectiveForm, layout: Layout, builder: GridBuilder) -> None:
    """The money of the year, beside that of the whole period where the layout has it."""
    groups = (("period_funds", form.period_funds), ("funds", form.funds))
    shown = [(name, rows) for name, rows in groups if rows]
    spans = spread(builder.widths[1 if layout.has_side else 0 :], [1, 1] * len(shown))
    for index in range(len(form.funds)):
        slots = []
        for at, (name, rows) in enumerate(shown):
            row = rows[index]
            value = Slot(text=printed(row.initial_budget), colspan=spans[2 * at + 1], path=f"/{name}/{index}/initial_budget")
            slots += [label(row.label, colspan=spans[2 * at]), value]
        builder.row(slots)


def _declared_tasks(form: ObjectiveForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    """The department's tasks of the year, each with what it asks for."""
    first = len(builder.rows)
    spans = spread(builder.widths[1 if layout.has_side else 0 :], (2.4, 3.2, 1.6))
    unit = f"（{layout.money_unit}）" if layout.unit_place != "caption" else ""
    heads = (labels["task_name"], labels["task_content"], labels["task_amount"] + unit)
    builder.row([label(text, colspan=span) for text, span in zip(heads, spans, strict=True)])
    for index, row in enumerate(form.tasks):
        texts = ((row.label, ""), ("按年度计划组织实施", ""), (printed(row.initial_budget), f"/tasks/{index}/initial_budget"))
        builder.row([Slot(text=text, colspan=span, path=path) for (text, path), span in zip(texts, spans, strict=True)])
    _side(builder, first, labels["tasks_block"], layout)


def monitoring_grid(form: MonitoringForm, layout: Layout) -> Grid:
    """The monitoring form, with its two header rows of causes and likelihoods."""
    labels = label_set("monitoring_central")
    values = (*(("weight",) if layout.monitors_weight else ()), "target", "actual", "expected")
    widths = (*(WIDTHS[name] for name in (*_GROUPED, *values)), *([0.7] * 5), 1.3, *([0.7] * 3), 0.8)
    builder = _builder(widths, layout)
    pairs = [
        (labels["project"], form.project or ""),
        (labels["supervising_department"], form.supervising_department or ""),
        (labels["implementing_agency"], form.implementing_agency or ""),
    ]
    _pairs(builder, pairs[:1])
    _pairs(builder, pairs[1:])
    _monitored_funds(form, layout, labels, builder)
    _objective_text(builder, form.expected_objective or "", labels["expected_objective"], labels["objective_block"], layout)
    header_row = len(builder.rows)
    builder.row(
        [
            *(label(labels[name], rowspan=2) for name in (*_GROUPED, *values)),
            label(labels["causes"], colspan=6),
            label(labels["likelihood"], colspan=3),
            label(labels["note"], rowspan=2),
        ]
    )
    builder.row([label(labels[name]) for name in (*_CAUSES, *_LIKELIHOODS)])
    grouped = indicator_rows(form.indicators, replace(layout, columns=(*_GROUPED, *values), has_points_in_category=False))
    for slots, row in zip(grouped, form.indicators, strict=True):
        causes = [row.causes is not None and getattr(row.causes, name.removeprefix("cause_")) for name in _CAUSES[:5]]
        ticks = ["√" if tick else "" for tick in causes] + [row.deviation_reason or ""]
        ticked = ("certain", "possible") if row.likelihood == "several" else (row.likelihood,)
        ticks += ["√" if name.removeprefix("likelihood_") in ticked else "" for name in _LIKELIHOODS]
        builder.row([*slots, *(Slot(text=tick) for tick in ticks), Slot(text=row.note or "")])
    _side(builder, header_row, labels["indicators_block"], layout)
    rows = tuple(tuple(row) for row in builder.rows)
    lines = _lines(form, layout, labels)
    return Grid(title=labels["title"], lines=lines, rows=rows, widths=builder.widths, header_row=header_row, header_rows=2)


def _monitored_funds(form: MonitoringForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    names = ("initial_budget", "executed", "execution_rate", "expected_execution")
    spans = spread(builder.widths[1 if layout.has_side else 0 :], [3.2, 1.5, 1.5, 1.3, 1.5])
    unit = f"（{layout.money_unit}）" if layout.unit_place == "labels" else ""
    first = len(builder.rows)
    heads = ["" if layout.has_side else _block(labels, layout)]
    heads += [labels[name] + (unit if name != "execution_rate" else "") for name in names]
    builder.row([label(text, colspan=span) for text, span in zip(heads, spans, strict=True)])
    for index, row in enumerate(form.funds):
        slots = [label(row.label, colspan=spans[0])]
        for name, span in zip(names, spans[1:], strict=True):
            value: Figure | None = getattr(row, name)
            slots.append(Slot(text=printed(value, row.marks.get(name, "")), colspan=span, path=f"/funds/{index}/{name}"))
        builder.row(slots)
    _side(builder, first, _block(labels, layout), layout)
