"""Warnings of monitoring: execution against the progress of time, and against the progress of the objective.

Lines that a standard states for a month bind; where it states none, even spending over the year is the measure. All thresholds are
parameters of the standard (``monitoring.yaml``), the same that the checks of monitoring forms read.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from jiheng.model import Citation, Record, amounts
from jiheng.regulation import Standard


class NotAMonth(ValueError):
    """Progress was asked for a month that no year has: an error of ours."""

    def __init__(self, month: int) -> None:
        super().__init__(f"{month} 不是月份")


def monitored_until(fiscal_year: int, standard: Standard) -> datetime.date:
    """The last day that the collective monitoring of a year looks at (31 July)."""
    month = int(standard.number("monitoring_cutoff_month"))
    return datetime.date(fiscal_year, month, calendar.monthrange(fiscal_year, month)[1])


class ProgressWarning(Record):
    """One warning. ``attention`` (关注) is a hint, ``warning`` (预警) starts the flow of correction."""

    kind: Literal["execution", "gap"]
    level: Literal["attention", "warning"]
    stated: Decimal
    expected: Decimal
    message: str
    trace: str
    citation: Citation


def progress_warnings(
    month: int, execution_rate: Decimal, standard: Standard, *, objective_progress: Decimal | None = None
) -> tuple[ProgressWarning, ...]:
    """The warnings about a case at the end of a month; rates and progress as shares (0.58). None: the progress is not known.

    Raises:
        NotAMonth: the month is not one of twelve.
    """
    if not 1 <= month <= 12:
        raise NotAMonth(month)
    return (*_execution(month, execution_rate, standard), *_gap(execution_rate, objective_progress, standard))


def _execution(month: int, rate: Decimal, standard: Standard) -> Iterator[ProgressWarning]:
    parameter = standard.parameter("execution_warning_lines")
    lines = {int(key): value for key, value in parameter.value.items() if int(key) <= month}
    if lines:
        last = max(lines)
        if rate < lines[last]:
            yield ProgressWarning(
                kind="execution",
                level="warning",
                stated=rate,
                expected=lines[last],
                message=f"截至 {month} 月执行率 {_percent(rate)}，低于截至 {last} 月的预警线 {_percent(lines[last])}。",
                trace=f"{_percent(rate)} < {_percent(lines[last])}",
                citation=parameter.citation,
            )
        return
    even = Decimal(month) / 12
    lag, slack, serious = even - rate, standard.parameter("linear_progress_slack"), standard.parameter("serious_progress_lag")
    if lag <= standard.number(slack.name):
        return
    is_serious = lag > standard.number(serious.name)
    yield ProgressWarning(
        kind="execution",
        level="warning" if is_serious else "attention",
        stated=rate,
        expected=even,
        message=f"截至 {month} 月执行率 {_percent(rate)}，按月平均应为 {_percent(even)}，落后 {_points(lag)}。",
        trace=f"{month} ÷ 12 = {_percent(even)}；{_percent(even)} − {_percent(rate)} = {_points(lag)}",
        citation=(serious if is_serious else slack).citation,
    )


def _gap(rate: Decimal, progress: Decimal | None, standard: Standard) -> Iterator[ProgressWarning]:
    if progress is None or abs(progress - rate) <= standard.number("progress_gap"):
        return
    behind = "执行" if rate < progress else "目标完成"
    yield ProgressWarning(
        kind="gap",
        level="attention",
        stated=rate,
        expected=progress,
        message=f"目标完成进度 {_percent(progress)}，执行率 {_percent(rate)}，{behind}落后 {_points(abs(progress - rate))}。",
        trace=f"|{_percent(progress)} − {_percent(rate)}| = {_points(abs(progress - rate))}",
        citation=standard.parameter("progress_gap").citation,
    )


def _percent(share: Decimal) -> str:
    return f"{amounts.text(share * 100)}%"


def _points(share: Decimal) -> str:
    return f"{amounts.text(share * 100)} 个百分点"
