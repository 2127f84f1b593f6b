"""A ratio of two counts: finished ÷ planned projects, satisfied ÷ returned questionnaires; full from a target share on, if one is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Exact, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import ONE, bound_text, fixed, plain, quotient, reach_rate, reachable, shared
from jiheng.scoring.trace import Points


class CountRatio(RuleKind):
    """``numerator`` and ``denominator`` name what is counted; ``full_from`` is the share that earns full points."""

    kind: ClassVar[str] = "count_ratio"
    title: ClassVar[str] = "两个计数之比"
    example: ClassVar[str] = "得分 = 分值 × 完成项目数 ÷ 计划项目数；满意问卷 ÷ 回收问卷达到 90% 得满分"

    numerator: str = "完成数"
    denominator: str = "计划数"
    full_from: Exact = Field(default=Decimal(1), gt=0, le=1)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    def describe(self, weight: Decimal) -> str:
        ratio = f"{self.numerator} ÷ {self.denominator}"
        if self.full_from == ONE:
            return f"得分 = 分值（{plain(weight)} 分）× {ratio}，最高得满分。"
        full = bound_text(self.full_from, True)
        return f"{ratio} 达到 {full} 得满分（{plain(weight)} 分）；未达到的，得分 = 分值 × 该比率 ÷ {full}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        ratio = quotient(inputs)
        if isinstance(ratio, Missing):
            return ratio
        if ratio.value < 0:
            return Missing(what=("numerator",), reason="计数不能为负")
        sentence = f"{self.numerator} {ratio.sentence.replace(' ÷ ', f' ÷ {self.denominator} ', 1)}"
        told = ratio.told(sentence)
        if ratio.value >= self.full_from:
            return fixed(weight, f"{sentence}，达到 {bound_text(self.full_from, True)}，得满分 {plain(weight)}", self.kind, (told.trace,))
        if self.full_from == ONE:
            return shared(weight, told, self.kind)
        full = bound_text(self.full_from, True)
        interval = ratio.interval / ratio.interval.point(self.full_from)
        share = replace(told, bottom=ratio.bottom * self.full_from, interval=interval)
        return shared(weight, share.told(f"{sentence}，占 {full} 的 {share.share_text}"), self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        if not reachable(points, weight):
            return None
        return reach_rate(points / weight * self.full_from, points, inputs, f"{self.numerator} ÷ {self.denominator}")

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, top, bottom = cells["weight"], cells["numerator"], cells["denominator"]
        return f"MIN({weight},{weight}*{top}/{bottom}{'' if self.full_from == ONE else f'/{self.full_from}'})"
