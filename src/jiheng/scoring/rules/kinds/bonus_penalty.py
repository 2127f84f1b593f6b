"""A group of bonus and penalty items outside the full marks: so many points an occurrence, with caps for each item and for the group."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import Exact, Record, RuleInputs
from jiheng.scoring.rules.kind import Missing, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import ZERO, fixed, plain
from jiheng.scoring.trace import Points, Trace


class Item(Record):
    """An item: ``points`` an occurrence, negative for a penalty; ``most`` the most it can give or take."""

    name: str
    points: Exact
    most: Exact | None = Field(default=None, gt=0)

    def earns(self, count: int) -> Decimal:
        """Its points for so many occurrences."""
        whole = self.points * count
        return whole if self.most is None else max(min(whole, self.most), -self.most)


class BonusPenalty(RuleKind):
    """``most`` and ``least`` bound the group: never more than ``most``, never less than ``least`` (a negative number)."""

    kind: ClassVar[str] = "bonus_penalty"
    title: ClassVar[str] = "加减分项"
    example: ClassVar[str] = "获省级表彰每项加 1 分，最多加 3 分；审计发现违规每项减 2 分，最多减 5 分"

    items: tuple[Item, ...] = Field(min_length=1)
    most: Exact | None = Field(default=None, ge=0)
    least: Exact | None = Field(default=None, le=0)

    @model_validator(mode="after")
    def _named_once(self) -> BonusPenalty:
        names = [item.name for item in self.items]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"加减分项「{twice}」写了两次，请合并")
        return self

    @property
    def needs(self) -> tuple[str, ...]:
        return ("counts",)

    def describe(self, weight: Decimal) -> str:  # noqa: ARG002 - stands outside the full marks
        parts = []
        for item in self.items:
            cap = f"，最多{_verb(item.points)} {plain(item.most)} 分" if item.most is not None else ""
            parts.append(f"{item.name}每项{_verb(item.points)} {plain(abs(item.points))} 分{cap}")
        ends = [f"合计最多加 {plain(self.most)} 分" if self.most is not None else ""]
        ends.append(f"合计最多减 {plain(-self.least)} 分" if self.least is not None else "")
        return f"加减分项：{'；'.join([*parts, *filter(None, ends)])}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:  # noqa: ARG002 - stands outside the full marks
        if inputs.counts is None:
            return Missing(what=("counts",))
        unknown = [name for name in inputs.counts if name not in {item.name for item in self.items}]
        if unknown:
            names = "、".join(item.name for item in self.items)
            return Missing(what=("counts",), reason=f"没有名为「{unknown[0]}」的加减分项，可选：{names}")
        steps, total = [], ZERO
        for item in self.items:
            count = inputs.counts.get(item.name, 0)
            if count:
                earned = item.earns(count)
                total += earned
                capped = "（封顶）" if earned != item.points * count else ""
                steps.append(Trace(sentence=f"{item.name} {count} 项，{_verb(earned)} {points_text(abs(earned))} 分{capped}"))
        if not steps:
            return fixed(ZERO, "没有加减分事项，不加不减", self.kind)
        held = total if self.most is None else min(total, self.most)
        held = held if self.least is None else max(held, self.least)
        limit = f"合计 {_signed(total)} 分，按上下限取 {_signed(held)} 分" if held != total else f"合计 {_signed(held)} 分"
        steps.append(Trace(sentence=limit))
        return fixed(held, "；".join(step.sentence for step in steps), self.kind, tuple(steps))

    def excel(self, cells: Mapping[str, str]) -> str | None:
        """``count_1``… are cells with the occurrences of each item."""
        names = [cells.get(f"count_{index + 1}") for index in range(len(self.items))]
        if any(name is None for name in names):
            return None
        parts = []
        for name, item in zip(names, self.items, strict=True):
            whole = f"{item.points}*{name}"
            parts.append(whole if item.most is None else f"MAX(MIN({whole},{item.most}),-{item.most})")
        total = "+".join(parts)
        total = f"MIN({total},{self.most})" if self.most is not None else total
        return f"MAX({total},{self.least})" if self.least is not None else total


def _verb(points: Decimal) -> str:
    return "减" if points < 0 else "加"


def _signed(points: Decimal) -> str:
    return f"{'+' if points > 0 else ''}{points_text(points)}"
