"""From a record to what stands in the cells: what is printed stands as it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiheng.model import AnyForm, Figure, FundsRow, Indicator, MonitoringForm, PartialDate
from jiheng.model.targets import Measure
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.filling.content import Content, Row
from jiheng.web.filling.layout import MONTH, Block, Layout

#: So many blank rows a new form begins with in each block.
_BLANK_ROWS = 3


def month_of(content: Content) -> int | None:
    """The month up to which a monitoring form speaks, where it says one."""
    text = content.text(("head", "1", "cutoff_month")).removesuffix("月")
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else None


def blank(dossier: Dossier, layout: Layout) -> Content:
    """A form of which only the head is filled in, with what the dossier knows."""
    organisation = dossier.organisation
    above = organisation.parent
    head = {
        "project": dossier.subject if dossier.kind == DossierKind.PROJECT else "",
        "project_code": dossier.code,
        "supervising_department": above.name if above is not None and above.kind == "department" else organisation.name,
        "implementing_agency": organisation.name,
        "money_unit": "万元",
        "cutoff_month": str(MONTH) if layout.form == "monitoring_form" else "",
    }
    block = layout.block("head")
    known = {column.name for column in block.columns} if block else set()
    cells = {name: text for name, text in head.items() if text and name in known}
    growing = [one.name for one in layout.blocks if one.grows and one.name != "other"]
    rows = {name: tuple(Row(id=f"r{number + 1}") for number in range(_BLANK_ROWS)) for name in growing}
    named = () if layout.kind == DossierKind.DEPARTMENT else layout.words.get("project_rows", ())
    if named:
        rows["funds"] = tuple(Row(id=f"r{number}", cells={"label": str(label)}) for number, label in enumerate(named, 1))
    fixed = {one.name: (Row(id="1"),) for one in layout.blocks if not one.grows}
    return Content(blocks={**fixed, **rows, "head": (Row(id="1", cells=cells),)})


def extra_of(record: AnyForm, layout: Layout) -> tuple[str, ...]:
    """The optional columns in which the record says something."""
    rows = (*record.indicators, *getattr(record, "period_indicators", ()))
    shown = [name for name in layout.options if name != "period" and any(getattr(row, name, None) is not None for row in rows)]
    if getattr(record, "period_indicators", ()) or getattr(record, "period_objective", None) or getattr(record, "period_funds", ()):
        shown.append("period")
    return tuple(shown)


def filled(record: AnyForm, layout: Layout) -> Content:
    """The cells of a record; ``layout`` has the optional columns of :func:`extra_of`."""
    blocks: dict[str, tuple[Row, ...]] = {}
    for block in layout.blocks:
        if block.name in ("funds", "period_funds", "tasks"):
            rows = tuple(_rows(getattr(record, block.name, ()), block))
        elif block.name in ("indicators", "period_indicators"):
            rows = tuple(_indicators(record, getattr(record, block.name, ()), block, layout))
        elif block.name == "other":
            rows = tuple(_others(record))
        else:
            rows = (Row(id="1", cells=dict(_fields(record, block))),)
        blocks[block.name] = rows
    return Content(extra=extra_of(record, layout), blocks=blocks)


def printed(value: object, mark: str = "") -> str:
    """A value of a record as it was printed, else the mark in its place."""
    if isinstance(value, Figure):
        return value.raw or value.text
    if isinstance(value, Measure):
        return value.raw or mark
    return str(value) if value else mark


def _fields(record: AnyForm, block: Block) -> Iterator[tuple[str, str]]:
    for column in block.columns:
        if column.name == "period":
            text = "—".join(_day(day) for day in (getattr(record, "starts_on", None), getattr(record, "ends_on", None)) if day)
        else:
            text = printed(getattr(record, column.name, None), record.marks.get(column.name, ""))
        if text:
            yield column.name, text


def _day(day: PartialDate) -> str:
    return "".join((f"{day.year}年" if day.year else "", f"{day.month}月" if day.month else "", f"{day.day}日" if day.day else ""))


def _rows(rows: Sequence[FundsRow], block: Block) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        cells = {column.name: _money(row, column.name) for column in block.columns}
        yield Row(id=f"r{number}", cells={name: text for name, text in cells.items() if text})


def _money(row: FundsRow, name: str) -> str:
    if name == "label":
        return row.label
    if name == "budget":
        return printed(row.adjusted_budget or row.initial_budget, row.marks.get("amount", ""))
    return printed(getattr(row, name, None), row.marks.get(name, ""))


def _indicators(record: AnyForm, rows: Sequence[Indicator], block: Block, layout: Layout) -> Iterator[Row]:
    points = {(one.category, one.subcategory): printed(one.points) for one in record.category_points}
    ticked = str(layout.words.get("ticked", "√"))
    for number, row in enumerate(rows, 1):
        cells = {}
        for column in block.columns:
            if column.name in ("category", "subcategory"):
                text = getattr(row, column.name) or ""
                of = points.get((row.category or "", row.subcategory if column.name == "subcategory" else None))
                cells[column.name] = f"{text}（{of}分）" if of and text else text
            elif column.name.startswith("causes."):
                cells[column.name] = ticked if row.causes is not None and getattr(row.causes, column.name[7:]) else ""
            elif column.name.startswith("likelihood."):
                cells[column.name] = ticked if row.likelihood == column.name[11:] else ""
            elif column.name == "name" and row.name_unit and row.name_unit not in row.name:
                cells[column.name] = f"{row.name}（{row.name_unit}）"
            else:
                cells[column.name] = printed(getattr(row, column.name, None), row.marks.get(column.name, ""))
        yield Row(id=f"r{number}", cells={name: text for name, text in cells.items() if text})


#: Words below the indicators that a self-evaluation form can carry, with the label they are printed with.
CLOSING = {"grade": "评价等级", "conclusion": "自评结论", "problems": "存在问题", "improvement": "改进措施", "filled_on": "填报日期"}


def _others(record: AnyForm) -> Iterator[Row]:
    said = dict(record.fields)
    if not isinstance(record, MonitoringForm):
        for name, label in CLOSING.items():
            value = getattr(record, name, None)
            if value and not isinstance(value, PartialDate):
                said.setdefault(label, str(value))
            elif isinstance(value, PartialDate):
                said.setdefault(label, _day(value))
    for number, (label, text) in enumerate(said.items(), 1):
        yield Row(id=f"r{number}", cells={"label": label[:200], "text": text})
