"""The shipped flows are whole, cited and can be walked; every name of theirs stands in the glossary."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from walking import CALENDAR, START, attempt, walk

from jiheng.process import Applied, Flow, Refusal, UnknownFlow, allowed, apply, begin, flow_names, load_flow, load_words
from jiheng.process.validation import problems, reachable
from jiheng.regulation import UnknownStandard, standard_names

ROOT = Path(__file__).resolve().parents[2]
ALL = [(standard, name) for standard in standard_names() for name in flow_names(standard)]
FLOWS = flow_names()

WALKS: dict[str, list[list[str]]] = {
    name: [steps.split() for steps in walks]
    for name, walks in YAML(typ="safe", pure=True).load(Path(__file__).with_name("walks.yaml").read_text("utf-8")).items()
}
#: Transitions that need a day somebody has set; walked in a test of their own.
NEEDS_A_SET_DAY = {("monitoring", "suspend_overdue")}


@pytest.mark.parametrize(("standard", "name"), ALL)
def test_every_flow_is_whole_and_every_number_cited(standard: str, name: str) -> None:
    flow = load_flow(name, standard)
    assert list(problems(flow)) == []
    assert flow.citation is not None
    assert all(deadline.citation is not None and deadline.since for deadline in flow.deadlines.values())
    assert all((transition.citation is not None) == bool(transition.cite) for transition in flow.transitions.values())


@pytest.mark.parametrize(("name", "number"), [(name, number) for name, walks in WALKS.items() for number in range(len(walks))])
def test_a_case_goes_from_start_to_end(name: str, number: int) -> None:
    flow = load_flow(name)
    course = walk(flow, WALKS[name][number])
    assert flow.states[course.state].end
    assert [event.name for event in course.events] == [flow.transitions[step].action for step in WALKS[name][number]]


def test_the_walks_use_every_transition() -> None:
    walked = {(name, step) for name, walks in WALKS.items() for steps in walks for step in steps}
    assert {(name, step) for name in FLOWS for step in load_flow(name).transitions} == walked | NEEDS_A_SET_DAY


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(FLOWS), st.data())
def test_allowed_transitions_never_leave_the_declared_states(name: str, data: st.DataObject) -> None:
    flow = load_flow(name)
    course, day = begin(flow, fiscal_year=2026, on=START), START
    for _ in range(data.draw(st.integers(1, 12))):
        roles = data.draw(st.sets(st.sampled_from(sorted(flow.words.roles)), min_size=1))
        may = allowed(flow, course.state, roles)
        if not may:
            continue
        day += datetime.timedelta(days=data.draw(st.integers(0, 40)))
        before = course.state
        done = apply(flow, course, attempt(flow, data.draw(st.sampled_from(may)), day, by="a"), CALENDAR)
        if isinstance(done, Refusal):
            assert done.kind == "not_ready"
            assert done.text
        else:
            course = done.course
            assert before in done.transition.sources
            assert course.events[-1].on == day
        assert course.state in flow.states
        assert reachable(flow, course.state) & set(flow.ends)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(FLOWS), st.data())
def test_what_is_not_allowed_changes_nothing(name: str, data: st.DataObject) -> None:
    flow = load_flow(name)
    state = data.draw(st.sampled_from(sorted(flow.states)))
    course = begin(flow, fiscal_year=2026, on=START).model_copy(update={"state": state})
    transition = data.draw(st.sampled_from([one for one in flow.transitions.values() if state not in one.sources]))
    here = {one.action for one in flow.leaving(state)}
    done = apply(flow, course, attempt(flow, transition, START), CALENDAR)
    assert isinstance(done, Refusal) or transition.action in here
    if transition.action not in here:
        assert isinstance(done, Refusal)
        assert done.kind == "not_here"


def test_flows_stand_in_the_order_of_the_work() -> None:
    assert FLOWS == ("objective", "monitoring", "self_evaluation", "evaluation", "rectification", "disclosure", "complaint")


def test_every_name_of_a_flow_stands_in_the_glossary() -> None:
    glossary = {entry["name"] for entry in YAML(typ="safe", pure=True).load((ROOT / "glossary.yaml").read_text("utf-8"))}
    words = load_words()
    names = {*words.actions, *words.requirements, *FLOWS}
    for role in words.roles.values():
        names |= {role.organisation, *([role.duty] if role.duty else [])}
    for flow in map(load_flow, FLOWS):
        names |= {*flow.states, *flow.stages, *flow.events}
    assert names - glossary == set()


def test_a_state_or_action_is_called_alike_everywhere() -> None:
    labels = {(state.id, state.label) for name in FLOWS for state in load_flow(name).states.values()}
    assert [name for name, count in Counter(name for name, _ in labels).items() if count > 1] == []


def test_a_lower_standard_states_only_what_differs() -> None:
    above, below = load_flow("monitoring"), load_flow("monitoring", "cn-sc")
    assert above.transitions == below.transitions
    assert above.deadlines["handling_due"].rule == "由通知规定"
    assert below.deadlines["handling_due"].rule == "10 个工作日"
    assert below.deadlines["report_due"].rule == "当年 7 月 31 日前"
    assert below.deadlines["report_due"].label == above.deadlines["report_due"].label
    assert load_flow("objective", "cn-xj").deadlines == load_flow("objective").deadlines


def test_a_flow_holds_as_of_a_day() -> None:
    before = load_flow("monitoring", "cn-sc", datetime.date(2024, 12, 31))
    assert before.deadlines["report_due"].rule == "当年 8 月 31 日前"
    assert "handling_due" not in load_flow("complaint", "cn", datetime.date(2021, 12, 31)).deadlines


def test_the_numbers_of_a_deadline_may_be_those_of_a_parameter() -> None:
    deadline = load_flow("complaint").deadlines["handling_due"]
    assert deadline.rule == "60 日，可延长 30 日"
    assert deadline.citation is not None
    assert deadline.citation.evidence == "from_memory"


def test_an_unknown_flow_or_standard_is_told() -> None:
    with pytest.raises(UnknownFlow, match="没有名为「nothing」的流程。可用的有：objective、"):
        load_flow("nothing")
    with pytest.raises(UnknownStandard):
        flow_names("zz")


def test_a_warning_not_handled_by_the_day_set_leads_to_suspension() -> None:
    flow = load_flow("monitoring")
    course = walk(flow, ["submit", "agency_pass", "department_pass"])
    due = course.last_on + datetime.timedelta(days=10)
    warned = apply(flow, course, attempt(flow, flow.transitions["warn"], course.last_on, due_date=due), CALENDAR)
    assert isinstance(warned, Applied)
    assert [(one.deadline, one.on) for one in warned.due] == [("handling_due", due)]
    automatic = flow.transitions["suspend_overdue"]
    assert isinstance(apply(flow, warned.course, attempt(flow, automatic, due), CALENDAR), Refusal)
    late = apply(flow, warned.course, attempt(flow, automatic, due + datetime.timedelta(days=1)), CALENDAR)
    assert isinstance(late, Applied)
    assert late.course.state == "suspended"


def test_flows_are_records_that_can_be_kept() -> None:
    flow = load_flow("disclosure")
    assert Flow.model_validate_json(flow.model_dump_json(by_alias=True)) == flow
