"""The work list says who must act, what came back and why, and until when."""

from __future__ import annotations

import datetime

from walking import CALENDAR, START, attempt, walk

from jiheng.process import Applied, apply, begin, load_flow, waiting


def test_a_new_case_waits_for_whoever_fills_it() -> None:
    flow = load_flow("monitoring")
    told = waiting(flow, begin(flow, fiscal_year=2026, on=START), CALENDAR, datetime.date(2026, 8, 28))
    assert told.text == "填报中，等待单位经办人：提交监控表。监控表报送期限 2026-08-31，还有 1 个工作日。"
    assert told.for_roles(["agency.preparer", "expert"])
    assert not told.for_roles(["department.reviewer"])
    assert told.returned is None


def test_what_came_back_says_from_whom_when_and_why() -> None:
    flow = load_flow("self_evaluation")
    course = walk(flow, ["submit", "agency_pass"], fiscal_year=2025)
    done = apply(flow, course, attempt(flow, flow.transitions["department_return"], course.last_on, reason="执行率与决算不一致"), CALENDAR)
    assert isinstance(done, Applied)
    told = waiting(flow, done.course, CALENDAR, course.last_on)
    assert told.returned is not None
    assert f"主管部门审核人于 {course.last_on} 退回：执行率与决算不一致。" in told.text
    resubmitted = apply(flow, done.course, attempt(flow, flow.transitions["submit"], course.last_on), CALENDAR)
    assert isinstance(resubmitted, Applied)
    assert waiting(flow, resubmitted.course, CALENDAR, course.last_on).returned is None


def test_what_is_done_in_a_state_does_not_hide_how_the_case_came_there() -> None:
    flow = load_flow("complaint")
    course = walk(flow, ["register", "accept_complaint", "assign", "reply"])
    back = apply(flow, course, attempt(flow, flow.transitions["return_reply"], course.last_on, reason="没有查明金额"), CALENDAR)
    assert isinstance(back, Applied)
    extended = apply(flow, back.course, attempt(flow, flow.transitions["extend"], course.last_on, reason="等待鉴定"), CALENDAR)
    assert isinstance(extended, Applied)
    told = waiting(flow, extended.course, CALENDAR, course.last_on)
    assert told.returned is not None
    assert told.returned.reason == "没有查明金额"


def test_doing_something_in_the_first_state_is_not_coming_back() -> None:
    flow = load_flow("evaluation")
    first = flow.model_copy(update={"start": "fieldwork"})
    course = begin(first, fiscal_year=2026, on=START)
    asked = apply(first, course, attempt(first, first.transitions["request_materials"], START), CALENDAR)
    assert isinstance(asked, Applied)
    told = waiting(first, asked.course, CALENDAR, START)
    assert told.returned is None
    assert len(asked.course.here()) == 1


def test_an_end_waits_for_nobody() -> None:
    flow = load_flow("monitoring")
    course = walk(flow, ["submit", "agency_pass", "department_pass", "confirm_normal"])
    assert waiting(flow, course, CALENDAR, START).text == "监控正常，没有待办。"


def test_an_action_of_two_roles_is_named_once() -> None:
    flow = load_flow("evaluation")
    steps = ["engage", "submit_plan", "approve_plan", "finish_fieldwork", "finish_scoring", "submit_report", "request_opinions"]
    told = waiting(flow, walk(flow, steps), CALENDAR, START)
    assert told.text.startswith("征求意见中，等待单位审核人、委托方经办人：提出意见。征求意见期限 ")
