"""Frames edited: copied, indicators added, taken out and re-weighted. Every function gives a new frame; :func:`frame_faults` looks it over.

Weights that must keep their sum are rounded half up; what rounding leaves goes to one indicator, which is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jiheng.model import Frame, FrameIndicator, Record, amounts
from jiheng.regulation import LibraryIndicator
from jiheng.regulation.indicators import search
from jiheng.scoring.rules.operand import points_text


class WrongEdit(ValueError):
    """An edit that cannot be made; the text says why and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}，{remedy}。")


class WeightChange(Record):
    """The weight of an indicator before and after."""

    indicator: str
    name: str
    before: Decimal
    after: Decimal


class Reweighted(Record):
    """A frame with other weights. ``remainder`` is what rounding left, and went to the indicator ``remainder_at``."""

    frame: Frame
    changes: tuple[WeightChange, ...]
    remainder: Decimal = Decimal(0)
    remainder_at: str | None = None

    @property
    def text(self) -> str:
        """What was done, for people."""
        parts = [f"{change.indicator} {change.name} {points_text(change.before)} → {points_text(change.after)}" for change in self.changes]
        rest = f"；四舍五入的尾差 {points_text(self.remainder)} 分计入 {self.remainder_at}" if self.remainder_at else ""
        return f"{'；'.join(parts) or '分值没有变化'}{rest}"


def copied(frame: Frame, id: str, title: str, *, note: str = "") -> Frame:  # noqa: A002 - the word of the record
    """The frame under another id and title; it remembers what it was made from."""
    return frame.model_copy(update={"id": id, "title": title, "note": note or f"由「{frame.title}」（{frame.id}）复制修改"})


def with_indicator(frame: Frame, indicator: FrameIndicator, *, after: str | None = None) -> Frame:
    """The frame with one more indicator, behind the one named, else behind the last of its level-1 group.

    Raises:
        WrongEdit: the id is taken, or there is no indicator to stand behind.
    """
    if frame.indicator(indicator.id) is not None:
        raise WrongEdit(f"编号 {indicator.id} 已被「{_of(frame, indicator.id).name}」使用", "请换一个编号")
    rows = list(frame.indicators)
    if after is not None:
        place = rows.index(_of(frame, after)) + 1
    else:
        place = max((number for number, row in enumerate(rows, 1) if row.level1 == indicator.level1), default=len(rows))
    return frame.model_copy(update={"indicators": (*rows[:place], indicator, *rows[place:])})


def from_library(entry: LibraryIndicator, id: str, level1: str, level2: str, weight: Decimal) -> FrameIndicator:  # noqa: A002 - as above
    """An indicator for a frame from an entry of the library; target and rule are left to be filled in."""
    return FrameIndicator(
        id=id,
        level1=level1,
        level1_key=entry.category,
        level2=level2,
        name=entry.name,
        weight=weight,
        direction=entry.direction,
        unit=entry.unit,
        explanation=entry.explanation,
        formula=entry.formula,
        evidence_source=entry.evidence_source,
    )


def with_library_indicator(frame: Frame, id: str, name: str, weight: Decimal, library: Sequence[LibraryIndicator]) -> Frame:  # noqa: A002
    """The frame with an indicator of the library; its number says its group: ``3.1.9`` joins the indicators 3.1.1, 3.1.2, ….

    Raises:
        WrongEdit: the library has no such indicator, the number is taken, or no indicator of the frame is of its group.
    """
    entry = next((entry for entry in library if name in (entry.name, *entry.words)), None)
    if entry is None:
        near = "、".join(found.name for found in search(name, tuple(library))[:5])
        raise WrongEdit(f"指标库中没有「{name}」", f"相近的有：{near}" if near else "用 jiheng indicators 字词 查找")
    group = id.rpartition(".")[0]
    while group:
        fellow = next((row for row in frame.inside if row.id.startswith(f"{group}.")), None)
        if fellow is not None:
            level2 = fellow.level2 if group.count(".") == id.count(".") - 1 else ""
            made = from_library(entry, id, fellow.level1, level2, weight)
            return with_indicator(frame, made.model_copy(update={"level1_key": fellow.level1_key}), after=_last_of(frame, group))
        group = group.rpartition(".")[0]
    known = "、".join(dict.fromkeys(row.id.rpartition(".")[0] for row in frame.inside))
    raise WrongEdit(f"编号 {id} 不属于已有的任何一组", f"请用已有一组的编号开头，已有的组：{known}")


def _last_of(frame: Frame, group: str) -> str:
    return [row.id for row in frame.inside if row.id.startswith(f"{group}.")][-1]


def without_indicator(frame: Frame, id: str) -> Frame:  # noqa: A002 - as above
    """The frame without an indicator.

    Raises:
        WrongEdit: there is no such indicator.
    """
    gone = _of(frame, id)
    return frame.model_copy(update={"indicators": tuple(row for row in frame.indicators if row is not gone)})


def with_weights(frame: Frame, weights: Mapping[str, Decimal]) -> Frame:
    """The frame with some weights set and no other touched: the sum may then not make the full marks.

    Raises:
        WrongEdit: there is no such indicator, or a weight cannot be.
    """
    for key, weight in weights.items():
        if weight < 0 or _of(frame, key).outside:
            raise WrongEdit(f"{key} 的分值不能定为 {points_text(weight)} 分", "分值不小于 0，加减分项不在满分之内")
    rows = tuple(row.model_copy(update={"weight": weights.get(row.id, row.weight)}) for row in frame.indicators)
    return frame.model_copy(update={"indicators": rows})


def reweighted(frame: Frame, weights: Mapping[str, Decimal] | None = None, *, decimals: int = 1) -> Reweighted:
    """The frame with some weights set and the others scaled so that all make the full marks again.

    Bonus and penalty items keep theirs. What rounding leaves goes to the heaviest of the scaled indicators, the first of equals.

    Raises:
        WrongEdit: there is no such indicator, the weights set exceed the full marks, or nothing is left to scale.
    """
    fixed = dict(weights or {})
    with_weights(frame, fixed)
    others = [row for row in frame.inside if row.id not in fixed]
    room = frame.full_marks - sum(fixed.values(), Decimal(0))
    held = sum((row.weight for row in others), Decimal(0))
    if room < 0:
        raise WrongEdit(f"所定分值合计已超过满分 {points_text(frame.full_marks)} 分", "请减少")
    if room and not held:
        raise WrongEdit(f"还差 {points_text(room)} 分，没有其他指标可以分摊", "请调整所定分值")
    scaled = {row.id: amounts.half_up(row.weight * room / held, decimals) if held else row.weight for row in others}
    remainder = room - sum(scaled.values(), Decimal(0))
    heaviest = max(others, key=lambda row: row.weight).id if others else None
    if remainder and heaviest is not None:
        scaled[heaviest] += remainder
    rows = tuple(row.model_copy(update={"weight": {**scaled, **fixed}.get(row.id, row.weight)}) for row in frame.indicators)
    pairs = zip(frame.indicators, rows, strict=True)
    changes = tuple(
        WeightChange(indicator=old.id, name=old.name, before=old.weight, after=new.weight) for old, new in pairs if old.weight != new.weight
    )
    at = heaviest if remainder else None
    return Reweighted(frame=frame.model_copy(update={"indicators": rows}), changes=changes, remainder=remainder, remainder_at=at)


def _of(frame: Frame, id: str) -> FrameIndicator:  # noqa: A002 - as above
    found = frame.indicator(id)
    if found is None:
        raise WrongEdit(f"指标体系中没有编号为「{id}」的指标", f"已有：{'、'.join(row.id for row in frame.indicators)}")
    return found
