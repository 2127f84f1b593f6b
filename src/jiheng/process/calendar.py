"""Working days: weekends, the holidays and worked weekends of the years that ``standards/<name>/calendar.yaml`` holds, and days people add.

A year that is not in the data has weekends only, and whoever counts over it is told so.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jiheng.model import Citation
from jiheng.regulation import PlacedYaml, documents_of, lineage, read_placed
from jiheng.regulation.loading import cited, standard_folder

_SATURDAY: Final = 5
_LONGEST: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Which days are worked. ``sources`` says for each known year where its days come from."""

    holidays: frozenset[datetime.date] = frozenset()
    workdays: frozenset[datetime.date] = frozenset()
    sources: Mapping[int, tuple[Citation, ...]]

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether offices are open on the day."""
        return day in self.workdays or (day.weekday() < _SATURDAY and day not in self.holidays)

    def add_working_days(self, day: datetime.date, count: int) -> datetime.date:
        """The ``count``-th working day after a day (before it when negative); the day itself is not counted. 0 gives the day itself."""
        step = datetime.timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, first: datetime.date, last: datetime.date) -> int:
        """How many working days lie after ``first`` up to and including ``last``; negative when ``last`` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + datetime.timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def next_working_day(self, day: datetime.date) -> datetime.date:
        """The day itself when it is worked, otherwise the next one that is."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def unknown_years(self, first: datetime.date, last: datetime.date) -> tuple[int, ...]:
        """The years between two days of which no holidays are known."""
        early, late = sorted((first.year, last.year))
        return tuple(year for year in range(early, late + 1) if year not in self.sources)

    def caution(self, first: datetime.date, last: datetime.date) -> str:
        """What to know about a count between two days: years without holidays. Empty when there is nothing."""
        years = self.unknown_years(first, last)
        return f"{'、'.join(map(str, years))} 年的放假安排没有录入，只除去了周六、周日。" if years else ""


@cache
def load_calendar(standard: str = "cn") -> WorkingCalendar:
    """The calendar of a standard and its ancestors.

    Raises:
        UnknownStandard, WrongFile: see there.
    """
    files = []
    for jurisdiction in lineage(standard):
        file = standard_folder(jurisdiction) / "calendar.yaml"
        if file.is_file():
            files.append(read_placed(file.read_text("utf-8"), f"{jurisdiction}/calendar.yaml"))
    return read_calendar(files, documents_of(standard))


def with_own_days(calendar: WorkingCalendar, text: str, file: str, documents: Mapping[str, Mapping[str, Any]]) -> WorkingCalendar:
    """A calendar with the days of a file that people wrote; they go before those of the standard.

    Raises:
        WrongFile: the file does not say what it must.
    """
    own = read_calendar([read_placed(text, file)], documents)
    return WorkingCalendar(
        holidays=(calendar.holidays | own.holidays) - own.workdays,
        workdays=(calendar.workdays | own.workdays) - own.holidays,
        sources={year: (*calendar.sources.get(year, ()), *own.sources.get(year, ())) for year in sorted({*calendar.sources, *own.sources})},
    )


def read_calendar(files: Sequence[PlacedYaml], documents: Mapping[str, Mapping[str, Any]]) -> WorkingCalendar:
    """The calendar that files state together, a later file's days going before an earlier one's.

    Raises:
        WrongFile: a year, a day or a source is wrong. The text names file, line, entry and remedy.
    """
    holidays: set[datetime.date] = set()
    workdays: set[datetime.date] = set()
    sources: dict[int, tuple[Citation, ...]] = {}
    for file in files:
        years = file.content.get("years") if isinstance(file.content, dict) else None
        if not isinstance(years, dict):
            raise file.wrong("", "日历应有 years，按年份列出", "例如 years: {2026: {cite: practice, holidays: [2026-10-01/2026-10-07]}}")
        for name, entry in years.items():
            year, off, worked, source = _year(file, name, entry, documents)
            holidays = (holidays - worked) | off
            workdays = (workdays - off) | worked
            sources[year] = (*sources.get(year, ()), source)
    return WorkingCalendar(holidays=frozenset(holidays), workdays=frozenset(workdays), sources=sources)


def _year(
    file: PlacedYaml, name: str, entry: Any, documents: Mapping[str, Mapping[str, Any]]
) -> tuple[int, set[datetime.date], set[datetime.date], Citation]:
    place = f"/years/{name}"
    if not re.fullmatch(r"(?:19|20)\d\d", name):
        raise file.wrong(place, f"「{name}」不是年份", "请写成 2026 的样子")
    if not isinstance(entry, dict):
        raise file.wrong(place, "应是「键: 值」", "请写明 cite、holidays 和 workdays")
    for key in entry:
        if key not in ("cite", "article", "holidays", "workdays"):
            raise file.wrong(f"{place}/{key}", "没有这一项", "可以写：cite、article、holidays、workdays")
    source = cited(f"{entry.get('cite')}#{entry.get('article') or ''}", documents)
    if source is None:
        raise file.wrong(f"{place}/cite", "没有写明依据，或依据不在 documents.yaml 中", "请补写 cite；自行增加的可写 practice")
    off = set(_days(file, f"{place}/holidays", entry.get("holidays") or []))
    worked = set(_days(file, f"{place}/workdays", entry.get("workdays") or []))
    both = sorted(off & worked)
    if both:
        raise file.wrong(f"{place}/workdays", f"{both[0]} 既是假日又是工作日", "请删去一处")
    return int(name), off, worked, source


def _days(file: PlacedYaml, place: str, entries: Any) -> Iterator[datetime.date]:
    if not isinstance(entries, list):
        raise file.wrong(place, "应是列表", "请每项一行，以「- 」开头")
    for index, entry in enumerate(entries):
        first, _, last = str(entry).partition("/")
        here = f"{place}/{index}"
        begin = _day(file, here, first)
        end = _day(file, here, last) if last else begin
        if not 0 <= (end - begin).days < _LONGEST:
            raise file.wrong(here, f"「{entry}」不是一段日子", f"请先写早的一天，且不超过 {_LONGEST} 天")
        yield from itertools.islice((begin + datetime.timedelta(days=number) for number in itertools.count()), (end - begin).days + 1)


def _day(file: PlacedYaml, place: str, text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise file.wrong(place, f"「{text}」不是日期", "请写成 2026-10-01 或 2026-10-01/2026-10-07 的样子") from None
