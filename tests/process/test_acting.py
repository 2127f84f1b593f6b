"""An attempt gives a new course or a refusal that says why; nothing else changes."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from walking import CALENDAR, START, attempt, walk

from jiheng.process import Applied, Attempt, Course, Fact, Flow, Refusal, UnknownState, allowed, apply, begin, load_flow


@pytest.fixture(scope="module")
def objective() -> Flow:
    return load_flow("objective")


@pytest.fixture(scope="module")
def evaluation() -> Flow:
    return load_flow("evaluation")


def refused(flow: Flow, course: Course, tried: Attempt) -> str:
    done = apply(flow, course, tried, CALENDAR)
    assert isinstance(done, Refusal)
    return done.text


def by(action: str, *roles: str, on: datetime.date = START, person: str = "", **facts: Fact) -> Attempt:
    return Attempt(action=action, roles=frozenset(roles), on=on, by=person, facts=facts)


def test_each_role_is_offered_its_own_actions(objective: Flow) -> None:
    assert [one.label for one in allowed(objective, "draft", ["agency.preparer"])] == ["申报"]
    assert [one.action for one in allowed(objective, "department_review", ["department.reviewer"])] == ["review", "send_back"]
    assert allowed(objective, "draft", ["department.reviewer"]) == ()
    with pytest.raises(UnknownState):
        allowed(objective, "nowhere", ["agency.preparer"])


def test_what_is_done_is_written_down(objective: Flow) -> None:
    course = begin(objective, fiscal_year=2026, on=START)
    done = apply(objective, course, by("submit", "agency.preparer", "agency.reviewer", person="甲", clean_check=0), CALENDAR)
    assert isinstance(done, Applied)
    event = done.course.events[-1]
    assert (done.course.state, event.name, event.on, event.by, event.role) == ("agency_review", "submit", START, "甲", "agency.preparer")
    assert course.events == ()


def test_a_return_keeps_its_reason(objective: Flow) -> None:
    course = walk(objective, ["submit"])
    done = apply(objective, course, by("send_back", "agency.reviewer", on=course.last_on, reason=" 数量指标没有单位 "), CALENDAR)
    assert isinstance(done, Applied)
    assert done.course.events[-1].reason == "数量指标没有单位"


def test_an_action_of_another_state_is_refused_with_those_of_this_one(objective: Flow) -> None:
    course = begin(objective, fiscal_year=2026, on=START)
    assert refused(objective, course, by("approve", "agency.preparer")) == "「编制中」时不能「批复」。此时可以：申报。"
    assert "不能「公开」" in refused(objective, course, by("publish", "agency.preparer"))
    assert "不能「fly」" in refused(objective, course, by("fly", "agency.preparer"))
    ended = course.model_copy(update={"state": "rejected"})
    assert refused(objective, ended, by("submit", "agency.preparer")) == "「未予通过」时不能「提交」。此时没有可办的事。"


def test_an_action_of_another_role_is_refused_with_those_who_may(objective: Flow) -> None:
    course = walk(objective, ["submit"])
    done = apply(objective, course, by("review", "agency.preparer", on=course.last_on), CALENDAR)
    assert isinstance(done, Refusal)
    assert (done.kind, done.text) == ("not_yours", "「审核通过」由单位审核人办理，当前角色不能办理。")


def test_nobody_reviews_what_he_submitted(objective: Flow) -> None:
    course = begin(objective, fiscal_year=2026, on=START)
    submitted = apply(objective, course, by("submit", "agency.preparer", person="甲", clean_check=0), CALENDAR)
    assert isinstance(submitted, Applied)
    same = by("review", "agency.reviewer", person="甲")
    assert refused(objective, submitted.course, same) == "「审核通过」与「提交」不能由同一人办理。"
    assert isinstance(apply(objective, submitted.course, by("review", "agency.reviewer", person="乙"), CALENDAR), Applied)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (None, "还没有核对，请先核对。"),
        (3, "还有 3 个「必须改」的问题，请改正，或说明理由后由有权的人豁免。"),
        (("SEV101", "SEV103"), "还有 2 个「必须改」的问题"),
        (True, "还有 True 个"),
        ("无", "还有 无 个"),
    ],
)
def test_a_form_with_errors_is_not_submitted(objective: Flow, fact: Fact, said: str) -> None:
    course = begin(objective, fiscal_year=2026, on=START)
    assert said in refused(objective, course, by("submit", "agency.preparer", clean_check=fact))


@pytest.mark.parametrize("fact", [0, (), Decimal(0)])
def test_a_form_without_errors_is_submitted(objective: Flow, fact: Fact) -> None:
    course = begin(objective, fiscal_year=2026, on=START)
    assert isinstance(apply(objective, course, by("submit", "agency.preparer", clean_check=fact), CALENDAR), Applied)


def test_all_that_lacks_is_said_at_once(objective: Flow) -> None:
    course = walk(objective, ["submit", "agency_pass", "department_pass", "business_pass"])
    early = by("approve", "finance_authority.performance_office", on=START, second_factor=1, review_grade="  ")
    assert refused(objective, course, early) == (
        f"办理日期 {START} 早于上一步的 {course.last_on}。请写明绩效目标的审核等级。还没有核对，请先核对。请再次验证身份。"
    )


@pytest.mark.parametrize(("fact", "goes"), [(None, False), (True, False), ("80", False), (80, True), (Decimal("79.5"), True), (0, True)])
def test_a_score_must_be_a_number(fact: Fact, goes: bool) -> None:
    flow = load_flow("self_evaluation")
    course = walk(flow, ["submit", "agency_pass", "department_pass", "select_for_spot_check"])
    tried = by("recheck", "third_party_evaluator.evaluator", on=course.last_on, recheck_score=fact, comment="见底稿", no_conflict=0)
    done = apply(flow, course, tried, CALENDAR)
    assert isinstance(done, Applied) is goes
    assert isinstance(done, Applied) or done.text == "请填写复核得分。"


@pytest.mark.parametrize(
    ("fact", "goes"), [(None, False), ((), False), (0, False), (True, False), ("证据", False), (1, True), (("证据",), True)]
)
def test_evidence_must_be_there(fact: Fact, goes: bool) -> None:
    flow = load_flow("rectification")
    course = walk(flow, ["issue"])
    done = apply(flow, course, by("answer", "agency.preparer", on=course.last_on, measure="已追回", evidence=fact), CALENDAR)
    assert isinstance(done, Applied) is goes
    assert isinstance(done, Applied) or done.text == "请附上佐证材料。"


def test_a_day_that_is_set_must_not_have_gone() -> None:
    flow = load_flow("rectification")
    course = walk(flow, ["issue"])
    extend = flow.transitions["extend"]
    yesterday = course.last_on - datetime.timedelta(days=1)
    assert refused(flow, course, attempt(flow, extend, course.last_on, due_date=yesterday)) == "规定的期限须是日期，且不早于当天。"
    assert refused(flow, course, by("extend", *extend.roles, on=course.last_on, reason="等待验收")) == "请规定期限。"
    moment = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
    assert refused(flow, course, attempt(flow, extend, course.last_on, due_date=moment)) == "规定的期限须是日期，且不早于当天。"
    issue = begin(flow, fiscal_year=2026, on=START)
    assert refused(flow, issue, attempt(flow, flow.transitions["issue"], START, due_date="月底")) == "规定的期限须是日期，且不早于当天。"


def test_what_must_come_first_must_come_in_this_state(evaluation: Flow) -> None:
    steps = ["engage", "submit_plan", "approve_plan", "finish_fieldwork", "finish_scoring", "submit_report", "request_opinions"]
    course = walk(evaluation, steps)
    close = evaluation.transitions["close_opinions"]
    assert refused(evaluation, course, attempt(evaluation, close, course.last_on)) == "须先「提出意见」，才能「意见已到齐」。"
    opinion = apply(evaluation, course, attempt(evaluation, evaluation.transitions["give_opinion"], course.last_on), CALENDAR)
    assert isinstance(opinion, Applied)
    closed = apply(evaluation, opinion.course, attempt(evaluation, close, course.last_on), CALENDAR)
    assert isinstance(closed, Applied)
    answered = apply(evaluation, closed.course, attempt(evaluation, evaluation.transitions["answer_opinions"], course.last_on), CALENDAR)
    assert isinstance(answered, Applied)
    conclude = attempt(evaluation, evaluation.transitions["conclude_review"], course.last_on)
    assert "须先「" in refused(evaluation, answered.course, conclude), "the opinions before count for nothing here"


def test_silence_counts_only_after_the_deadline(evaluation: Flow) -> None:
    steps = ["engage", "submit_plan", "approve_plan", "finish_fieldwork", "finish_scoring", "submit_report", "request_opinions"]
    course = walk(evaluation, steps)
    due = CALENDAR.add_working_days(course.last_on, 3)
    overdue = evaluation.transitions["close_opinions_overdue"]
    system = by("close_opinions", "system", on=due)
    assert refused(evaluation, course, system) == f"「征求意见期限」（{due}）还没有过，不能按逾期办理「{overdue.label}」。"
    done = apply(evaluation, course, by("close_opinions", "system", on=due + datetime.timedelta(days=1)), CALENDAR)
    assert isinstance(done, Applied)
    assert done.transition.id == "close_opinions_overdue"


def test_of_two_ways_the_one_that_is_ready_is_taken(evaluation: Flow) -> None:
    steps = ["engage", "submit_plan", "approve_plan", "finish_fieldwork", "finish_scoring", "submit_report", "request_opinions"]
    course = walk(evaluation, steps)
    lead = by("close_opinions", "third_party_evaluator.lead_evaluator", on=course.last_on + datetime.timedelta(days=60))
    done = apply(evaluation, course, lead, CALENDAR)
    assert isinstance(done, Applied)
    assert done.transition.id == "close_opinions_overdue"


def test_without_a_day_nothing_is_overdue() -> None:
    flow = load_flow("monitoring")
    course = walk(flow, ["submit", "agency_pass", "department_pass", "warn"])
    late = by("suspend", "system", on=course.last_on + datetime.timedelta(days=400))
    assert refused(flow, course, late) == "「预警处理期限」没有规定日期，不能按逾期办理「逾期暂缓拨付」。"


def test_personal_data_stops_a_publication() -> None:
    flow = load_flow("disclosure")
    course = walk(flow, ["submit"])
    facts = {"secrecy_check": True, "second_factor": True}
    publish = by("publish", "agency.reviewer", on=course.last_on, person="乙", personal_data_check=("手机号",), **facts)
    assert refused(flow, course, publish) == "公开内容中还有 1 处个人信息，请遮盖。"
    clean = by("publish", "agency.reviewer", on=course.last_on, person="乙", personal_data_check=0, **facts)
    assert isinstance(apply(flow, course, clean, CALENDAR), Applied)


def test_a_conflict_of_interest_stops_an_engagement(evaluation: Flow) -> None:
    course = begin(evaluation, fiscal_year=2026, on=START)
    engage = attempt(evaluation, evaluation.transitions["engage"], START, no_conflict=["为被评价单位编制过自评"])
    assert refused(evaluation, course, engage) == "有 1 项利益冲突，须回避。"


def test_a_course_comes_back_from_json(objective: Flow) -> None:
    course = walk(objective, ["submit", "agency_return"])
    assert Course.model_validate_json(course.model_dump_json()) == course


def test_a_course_of_another_flow_is_told(objective: Flow) -> None:
    lost = begin(objective, fiscal_year=2026, on=START).model_copy(update={"state": "nowhere"})
    with pytest.raises(UnknownState):
        apply(objective, lost, by("submit", "agency.preparer"), CALENDAR)
