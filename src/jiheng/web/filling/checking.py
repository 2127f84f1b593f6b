"""What is to be said of a form while it is filled in: points by the rules with their trace, findings, texts that are no figures.

Each note stands at its cell. The record comes from :mod:`typed`, points from ``scoring``, findings from ``assessment``: nothing is
computed here but sums for the eye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext as _

from jiheng.assessment import Options, assess_extraction
from jiheng.extraction import Extracted, Extraction
from jiheng.model import AnyForm, FundsRow, Indicator, Interval, SelfEvaluationForm, SourceMap, read_figure
from jiheng.model.amounts import text
from jiheng.regulation import Standard
from jiheng.scoring import Points, execution_points, execution_rate, judge, judge_words, scored_lines
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.layout import Layout
from jiheng.web.filling.typed import Typed
from jiheng.web.findings.settling import key_of

#: What people write in a cell that has no figure: a dash, a slash, 无.
_MARK: Final = re.compile(r"[\s\-—–―－/／\\无]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to say. ``kind``: ``score``, ``must_fix``, ``question``, ``note`` or ``unread``; ``column`` is the label of its cell."""

    kind: str
    text: str
    column: str = ""
    advice: str = ""
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All notes: by cell, and those of no cell. ``total`` says what the scores add up to."""

    notes: Mapping[Address, tuple[Note, ...]]
    general: tuple[Note, ...]
    total: str = ""

    def count(self, kind: str) -> int:
        """How many notes of a kind there are."""
        return sum(note.kind == kind for notes in (*self.notes.values(), self.general) for note in notes)

    @property
    def must_fix(self) -> int:
        """How many findings must be fixed."""
        return self.count("must_fix")

    @property
    def questions(self) -> int:
        """How many findings ask."""
        return self.count("question")

    @property
    def unread(self) -> int:
        """How many cells hold what cannot be read."""
        return self.count("unread")

    def of(self, address: Address) -> tuple[Note, ...]:
        """The notes of a cell."""
        return self.notes.get(address, ())


def checked(
    content: Content,
    layout: Layout,
    read: Typed,
    standard: Standard,
    others: Sequence[AnyForm] = (),
    settled: Mapping[str, str] = MappingProxyType({}),
) -> Checked:
    """Everything to be said of a form; ``others`` are the other forms of its dossier, ``settled`` what people settled, by key and how."""
    notes: dict[Address, list[Note]] = {}
    general: list[Note] = []
    found = _findings(read, layout, standard, others, settled)
    for address, note in (*_unread(content, layout, read), *_scores(read, layout, standard), *found):
        if address is None:
            general.append(note)
        else:
            notes.setdefault(address, []).append(note)
    return Checked(notes={address: tuple(several) for address, several in notes.items()}, general=tuple(general), total=_total(read.record))


def _unread(content: Content, layout: Layout, read: Typed) -> Iterator[tuple[Address | None, Note]]:
    """Figures that are none, and cells that became no field."""
    said = set()
    told = _("「{words}」不是数字。没有数据时留空，不适用时填「—」。")
    for address, words in content.cells():
        block = layout.block(address[0])
        column = block.column(address[2]) if block else None
        if column is None or column.look != "figure" or _MARK.fullmatch(words) or read_figure(words) is not None:
            continue
        said.add(address)
        yield (
            address,
            Note(
                kind="unread",
                text=told.format(words=words[:40]),
                column=_label(layout, address),
            ),
        )
    for source in read.unread:
        at = read.address(source.place)
        if at is None or at in said:
            continue
        yield at, Note(kind="unread", text=_("这里的内容没有读懂，保存后不会进入记录，请换一种写法。"), column=_label(layout, at))


def _label(layout: Layout, address: Address) -> str:
    return layout.label(address[0], address[2])


def _scores(read: Typed, layout: Layout, standard: Standard) -> Iterator[tuple[Address | None, Note]]:
    """The points each line gives by the rules of the standard."""
    record = read.record
    if not isinstance(record, SelfEvaluationForm):
        return
    for number, row in enumerate(record.funds):
        rate = execution_rate(row, record)
        if rate is not None:
            at = _cell(read, layout, f"/funds/{number}/execution_rate")
            yield at, _computed(layout, at, f"{text(rate.value * 100, 2)}%", _("执行数 ÷ 预算数"))
    for number in scored_lines(record):
        points = execution_points(record.funds[number], record, standard)
        if points is not None:
            at = _cell(read, layout, f"/funds/{number}/score")
            yield at, _computed(layout, at, _points(points), points.trace.sentence)
    for number, indicator in enumerate(record.indicators):
        judged = judge(indicator, standard)
        by_words = judge_words(indicator, standard) if judged is None else None
        given = judged.points if judged else by_words[1] if by_words else None
        if given is not None:
            at = _cell(read, layout, f"/indicators/{number}/score")
            yield at, _computed(layout, at, _points(given), given.trace.sentence)


def _computed(layout: Layout, address: Address | None, value: str, trace: str) -> Note:
    column = _label(layout, address) if address else ""
    return Note(kind="score", text=_("按规则 {value}").format(value=value), column=column, advice=trace)


def _points(points: Points) -> str:
    interval: Interval = points.estimate.interval
    if points.rule == "by_level" and interval.low != interval.high:
        return f"{_number(interval.low)}—{_number(interval.high)}"
    return _number(points.estimate.value)


def _number(value: Decimal) -> str:
    return text(value, None if value == value.to_integral_value() else 2)


def _cell(read: Typed, layout: Layout, path: str) -> Address | None:
    """The cell of a field, one that is still blank too: its row is known by its other cells."""
    if path in read.sources.by_path:
        return read.at(path)
    address = read.at(path)
    column = path.rpartition("/")[2]
    block = layout.block(address[0]) if address else None
    if address is None or block is None or (block.grows and path.count("/") < 3) or block.column(column) is None:
        return address if address is None or path.count("/") > 1 else _fixed(layout, column)
    return address[0], address[1], column


def _fixed(layout: Layout, name: str) -> Address | None:
    """The cell of a field of the form itself (总分, 项目名称) that is still blank."""
    return next(((block.name, "1", name) for block in layout.blocks if not block.grows and block.column(name)), None)


def _findings(
    read: Typed, layout: Layout, standard: Standard, others: Sequence[AnyForm], settled: Mapping[str, str]
) -> Iterator[tuple[Address | None, Note]]:
    """What the checks say of this form, and between it and the others; what they say of the others alone is not shown here."""
    records = (read.extracted, *(Extracted(record=record, sources=SourceMap()) for record in others))
    extraction = Extraction(records=records, fiscal_year=read.record.fiscal_year)
    assessed = assess_extraction(extraction, read.document, Options(standard=standard.name, year=read.record.fiscal_year))
    for found in assessed.findings:
        finding = found.finding
        places = (found.location.place, *(location.place for location in found.related))
        if all(place.block is None for place in places) and others:
            continue
        path = next((one for one, place in zip(finding.paths, places, strict=False) if place.block is not None), "")
        inner = path.partition("/")
        at = _cell(read, layout, f"/{inner[2]}") if inner[1] else None
        how = settled.get(key_of(finding), "")
        kind = finding.severity.value if finding.severity and not how else "note"
        column = _label(layout, at) if at else ""
        yield at, Note(kind=kind, text=finding.message, column=column, advice=how or finding.advice, code=finding.code, name=finding.name)
    for notice in assessed.notices:
        yield None, Note(kind="note", text=notice)


def _total(record: AnyForm) -> str:
    """What the printed scores and weights add up to."""
    if not isinstance(record, SelfEvaluationForm):
        return ""
    lines: list[FundsRow | Indicator] = [*(record.funds[number] for number in scored_lines(record)), *record.indicators]
    weights = sum((row.weight.value for row in lines if row.weight), Decimal(0))
    scores = sum((row.score.value for row in lines if row.score), Decimal(0))
    return _("各行分值合计 {weights}，得分合计 {scores}").format(weights=_number(weights), scores=_number(scores))
