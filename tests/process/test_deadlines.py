"""Deadlines are counted as the law counts them, told with their count, and met, missed or still running."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walking import CALENDAR, START, attempt, walk

from jiheng.process import (
    Applied,
    Course,
    Due,
    Flow,
    NotSettable,
    apply,
    begin,
    due_dates,
    flow_names,
    happened,
    load_flow,
    overdue,
    reminders,
    with_set_date,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def due(flow: Flow, course: Course, name: str) -> Due:
    return next(one for one in due_dates(flow, course, CALENDAR) if one.deadline == name)


@pytest.fixture(scope="module")
def disclosure() -> Flow:
    return load_flow("disclosure")


@pytest.fixture(scope="module")
def self_evaluation() -> Flow:
    return load_flow("self_evaluation")


def test_twenty_days_of_the_budget_law_are_calendar_days_and_of_the_disclosure_rules_working_days(disclosure: Flow) -> None:
    course = begin(disclosure, fiscal_year=2025, on=day("2026-09-01"))
    assert due_dates(disclosure, course, CALENDAR) == ()
    approved = happened(disclosure, course, "department_accounts_approved", day("2026-09-10"))
    assert due(disclosure, approved, "department_accounts_due").on == day("2026-09-30")
    made = happened(disclosure, approved, "created", day("2026-09-10"))
    one = due(disclosure, made, "other_information_due")
    assert one.on == day("2026-10-14"), "the holidays are not counted, the worked weekends are"
    assert one.trace == "2026-09-10 信息形成，自次日起 20 个工作日，为 2026-10-14"
    assert one.citation is not None
    assert one.citation.text == "《中华人民共和国政府信息公开条例》（2019年修订）第二十六条"


def test_a_year_without_holidays_in_the_data_is_told(disclosure: Flow) -> None:
    course = happened(disclosure, begin(disclosure, fiscal_year=2030, on=day("2031-01-06")), "created", day("2031-01-06"))
    assert due(disclosure, course, "other_information_due").caution == "2031 年的放假安排没有录入，只除去了周六、周日。"
    assert due(disclosure, course, "other_information_due").on == day("2031-02-03")


def test_a_fixed_day_belongs_to_the_fiscal_year(self_evaluation: Flow) -> None:
    course = begin(self_evaluation, fiscal_year=2025, on=day("2026-01-10"))
    report = due(self_evaluation, course, "report_due")
    assert (report.on, report.trace) == (day("2026-04-30"), "2025 年度，次年 4 月 30 日前，为 2026-04-30")
    assert due(self_evaluation, course, "recheck_due").on == day("2026-06-30")


def test_a_day_set_by_people_goes_before(self_evaluation: Flow) -> None:
    course = begin(self_evaluation, fiscal_year=2025, on=day("2026-01-10"))
    noticed = with_set_date(self_evaluation, course, "report_due", day("2026-03-15"))
    assert (due(self_evaluation, noticed, "report_due").on, due(self_evaluation, noticed, "report_due").trace) == (
        day("2026-03-15"),
        "规定为 2026-03-15",
    )


def test_a_day_of_law_is_not_set_by_people(disclosure: Flow) -> None:
    course = begin(disclosure, fiscal_year=2025, on=day("2026-09-01"))
    with pytest.raises(NotSettable, match="期限「department_accounts_due」不能由人规定。可以规定的有：（无）。"):
        with_set_date(disclosure, course, "department_accounts_due", day("2026-12-31"))


@pytest.mark.parametrize("name", flow_names())
def test_those_who_are_managed_set_no_day(name: str) -> None:
    setting = [role for transition in load_flow(name).transitions.values() if transition.sets for role in transition.roles]
    assert [role for role in setting if role.startswith(("agency", "public"))] == []


def test_a_deadline_runs_until_the_case_has_left_and_again_when_it_comes_back(self_evaluation: Flow) -> None:
    start = day("2026-04-20")
    sent = walk(self_evaluation, ["submit", "agency_pass", "department_pass"], start=start, fiscal_year=2025)
    met = due(self_evaluation, sent, "report_due")
    assert (met.runs, met.met_on, met.standing(day("2026-06-01"))) == (False, day("2026-04-23"), "met")
    back = walk(self_evaluation, ["submit", "agency_pass", "department_pass", "finance_return"], start=start, fiscal_year=2025)
    again = due(self_evaluation, back, "report_due")
    assert (again.runs, again.standing(day("2026-04-30")), again.standing(day("2026-05-01"))) == (True, "open", "overdue")
    late = walk(self_evaluation, ["submit", "agency_pass", "department_pass"], start=day("2026-05-05"), fiscal_year=2025)
    assert due(self_evaluation, late, "report_due").standing(day("2026-06-01")) == "met_late"
    assert due(self_evaluation, late, "recheck_due").standing(day("2026-07-01")) == "upcoming"


def test_an_extension_adds_its_days_once() -> None:
    flow = load_flow("complaint")
    course = walk(flow, ["register", "accept_complaint", "assign"])
    accepted = next(event.on for event in course.events if event.name == "accept_complaint")
    assert due(flow, course, "handling_due").on == accepted + datetime.timedelta(days=60)
    longer = walk(flow, ["register", "accept_complaint", "assign", "extend", "extend"])
    one = due(flow, longer, "handling_due")
    assert one.on == accepted + datetime.timedelta(days=90)
    assert "受理，自次日起 60 日，延长 30 日，为" in one.trace


def test_what_starts_anew_is_counted_anew() -> None:
    flow = load_flow("rectification")
    issued = walk(flow, ["issue"])
    longer = apply(flow, issued, attempt(flow, flow.transitions["extend"], issued.last_on, due_date=day("2026-09-01")), CALENDAR)
    assert isinstance(longer, Applied)
    assert [(one.deadline, one.on) for one in longer.due] == [("answer_due", day("2026-09-01"))]
    redraft = longer.course.model_copy(update={"state": "draft"})
    again = apply(flow, redraft, attempt(flow, flow.transitions["issue"], day("2026-10-09")), CALENDAR)
    assert isinstance(again, Applied)
    assert [one.on for one in again.due] == [day("2026-11-08")]


def test_a_last_day_off_may_roll_to_the_next_working_day(disclosure: Flow) -> None:
    deadline = disclosure.deadlines["department_accounts_due"].model_copy(update={"rolls": True})
    rolling = disclosure.model_copy(update={"deadlines": {deadline.id: deadline}})
    course = begin(rolling, fiscal_year=2025, on=day("2026-09-01"))
    one = due(rolling, happened(rolling, course, "department_accounts_approved", day("2026-09-14")), deadline.id)
    assert one.on == day("2026-10-08")
    assert one.trace.endswith("为 2026-10-04；当天不上班，顺延到 2026-10-08")
    worked = due(rolling, happened(rolling, course, "department_accounts_approved", day("2026-09-10")), deadline.id)
    assert "顺延" not in worked.trace


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-04-24", "自评表报送期限 2026-04-30，还有 4 个工作日。"),
        ("2026-04-30", "自评表报送期限 2026-04-30，今天到期。"),
        ("2026-05-03", "自评表报送期限 2026-04-30，已逾期 3 天。"),
    ],
)
def test_a_running_deadline_is_told_in_one_sentence(self_evaluation: Flow, today: str, said: str) -> None:
    course = begin(self_evaluation, fiscal_year=2025, on=day("2026-01-10"))
    assert due(self_evaluation, course, "report_due").said(day(today), CALENDAR) == said


def test_days_left_over_a_year_without_holidays_are_told_with_care(self_evaluation: Flow) -> None:
    course = begin(self_evaluation, fiscal_year=2027, on=day("2028-01-10"))
    said = due(self_evaluation, course, "report_due").said(day("2028-04-25"), CALENDAR)
    assert said == "自评表报送期限 2028-04-30，还有 3 个工作日（2028 年的放假安排没有录入，只除去了周六、周日）。"


def test_what_is_over_or_to_come_is_told_too(self_evaluation: Flow) -> None:
    sent = walk(self_evaluation, ["submit", "agency_pass", "department_pass"], start=day("2026-04-20"), fiscal_year=2025)
    late = walk(self_evaluation, ["submit", "agency_pass", "department_pass"], start=day("2026-05-05"), fiscal_year=2025)
    today = day("2026-06-01")
    assert due(self_evaluation, sent, "report_due").said(today, CALENDAR) == "自评表报送期限 2026-04-30，已于 2026-04-23 按期办理。"
    assert due(self_evaluation, late, "report_due").said(today, CALENDAR) == "自评表报送期限 2026-04-30，2026-05-08 才办理，逾期 8 天。"
    assert due(self_evaluation, sent, "recheck_due").said(today, CALENDAR) == "抽查复核期限为 2026-06-30，尚未轮到。"


def test_only_running_deadlines_are_overdue(self_evaluation: Flow) -> None:
    course = begin(self_evaluation, fiscal_year=2025, on=day("2026-01-10"))
    assert overdue(self_evaluation, course, CALENDAR, day("2026-04-30")) == ()
    assert [one.deadline for one in overdue(self_evaluation, course, CALENDAR, day("2026-12-31"))] == ["report_due"]


@pytest.mark.parametrize(
    ("today", "roles"),
    [
        ("2026-04-15", ()),
        ("2026-04-16", ("agency.preparer",)),  # ten working days before
        ("2026-04-27", ("agency.preparer",)),  # three
        ("2026-04-29", ("agency.preparer",)),  # one
        ("2026-04-30", ()),
        ("2026-05-01", ("agency.preparer", "department.approver")),
        ("2026-05-02", ()),
        ("2026-05-07", ("agency.preparer", "department.approver")),
    ],
)
def test_reminders_fall_before_and_after_and_climb(self_evaluation: Flow, today: str, roles: tuple[str, ...]) -> None:
    course = begin(self_evaluation, fiscal_year=2025, on=day("2026-01-10"))
    told = reminders(self_evaluation, course, CALENDAR, day(today))
    assert tuple(role for one in told for role in one.roles) == roles
    assert all("自评表报送期限 2026-04-30" in one.text for one in told)


def test_nobody_is_reminded_of_what_is_done(self_evaluation: Flow) -> None:
    sent = walk(self_evaluation, ["submit", "agency_pass", "department_pass"], start=day("2026-04-06"), fiscal_year=2025)
    assert reminders(self_evaluation, sent, CALENDAR, day("2026-04-29")) == ()


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(flow_names()), st.integers(0, 30), st.integers(0, 400))
def test_a_later_event_never_makes_an_earlier_deadline(name: str, late: int, today: int) -> None:
    flow = load_flow(name)
    for event in flow.events:
        first = happened(flow, begin(flow, fiscal_year=2026, on=START), event, START)
        second = happened(flow, begin(flow, fiscal_year=2026, on=START), event, START + datetime.timedelta(days=late))
        on = START + datetime.timedelta(days=today)
        for one, other in zip(due_dates(flow, first, CALENDAR), due_dates(flow, second, CALENDAR), strict=True):
            assert one.on <= other.on
            assert one.said(on, CALENDAR)
            assert (one.standing(on) == "overdue") == (one.runs and on > one.on)
