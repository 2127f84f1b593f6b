"""Finished within the planned time: full; late: what the rule leaves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, Exact, Measure, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import ZERO, fixed, plain, reachable
from jiheng.scoring.trace import Points


class OnTime(RuleKind):
    """``otherwise`` is the share of the weight when late; ``per_day``: each day late costs so many points instead."""

    kind: ClassVar[str] = "on_time"
    title: ClassVar[str] = "按时完成"
    example: ClassVar[str] = "在计划时间内完成得满分，否则不得分"

    otherwise: Exact = Field(default=Decimal(0), ge=0, le=1)
    per_day: Exact | None = Field(default=None, gt=0)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("planned_on", "finished_on")

    def describe(self, weight: Decimal) -> str:
        if self.per_day is not None:
            return f"在计划时间内完成得满分（{plain(weight)} 分），每延迟一天扣 {plain(self.per_day)} 分，扣完为止。"
        rest = f"得 {plain(weight * self.otherwise)} 分" if self.otherwise else "不得分"
        return f"在计划时间内完成得满分（{plain(weight)} 分），否则{rest}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        planned = inputs.planned_on or _last(inputs.target)
        finished = inputs.finished_on or _last(inputs.actual)
        if planned is None or finished is None:
            return Missing(what=tuple(name for name, day in (("planned_on", planned), ("finished_on", finished)) if day is None))
        if finished <= planned:
            return fixed(weight, f"{_text(finished)}完成，不晚于计划的{_text(planned)}，得满分 {plain(weight)}", self.kind)
        days = (finished - planned).days
        late = f"{_text(finished)}完成，比计划的{_text(planned)}晚 {days} 天"
        if self.per_day is not None:
            points = max(weight - self.per_day * days, ZERO)
            return fixed(points, f"{late}，每天扣 {plain(self.per_day)} 分，得 {points_text(points)}", self.kind)
        points = weight * self.otherwise
        return fixed(points, f"{late}，{f'得 {points_text(points)}' if points else '不得分'}", self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        planned = inputs.planned_on or _last(inputs.target)
        if planned is None or not reachable(points, weight) or points <= weight * self.otherwise:
            return None
        days = int((weight - points) / self.per_day) if self.per_day is not None else 0
        last = planned + datetime.timedelta(days=days)
        text = f"要得 {points_text(points)} 分，应不晚于{_text(last)}完成"
        return Needed(what="finished_on", direction=Direction.AT_MOST, value=Decimal(last.toordinal()), unit="日", text=text)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, planned, finished = cells["weight"], cells.get("planned_on"), cells.get("finished_on")
        if planned is None or finished is None:
            return None
        rest = f"{weight}*{self.otherwise}" if self.otherwise else "0"
        if self.per_day is not None:
            rest = f"MAX(0,{weight}-{self.per_day}*({finished}-{planned}))"
        return f"IF({finished}<={planned},{weight},{rest})"


def _last(measure: Measure | None) -> datetime.date | None:
    return measure.date.last if measure is not None and measure.date is not None else None


def _text(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
