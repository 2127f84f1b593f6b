"""A check list: evaluation points with shares of the weight; vetoes, steps, or a fixed loss for each point not fulfilled."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import EvaluationPoint, Exact, FailedPoint, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import ZERO, bound_text, fixed, plain, reachable
from jiheng.scoring.trace import Points, Trace


class CheckList(RuleKind):
    """``points`` come from the rule or from the indicator. A point without a share has an equal part of what the others leave.

    A failed ``veto`` point takes everything; without a share of its own it has none, unless all are vetoes. ``steps`` are the parts of
    a point's share that may be taken; ``each`` is a fixed loss for each failed point instead of shares.
    """

    kind: ClassVar[str] = "check_list"
    title: ClassVar[str] = "按评价要点计分"
    example: ClassVar[str] = "四个要点分别占 30%、30%、20%、20%，不符合的扣除相应权重分；①不符合则不得分"

    points: tuple[EvaluationPoint, ...] = Field(min_length=1)
    each: Exact | None = Field(default=None, gt=0)
    steps: tuple[Exact, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> CheckList:
        if self.each is None:
            total = sum(self.shares, Fraction(0))
            if total != 1:
                raise ValueError(f"各评价要点的比例合计 {_percent(total)}，应为 100%，请改正 share")
            return self
        if any(point.share is not None for point in self.points):
            raise ValueError("已写明每项扣分 each，评价要点不再写 share，请二者取一")
        return self

    @cached_property
    def shares(self) -> tuple[Fraction, ...]:
        """The share of each point."""
        stated = sum((Fraction(point.share) for point in self.points if point.share is not None), Fraction(0))
        every = all(point.veto for point in self.points)
        open_points = [point for point in self.points if point.share is None and (every or not point.veto)]
        each = max(1 - stated, Fraction(0)) / len(open_points) if open_points else Fraction(0)
        return tuple(
            Fraction(point.share) if point.share is not None else each if every or not point.veto else Fraction(0) for point in self.points
        )

    @property
    def needs(self) -> tuple[str, ...]:
        return ("failed",)

    def describe(self, weight: Decimal) -> str:
        points = "；".join(f"{_mark(index)}{point.text}" for index, point in enumerate(self.points))
        vetoes = "、".join(_mark(index) for index, point in enumerate(self.points) if point.veto)
        if self.each is not None:
            how = f"每有一项不符合扣 {plain(self.each)} 分，扣完为止"
        else:
            scored = [(index, share) for index, share in enumerate(self.shares) if share]
            parts = "、".join(f"{_mark(index)} {points_text(_of(weight, share))} 分" for index, share in scored)
            steps = f"（按程度扣该项的 {'、'.join(bound_text(step, True) for step in self.steps)}）" if self.steps else ""
            how = f"满分 {plain(weight)} 分，其中 {parts}，不符合的扣除该项分值{steps}"
        return f"评价要点：{points}。{how}{f'；{vetoes}不符合则本指标不得分' if vetoes else ''}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        if inputs.failed is None:
            return Missing(what=("failed",))
        failed = {item.point: item for item in inputs.failed}
        unknown = [number for number in failed if number > len(self.points)]
        if unknown:
            return Missing(what=("failed",), reason=f"没有第 {unknown[0]} 个评价要点，共 {len(self.points)} 个")
        wrong = [item for item in failed.values() if self.steps and item.lost is not None and item.lost not in self.steps]
        if wrong:
            allowed = "、".join(bound_text(step, True) for step in self.steps)
            return Missing(what=("failed",), reason=f"要点{_mark(wrong[0].point - 1)}的扣分比例应是 {allowed} 之一")
        return self._awarded(weight, [failed[number] for number in sorted(failed)])

    def _awarded(self, weight: Decimal, failed: list[FailedPoint]) -> Points:
        if not failed:
            return fixed(weight, f"{len(self.points)} 个评价要点全部符合，得满分 {plain(weight)}", self.kind)
        veto = next((item for item in failed if self.points[item.point - 1].veto and item.lost != ZERO), None)
        if veto is not None:
            reason = f"（{veto.reason}）" if veto.reason else ""
            return fixed(ZERO, f"要点{_mark(veto.point - 1)}不符合{reason}，按规则本指标不得分", self.kind)
        steps, lost = [], Fraction(0)
        for item in failed:
            part = Fraction(item.lost) if item.lost is not None else Fraction(1)
            each = part * (Fraction(self.each) if self.each is not None else Fraction(weight) * self.shares[item.point - 1])
            lost += each
            steps.append(Trace(sentence=self._told(item, each)))
        left = max(Fraction(weight) - lost, Fraction(0))
        points = _decimal(left)
        minus = "".join(f" − {points_text(_decimal(amount))}" for amount in self._amounts(weight, failed))
        end = f"{plain(weight)}{minus} = {points_text(points)}" if lost <= Fraction(weight) else f"{plain(weight)}{minus}，扣完为止，得 0"
        steps.append(Trace(sentence=end))
        return fixed(points, "；".join(step.sentence for step in steps), self.kind, tuple(steps))

    def _amounts(self, weight: Decimal, failed: list[FailedPoint]) -> list[Fraction]:
        whole = [Fraction(self.each)] * len(self.points) if self.each is not None else [Fraction(weight) * share for share in self.shares]
        return [whole[item.point - 1] * (Fraction(item.lost) if item.lost is not None else 1) for item in failed]

    def _told(self, item: FailedPoint, lost: Fraction) -> str:
        reason = f"（{item.reason}）" if item.reason else ""
        step = f"按程度扣 {bound_text(item.lost, True)}，" if item.lost is not None and item.lost != 1 else ""
        share = "" if self.each is not None else f"占 {_percent(self.shares[item.point - 1])}，"
        return f"要点{_mark(item.point - 1)}不符合{reason}，{share}{step}扣 {points_text(_decimal(lost))} 分"

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:  # noqa: ARG002 - needs no inputs
        if not reachable(points, weight):
            return None
        able = [index for index, point in enumerate(self.points) if not point.veto]
        losses = sorted(Fraction(self.each) if self.each is not None else Fraction(weight) * self.shares[index] for index in able)
        room, count = Fraction(weight) - Fraction(points), 0
        while losses and losses[0] <= room:
            room -= losses.pop(0)
            count += 1
        vetoes = "、".join(_mark(index) for index, point in enumerate(self.points) if point.veto)
        must = f"，其中{vetoes}必须符合" if vetoes else ""
        fewest = len(self.points) - count
        text = f"要得 {points_text(points)} 分，{len(self.points)} 个评价要点至少应符合 {fewest} 个{must}"
        return Needed(what="failed", value=Decimal(fewest), unit="个", text=text)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        """``point_1``… are cells with the lost part of each point's share: empty or 0 when it is fulfilled, 1 when all is lost."""
        names = [cells.get(f"point_{index + 1}") for index in range(len(self.points))]
        if any(name is None for name in names):
            return None
        if self.each is not None:
            kept = f"MAX(0,{cells['weight']}-{self.each}*({'+'.join(str(name) for name in names)}))"
        else:
            parts = [f"{name}*{share.numerator}/{share.denominator}" for name, share in zip(names, self.shares, strict=True) if share]
            kept = f"{cells['weight']}*(1-({'+'.join(parts)}))"
        vetoes = [f"{name}>0" for name, point in zip(names, self.points, strict=True) if point.veto]
        return f"IF(OR({','.join(vetoes)}),0,{kept})" if vetoes else kept


def _mark(index: int) -> str:
    """①, ②… and (21) where the circled numbers end."""
    return chr(ord("①") + index) if index < 20 else f"（{index + 1}）"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _of(weight: Decimal, share: Fraction) -> Decimal:
    return _decimal(Fraction(weight) * share)


def _percent(share: Fraction) -> str:
    if share.numerator == 1 and (share * 100).denominator != 1:
        return f"1/{share.denominator}"
    return f"{points_text(_decimal(share * 100))}%"
