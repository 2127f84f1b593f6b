"""Recognising a form's own way of scoring: unusual, but the same in every row it touches.

Every convention predicts a score for a row. A form has a convention when it explains at least two scores that the usual rule does
not, and hardly contradicts rows that follow the usual rule (numbers in ``standards/*/scoring.yaml``). One such row alone is not a
convention of the form; :func:`explanations` then tells which convention would give its score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from jiheng.model import Estimate, Figure, Interval, SelfEvaluationForm, amounts
from jiheng.regulation import Standard
from jiheng.scoring.execution import execution_points, execution_rate, scored_lines
from jiheng.scoring.rules import Operand, above_pass_line, by_bands
from jiheng.scoring.self_evaluation import Judged, judge
from jiheng.scoring.trace import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """A printed score with the points of the usual rule. ``completion`` is the share reached, 1 at most."""

    path: str
    name: str
    weight: Decimal
    stated: Figure
    points: Points
    others: tuple[Points, ...] = ()
    completion: Estimate | None = None
    met: bool = False
    excess: Decimal = Decimal(0)
    judged: Judged | None = None
    places: int = 0

    @property
    def is_execution(self) -> bool:
        """Whether it is the execution line rather than an indicator."""
        return self.judged is None

    @property
    def reading(self) -> Interval:
        """The interval behind the printed score: rounded where its column rounds.

        Full marks for less than the target are no mere rounding to whole points.
        """
        places = max(self.places, self.stated.decimals)
        if self.stated.value == self.weight and not self.met:
            places = max(places, 1)
        half = Decimal(5).scaleb(-places - 1)
        return Interval(low=self.stated.value - half, high=self.stated.value + half)

    @property
    def agreeing(self) -> Points | None:
        """The usual result that the printed score agrees with."""
        return next((points for points in (self.points, *self.others) if self.reading.overlaps(points.estimate.interval)), None)

    @property
    def follows_rule(self) -> bool:
        """Whether the printed score is a usual result."""
        return self.agreeing is not None


Prediction = Callable[[ScoredRow, Standard], Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """An unusual way of scoring: its name, how people say it, and the score it gives a row (None: it has nothing to say)."""

    name: str
    title: str
    predict: Prediction

    def explains(self, row: ScoredRow, standard: Standard) -> bool:
        """Whether it gives the printed score."""
        score = self.predict(row, standard)
        return score is not None and row.reading.contains(score)


def _cut(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)


def _share(row: ScoredRow) -> Decimal | None:
    return row.completion.value if row.completion is not None and not row.met else None


def _whole_percent(row: ScoredRow, _: Standard) -> Decimal | None:
    share = _share(row)
    return None if share is None else row.weight * amounts.half_up(share, 2)


def _cut_percent(row: ScoredRow, _: Standard) -> Decimal | None:
    share = _share(row)
    return None if share is None else row.weight * _cut(share, 2)


def _cut_score(row: ScoredRow, _: Standard) -> Decimal | None:
    return None if row.met else _cut(row.points.estimate.value, max(row.places, row.stated.decimals))


def _one_decimal(row: ScoredRow, _: Standard) -> Decimal | None:
    return None if row.met else amounts.half_up(row.points.estimate.value, 1)


def _cut_to_one_decimal(row: ScoredRow, _: Standard) -> Decimal | None:
    return None if row.met else _cut(row.points.estimate.value, 1)


def _whole_points(row: ScoredRow, _: Standard) -> Decimal | None:
    return None if row.met else amounts.half_up(row.points.estimate.value, 0)


def _cut_to_points(row: ScoredRow, _: Standard) -> Decimal | None:
    return None if row.met else _cut(row.points.estimate.value, 0)


def _excess_deducted(row: ScoredRow, _: Standard) -> Decimal | None:
    return row.weight * max(Decimal(0), 1 - row.excess) if row.excess else None


def _excess_voids(row: ScoredRow, standard: Standard) -> Decimal | None:
    return Decimal(0) if row.excess and row.excess >= standard.number("overachievement_limit") else None


def _by_shortfall(row: ScoredRow, _: Standard) -> Decimal | None:
    share = _share(row)
    if share is None or not share or row.points.rule != "at_most":
        return None
    return row.weight * max(Decimal(0), 2 - 1 / share)


def _pass_line(row: ScoredRow, standard: Standard) -> Decimal | None:
    if row.completion is None or row.is_execution or row.met:
        return None
    return above_pass_line(Operand.points(row.weight), row.completion, standard.number("completion_pass_line")).estimate.value


def _execution_bands(row: ScoredRow, standard: Standard) -> Decimal | None:
    if not row.is_execution or row.completion is None:
        return None
    bands = [(pair[0], pair[1]) for pair in standard.parameter("execution_bands").value]
    return by_bands(Operand.points(row.weight), row.completion, bands).estimate.value


def _execution_floor(row: ScoredRow, standard: Standard) -> Decimal | None:
    if not row.is_execution or row.completion is None:
        return None
    floors = standard.parameter("known_execution_floors").value
    return Decimal(0) if any(row.completion.value < floor for floor in floors) else None


CONVENTIONS: Final[tuple[Convention, ...]] = (
    Convention(name="whole_percent", title="完成率先四舍五入为整数百分比，再乘分值", predict=_whole_percent),
    Convention(name="cut_percent", title="完成率先舍去尾数取整数百分比，再乘分值", predict=_cut_percent),
    Convention(name="cut_score", title="得分舍去尾数而不四舍五入", predict=_cut_score),
    Convention(name="one_decimal", title="得分保留一位小数", predict=_one_decimal),
    Convention(name="cut_to_one_decimal", title="得分舍去尾数取一位小数", predict=_cut_to_one_decimal),
    Convention(name="whole_points", title="得分四舍五入为整数", predict=_whole_points),
    Convention(name="cut_to_points", title="得分舍去尾数取整数", predict=_cut_to_points),
    Convention(name="excess_deducted", title="超额完成按偏离度扣分", predict=_excess_deducted),
    Convention(name="excess_voids", title="大幅超额完成不得分", predict=_excess_voids),
    Convention(name="by_shortfall", title="「≤」型指标按超出幅度扣分", predict=_by_shortfall),
    Convention(name="pass_line", title="完成率设及格线，及格线以下不得分", predict=_pass_line),
    Convention(name="execution_floor", title="执行率低于下限不得分", predict=_execution_floor),
    Convention(name="execution_bands", title="执行率分档计分", predict=_execution_bands),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A convention of one form with the rows only it explains."""

    convention: Convention
    rows: tuple[ScoredRow, ...]


def scored_rows(form: SelfEvaluationForm, standard: Standard) -> list[ScoredRow]:
    """Every row with a printed score and a rule to compare it with."""
    rows = [*_execution_rows(form, standard), *_indicator_rows(form, standard)]
    places = max((row.stated.decimals for row in rows), default=0)
    every = [row.score for row in form.funds] + [indicator.score for indicator in form.indicators]
    places = max([places, *(score.decimals for score in every if score is not None)])
    return [ScoredRow(**{**{name: getattr(row, name) for name in ScoredRow.__slots__}, "places": places}) for row in rows]


def _execution_rows(form: SelfEvaluationForm, standard: Standard) -> list[ScoredRow]:
    rows = []
    for index in scored_lines(form):
        row = form.funds[index]
        points, rate = execution_points(row, form, standard), execution_rate(row, form)
        if points is None or rate is None or row.score is None or row.weight is None:
            continue
        rows.append(
            ScoredRow(
                path=f"/funds/{index}",
                name=f"{row.label}执行率",
                weight=row.weight.value,
                stated=row.score,
                points=points,
                completion=rate.clamped(Decimal(0), Decimal(1)),
                met=rate.value >= 1,
            )
        )
    return rows


def _indicator_rows(form: SelfEvaluationForm, standard: Standard) -> list[ScoredRow]:
    rows = []
    for index, indicator in enumerate(form.indicators):
        judged = judge(indicator, standard)
        if judged is None or indicator.score is None:
            continue
        rows.append(
            ScoredRow(
                path=f"/indicators/{index}",
                name=indicator.name,
                weight=judged.weight,
                stated=indicator.score,
                points=judged.points,
                others=judged.others,
                completion=judged.completion,
                met=judged.met,
                excess=judged.excess,
                judged=judged,
            )
        )
    return rows


def recognise(rows: Sequence[ScoredRow], standard: Standard) -> list[Recognised]:
    """The conventions the form has, the one with most rows first; each row belongs to one."""
    least, share = standard.number("convention_rows"), standard.number("convention_share")
    found: list[Recognised] = []
    left = [row for row in rows if not row.follows_rule]
    while left:
        best: Recognised | None = None
        for convention in CONVENTIONS:
            explained = tuple(row for row in left if convention.explains(row, standard))
            against = sum(_contradicts(convention, row, standard) for row in rows if row.follows_rule)
            if len(explained) < least or len(explained) < share * (len(explained) + against):
                continue
            if best is None or len(explained) > len(best.rows):
                best = Recognised(convention=convention, rows=explained)
        if best is None:
            break
        found.append(best)
        left = [row for row in left if row not in best.rows]
    return found


def _contradicts(convention: Convention, row: ScoredRow, standard: Standard) -> bool:
    score = convention.predict(row, standard)
    return score is not None and not row.reading.contains(score)


def explanations(row: ScoredRow, standard: Standard) -> list[Convention]:
    """The conventions that would give the printed score of one row."""
    return [] if row.follows_rule else [convention for convention in CONVENTIONS if convention.explains(row, standard)]
