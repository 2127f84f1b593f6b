"""Working days are counted over weekends, holidays and worked weekends; what is not known is said."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.process import WorkingCalendar, load_calendar, read_calendar, with_own_days
from jiheng.regulation import WrongFile, documents_of, read_placed, standard_names

DAYS = st.dates(datetime.date(2020, 6, 1), datetime.date(2027, 6, 30))
COUNTS = st.integers(0, 60)
#: The same examples on every machine, however slow it is.
QUICK = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return load_calendar()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def read(text: str) -> WorkingCalendar:
    return read_calendar([read_placed(text, "我的日历.yaml")], documents_of("cn"))


@pytest.mark.parametrize(
    ("after", "count", "falls_on"),
    [
        ("2024-02-05", 1, "2024-02-06"),
        ("2024-02-09", 1, "2024-02-18"),  # Spring Festival, with the Sunday after it worked
        ("2024-09-13", 1, "2024-09-14"),  # a worked Saturday
        ("2024-09-30", 3, "2024-10-10"),
        ("2026-09-24", 1, "2026-09-28"),
        ("2026-03-02", 0, "2026-03-02"),
        ("2024-02-18", -1, "2024-02-09"),
    ],
)
def test_working_days_pass_over_holidays(calendar: WorkingCalendar, after: str, count: int, falls_on: str) -> None:
    assert calendar.add_working_days(day(after), count) == day(falls_on)


@QUICK
@given(DAYS, COUNTS)
def test_counting_back_what_was_added_gives_the_count(start: datetime.date, count: int) -> None:
    calendar = load_calendar()
    end = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, end) == count
    assert count == 0 or calendar.is_working_day(end)


@QUICK
@given(DAYS, COUNTS, COUNTS)
def test_adding_twice_is_adding_the_sum(start: datetime.date, first: int, second: int) -> None:
    calendar = load_calendar()
    assert calendar.add_working_days(calendar.add_working_days(start, first), second) == calendar.add_working_days(start, first + second)


@QUICK
@given(DAYS, DAYS)
def test_a_later_day_never_ends_earlier(one: datetime.date, other: datetime.date) -> None:
    calendar = load_calendar()
    early, late = sorted((one, other))
    assert calendar.add_working_days(early, 5) <= calendar.add_working_days(late, 5)
    assert calendar.working_days_between(early, late) == -calendar.working_days_between(late, early)


@QUICK
@given(DAYS)
def test_going_forth_and_back_returns_to_a_working_day(start: datetime.date) -> None:
    calendar = load_calendar()
    begin = calendar.next_working_day(start)
    assert calendar.is_working_day(begin)
    assert calendar.add_working_days(calendar.add_working_days(begin, 7), -7) == begin


def test_each_known_year_has_a_source_and_as_many_holidays_as_the_law_gives(calendar: WorkingCalendar) -> None:
    """From 2021 to 2024 eleven days by law, thirteen since 2025: days off on weekdays less worked weekends make about that."""
    for year, sources in calendar.sources.items():
        assert sources[0].evidence == "from_memory"
        days = [datetime.date(year, 1, 1) + datetime.timedelta(days=number) for number in range(365)]
        off = sum(one.weekday() < 5 and not calendar.is_working_day(one) for one in days)
        worked = sum(one.weekday() >= 5 and calendar.is_working_day(one) for one in days)
        assert 9 <= off - worked <= 13, year


def test_no_worked_day_is_a_weekday_and_no_holiday_is_worked(calendar: WorkingCalendar) -> None:
    assert all(one.weekday() >= 5 for one in calendar.workdays)
    assert not calendar.holidays & calendar.workdays


def test_a_year_without_data_has_weekends_only_and_says_so(calendar: WorkingCalendar) -> None:
    assert calendar.add_working_days(day("2031-09-30"), 1) == day("2031-10-01")
    assert calendar.caution(day("2026-12-30"), day("2027-01-05")) == "2027 年的放假安排没有录入，只除去了周六、周日。"
    assert calendar.caution(day("2026-10-01"), day("2026-11-01")) == ""
    assert calendar.unknown_years(day("2028-01-01"), day("2026-01-01")) == (2027, 2028)


@pytest.mark.parametrize("standard", standard_names())
def test_every_standard_has_a_calendar(standard: str) -> None:
    assert 2026 in load_calendar(standard).sources


def test_people_add_days_of_their_place(calendar: WorkingCalendar) -> None:
    text = "years:\n  2026: {cite: practice, holidays: [2026-03-20], workdays: [2026-03-21, 2026-10-07]}\n"
    own = with_own_days(calendar, text, "我的日历.yaml", documents_of("cn"))
    assert own.add_working_days(day("2026-03-19"), 1) == day("2026-03-21")
    assert own.is_working_day(day("2026-10-07"))
    assert [source.evidence for source in own.sources[2026]] == ["from_memory", "practice"]
    assert not calendar.is_working_day(day("2026-03-21"))


def test_a_lower_calendar_goes_before_the_higher_one() -> None:
    higher = read_placed("years:\n  2026: {cite: practice, holidays: [2026-05-01], workdays: [2026-05-09]}\n", "上级.yaml")
    lower = read_placed("years:\n  2026: {cite: practice, holidays: [2026-05-09], workdays: [2026-05-01]}\n", "下级.yaml")
    both = read_calendar([higher, lower], documents_of("cn"))
    assert (both.is_working_day(day("2026-05-01")), both.is_working_day(day("2026-05-09"))) == (True, False)


def test_a_span_has_both_its_ends() -> None:
    found = read("years:\n  2026: {cite: practice, holidays: [2026-10-01/2026-10-03]}\n").holidays
    assert found == {datetime.date(2026, 10, number) for number in (1, 2, 3)}
    assert all(late - early == datetime.timedelta(days=1) for early, late in itertools.pairwise(sorted(found)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 2026\n", "日历应有 years"),
        ("years: 5\n", "日历应有 years"),
        ("years:\n  明年: {}\n", "第 2 行「years/明年」：「明年」不是年份"),
        ("years:\n  2026: []\n", "第 2 行「years/2026」：应是「键: 值」"),
        ("years:\n  2026:\n    cite: practice\n    days: []\n", "第 4 行「years/2026/days」：没有这一项"),
        ("years:\n  2026: {holidays: []}\n", "没有写明依据"),
        ("years:\n  2026: {cite: nobody}\n", "依据不在 documents.yaml 中"),
        ("years:\n  2026: {cite: practice, holidays: 5}\n", "应是列表"),
        (
            "years:\n  2026:\n    cite: practice\n    holidays:\n      - 十月一日\n",
            "第 5 行「years/2026/holidays/0」：「十月一日」不是日期",
        ),
        ("years:\n  2026: {cite: practice, holidays: [2026-10-07/2026-10-01]}\n", "不是一段日子"),
        ("years:\n  2026: {cite: practice, holidays: [2026-01-01/2026-03-01]}\n", "不超过 31 天"),
        ("years:\n  2026: {cite: practice, holidays: [2026-10-01], workdays: [2026-10-01]}\n", "既是假日又是工作日"),
    ],
)
def test_a_wrong_calendar_says_file_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(WrongFile) as told:
        read(text)
    assert str(told.value).startswith("我的日历.yaml")
    assert said in str(told.value)
