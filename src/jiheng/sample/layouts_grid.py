"""Self-evaluation forms laid out as grids: the blocks of the official form in the columns and labels of a layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jiheng.model import Direction, Figure, FundsRow, Indicator, Scope, SelfEvaluationForm
from jiheng.sample.grids import Grid, GridBuilder, Slot, spread
from jiheng.sample.layouts import Layout, label_set
from jiheng.sample.layouts_shown import split_target

WIDTHS: Final[Mapping[str, float]] = {
    "side": 0.9,
    "category": 1.1,
    "subcategory": 1.3,
    "name": 2.5,
    "target": 1.6,
    "sign": 0.8,
    "unit": 1.0,
    "actual": 1.6,
    "expected": 1.6,
    "weight": 0.8,
    "score": 0.9,
    "completion_rate": 1.1,
    "scoring_standard": 1.8,
    "basis": 1.6,
    "note": 0.8,
    "recheck_score": 0.9,
    "direction_word": 1.0,
    "deviation_reason": 2.4,
}
_FUNDS_WIDTHS: Final = {"label": 2.6, "initial_budget": 1.5, "adjusted_budget": 1.5, "executed": 1.5, "rate": 1.2, "points": 0.9}


def label(text: str, **more: int) -> Slot:
    """A slot that prints a label of the form."""
    return Slot(text=text, is_label=True, rowspan=more.get("rowspan", 1), colspan=more.get("colspan", 1))


def printed(value: Figure | None, mark: str = "") -> str:
    """A figure as printed, else its mark."""
    return (value.raw or value.text) if value is not None else mark


def self_evaluation_grid(form: SelfEvaluationForm, layout: Layout) -> Grid:
    """The grid of a form that is already :func:`shown` in the layout."""
    labels = label_set(layout.labels)
    names = (*(("side",) if layout.has_side else ()), *layout.columns)
    builder = GridBuilder(widths=tuple(WIDTHS[name] for name in names))
    _head(form, labels, builder)
    _funds(form, layout, labels, builder)
    if form.tasks:
        _tasks(form, layout, labels, builder)
    _objectives(form, layout, labels, builder)
    header_row = len(builder.rows)
    _indicators(form, layout, labels, builder)
    _total(form, layout, labels, builder)
    _closing(form, builder)
    lines = [labels["year_line"].format(year=form.fiscal_year)] if form.fiscal_year is not None else []
    if layout.unit_place == "caption":
        lines.append(f"单位：{layout.money_unit}")
    is_department = form.scope is Scope.DEPARTMENT
    return Grid(
        title=labels["department_title"] if is_department else labels["title"],
        lines=tuple(lines),
        rows=tuple(tuple(row) for row in builder.rows),
        widths=builder.widths,
        header_row=header_row,
        header_rows=2 if layout.has_two_header_rows else 1,
        after=("  ".join(layout.closing),) if layout.closing else (),
    )


def _head(form: SelfEvaluationForm, labels: Mapping[str, str], builder: GridBuilder) -> None:
    first = min(3, builder.columns // 3)
    rest = builder.columns - first
    if form.scope is Scope.DEPARTMENT:
        value = Slot(text=form.implementing_agency or "", colspan=rest, path="/implementing_agency")
        builder.row([label(labels["department"], colspan=first), value])
        return
    builder.row([label(labels["project"], colspan=first), Slot(text=form.project or "", colspan=rest, path="/project")])
    left, name, right = spread(builder.widths[first:], [2.6, 1.1, 2.6])
    builder.row(
        [
            label(labels["supervising_department"], colspan=first),
            Slot(text=form.supervising_department or "", colspan=left, path="/supervising_department"),
            label(labels["implementing_agency"], colspan=name),
            Slot(text=form.implementing_agency or "", colspan=right, path="/implementing_agency"),
        ]
    )


def _funds(form: SelfEvaluationForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    names = [name for name in ("initial_budget", "adjusted_budget", "executed") if name != "initial_budget" or layout.has_initial_budget]
    wish = [_FUNDS_WIDTHS["label"], *(_FUNDS_WIDTHS[name] for name in names), 0.9, 1.2, 0.9]
    spans = spread(builder.widths[1 if layout.has_side else 0 :], wish)
    block = labels["department_funds_block" if form.scope is Scope.DEPARTMENT else "funds_block"]
    block = block.format(unit=layout.money_unit) if layout.unit_place == "block" else block.replace("（{unit}）", "")
    unit = f"（{layout.money_unit}）" if layout.unit_place == "labels" else ""
    first = len(builder.rows)
    heads = [labels[name] + unit for name in names] + [labels[name] for name in ("funds_weight", "execution_rate", "funds_score")]
    corner = "" if layout.has_side else block
    builder.row([label(text, colspan=span) for text, span in zip([corner, *heads], spans, strict=True)])
    for index, row in enumerate(form.funds):
        builder.row(_funds_slots(row, index, [*names, "weight", "execution_rate", "score"], spans))
    if layout.has_side:
        builder.prepend(first, label(block))


def _funds_slots(row: FundsRow, index: int, names: list[str], spans: list[int]) -> list[Slot]:
    slots = [label(row.label, colspan=spans[0])]
    for name, span in zip(names, spans[1:], strict=True):
        value = getattr(row, name)
        slots.append(Slot(text=printed(value, row.marks.get(name, "")), colspan=span, path=f"/funds/{index}/{name}"))
    return slots


def _tasks(form: SelfEvaluationForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    """The department's tasks of the year with their money."""
    first = len(builder.rows)
    spans = spread(builder.widths[1 if layout.has_side else 0 :], (2.4, 3.2, 1.6, 1.6))
    heads = [labels[f"task_{name}"] for name in ("name", "content", "amount", "executed")]
    builder.row([label(text, colspan=span) for text, span in zip(heads, spans, strict=True)])
    for index, row in enumerate(form.tasks):
        texts = [row.label, "按年度计划组织实施", printed(row.initial_budget), printed(row.executed)]
        paths = ["", "", f"/tasks/{index}/initial_budget", f"/tasks/{index}/executed"]
        builder.row([Slot(text=text, colspan=span, path=path) for text, span, path in zip(texts, spans, paths, strict=True)])
    if layout.has_side:
        builder.prepend(first, label(labels["tasks_block"]))


def _objectives(form: SelfEvaluationForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    first = len(builder.rows)
    if not layout.has_side:
        builder.row([label(labels["objective_block"], colspan=builder.columns)])
    left, right = spread(builder.widths[1 if layout.has_side else 0 :], [1, 1])
    builder.row([label(labels["expected_objective"], colspan=left), label(labels["actual_objective"], colspan=right)])
    builder.row(
        [
            Slot(text=form.expected_objective or "", colspan=left, path="/expected_objective", align="left"),
            Slot(text=form.actual_objective or "", colspan=right, path="/actual_objective", align="left"),
        ]
    )
    if layout.has_side:
        builder.prepend(first, label(labels["objective_block"]))


def _indicators(form: SelfEvaluationForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    first = len(builder.rows)
    if layout.has_two_header_rows:
        _two_header_rows(layout, labels, builder)
    else:
        builder.row([label(labels[name]) for name in layout.columns])
    points = {one.category: printed(one.points) for one in form.category_points}
    for slots in indicator_rows(form.indicators, layout, points):
        builder.row(slots)
    if layout.has_side:
        builder.prepend(first, label(labels["indicators_block"]))


def _two_header_rows(layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    """Target and actual value under one label, weight and score under another; the other labels over both rows."""
    groups = {"target": "values_group", "weight": "points_group"}
    inner = ("target", "actual", "weight", "score")
    above: list[Slot] = []
    for name in layout.columns:
        if name in groups:
            above.append(label(labels[groups[name]], colspan=2))
        elif name not in inner:
            above.append(label(labels[name], rowspan=2))
    builder.row(above)
    builder.row([label(labels[name]) for name in layout.columns if name in inner])


def indicator_rows(indicators: tuple[Indicator, ...], layout: Layout, points: Mapping[str, str] | None = None) -> list[list[Slot]]:
    """The rows of the indicator table, its groups merged, repeated or left blank; ``points`` are printed behind level-1 names."""
    rows = []
    for index, row in enumerate(indicators):
        before = indicators[index - 1] if index else None
        slots: list[Slot] = []
        for name in layout.columns:
            if name in ("category", "subcategory"):
                slot = _group(indicators, index, name, before, layout, points or {})
                slots.extend([slot] if slot else [])
            else:
                slots.append(_cell(row, index, name, layout))
        rows.append(slots)
    return rows


def _same_group(one: Indicator, other: Indicator, name: str) -> bool:
    same = one.category == other.category
    return same and (name == "category" or one.subcategory == other.subcategory)


def _group(
    indicators: tuple[Indicator, ...], index: int, name: str, before: Indicator | None, layout: Layout, points: Mapping[str, str]
) -> Slot | None:
    row = indicators[index]
    path = f"/indicators/{index}/{name}"
    text = getattr(row, name) or ""
    if name == "category" and text in points:
        text = f"{text}（{points[text]}分）"
    if layout.categories == "repeated":
        return label(text)
    if before is not None and _same_group(row, before, name):
        return None if layout.categories == "merged" else label("")
    if layout.categories == "blank":
        return label(text)
    count = 1
    while index + count < len(indicators) and _same_group(row, indicators[index + count], name):
        count += 1
    return Slot(text=text, rowspan=count, path=path, is_label=True)


def _cell(row: Indicator, index: int, name: str, layout: Layout) -> Slot:
    path = f"/indicators/{index}/{name}"
    if name in ("target", "sign", "unit"):
        raw = row.target.raw if row.target else ""
        if "unit" in layout.columns:
            sign, number, unit = split_target(raw)
            raw = {"sign": sign, "target": number if "sign" in layout.columns else sign + number, "unit": unit}[name]
        return Slot(text=raw, path=path if name == "target" else "")
    if name in ("actual", "expected"):
        measure = getattr(row, name)
        return Slot(text=measure.raw if measure else "", path=path)
    if name == "recheck_score":
        return Slot(text=printed(row.score))
    if name == "direction_word":
        return Slot(text="反向指标" if row.target and row.target.direction is Direction.AT_MOST else "正向指标")
    if name == "deviation_reason":
        return Slot(text=row.deviation_reason or layout.nothing, path=path, align="left" if row.deviation_reason else "center")
    value = f"{layout.numbering.format(index + 1)}{row.name}" if name == "name" and row.name else getattr(row, name)
    text = printed(value, row.marks.get(name, "")) if value is None or isinstance(value, Figure) else str(value)
    return Slot(text=text, path=path, align="left" if name in ("scoring_standard", "basis") else "center")


def _total(form: SelfEvaluationForm, layout: Layout, labels: Mapping[str, str], builder: GridBuilder) -> None:
    if form.total_score is None and form.total_weight is None:
        return
    weight, score = layout.columns.index("weight"), layout.columns.index("score")
    offset = 1 if layout.has_side else 0
    slots = [label(labels["total_score"], colspan=offset + weight)]
    slots.append(Slot(text=printed(form.total_weight), path="/total_weight"))
    if score - weight > 1:
        slots.append(Slot(text="", colspan=score - weight - 1))
    slots.append(Slot(text=printed(form.total_score), path="/total_score"))
    if len(layout.columns) - score > 1:
        slots.append(Slot(text="", colspan=len(layout.columns) - score - 1))
    builder.row(slots)


def _closing(form: SelfEvaluationForm, builder: GridBuilder) -> None:
    """Grade and problems below the total, where the record has them."""
    first = min(3, builder.columns // 3)
    for text, value, path in (("自评等级", form.grade, "/grade"), ("存在问题", form.problems, "/problems")):
        if value is not None:
            builder.row([label(text, colspan=first), Slot(text=value, colspan=builder.columns - first, path=path, align="left")])
