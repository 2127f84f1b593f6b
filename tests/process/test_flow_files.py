"""A wrong flow file is refused with file, line, entry and remedy; a lower file changes what it names and nothing else."""

from __future__ import annotations

import datetime

import pytest

from jiheng.process import Flow, UnknownEvent, UnknownState, Words, begin, happened, load_words, read_flow, read_words
from jiheng.process.validation import problems
from jiheng.regulation import Standard, WrongFile, documents_of, load_standard, read_placed

WHOLE = """\
title: 某事项
subject: 一件事
cite: practice
start: draft
states:
  draft: {label: 编制中, waits_for: agency.preparer}
  department_review: {label: 审核中, waits_for: [department.reviewer]}
  closed: {label: 已办结, end: true}
transitions:
  submit: {from: draft, to: department_review, roles: agency.preparer, requires: [clean_check], sets: review_due}
  send_back: {from: department_review, to: draft, roles: [department.reviewer], requires: [reason]}
  accept: {label: 同意, from: department_review, to: closed, roles: [department.reviewer], other_than: [submit]}
deadlines:
  review_due:
    label: 审核期限
    states: [department_review]
    settable: true
    values:
      2020-01-01: {after: submit, days: 5, counted: working_days, cite: practice}
      2026-01-01: {after: submit, days: 3, counted: working_days, cite: practice}
"""


@pytest.fixture(scope="module")
def words() -> Words:
    return load_words()


@pytest.fixture(scope="module")
def law() -> Standard:
    return load_standard("cn")


def typed(words: Words, law: Standard, *texts: str) -> Flow:
    files = [read_placed(text, f"{number}.yaml") for number, text in enumerate(texts)]
    return read_flow(files, name="mine", words=words, law=law, documents=documents_of("cn"))


def test_a_flow_is_read_with_its_labels_and_sources(words: Words, law: Standard) -> None:
    flow = typed(words, law, WHOLE)
    assert flow.ends == ("closed",)
    assert [(one.id, one.label) for one in flow.leaving("department_review")] == [("send_back", "退回"), ("accept", "同意")]
    assert flow.deadlines["review_due"].rule == "3 个工作日"
    assert flow.people(("agency.preparer", "expert")) == "单位经办人、专家"
    assert flow.called("accept") == "同意"
    assert flow.called("nothing") == "nothing"


def test_a_deadline_has_the_value_of_the_day(words: Words) -> None:
    def rule(day: str) -> str | None:
        law = Standard(name="cn", title="", at=datetime.date.fromisoformat(day), parameters={}, lexicons={})
        deadline = typed(words, law, without_sets(WHOLE)).deadlines.get("review_due")
        return deadline.rule if deadline else None

    assert (rule("2019-12-31"), rule("2025-12-31"), rule("2026-01-01")) == (None, "5 个工作日", "3 个工作日")


def without_sets(text: str) -> str:
    return text.replace(", sets: review_due", "")


@pytest.mark.parametrize(
    ("lower", "rule"),
    [
        ("deadlines:\n  review_due:\n    values:\n      2020-01-01: {after: submit, days: 10, cite: practice}\n", "10 日"),
        ("deadlines:\n  review_due:\n    values: {2020-01-01: {cite: practice}}\n", "由通知规定"),
        ('deadlines:\n  review_due:\n    values: {2020-01-01: {on: "03-31", year: 1, cite: practice}}\n', "次年 3 月 31 日前"),
        ('deadlines:\n  review_due:\n    values: {2020-01-01: {on: "12-01", year: 2, cite: practice}}\n', "第 3 年 12 月 1 日前"),
        ("deadlines:\n  review_due:\n    values: {2020-01-01: {after: submit, days_of: complaint_acceptance_days}}\n", "15 日"),
        (
            "deadlines:\n  review_due:\n    values: {2020-01-01: {cite: practice}, 2021-01-01: null}\ntransitions:\n  submit: {sets: ''}\n",
            None,
        ),
    ],
)
def test_a_lower_file_changes_what_it_names(words: Words, law: Standard, lower: str, rule: str | None) -> None:
    flow = typed(words, law, WHOLE, lower)
    deadline = flow.deadlines.get("review_due")
    assert (deadline.rule if deadline else None) == rule
    assert flow.title == "某事项"
    assert deadline is None or deadline.label == "审核期限"


def test_null_takes_an_entry_away(words: Words, law: Standard) -> None:
    flow = typed(words, law, WHOLE, "transitions:\n  send_back: null\n")
    assert list(flow.transitions) == ["submit", "accept"]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("title: 某事项\n", "", "0.yaml 第 1 行「title」：缺少这一项"),
        ("  closed: {label: 已办结, end: true}\n", "  closed: {end: true}\n", "第 8 行「states/closed/label」：缺少这一项"),
        ("roles: agency.preparer,", "roles: [],", "第 10 行「transitions/submit/roles」：没有写明由谁办理"),
        ("roles: agency.preparer,", "roles: nobody,", "第 10 行「transitions/submit/roles」：不认识角色「nobody」"),
        ("waits_for: agency.preparer", "waits_for: nobody", "「states/draft/waits_for」：不认识角色「nobody」"),
        ("  submit: {from", "  invent: {from", "不认识动作「invent」"),
        ("requires: [clean_check]", "requires: [luck]", "不认识条件「luck」"),
        ("from: draft,", "from: elsewhere,", "不认识状态「elsewhere」"),
        ("to: closed", "to: elsewhere", "第 12 行「transitions/accept/to」：不认识状态「elsewhere」"),
        ("other_than: [submit]", "other_than: [approve]", "不认识动作「approve」"),
        ("other_than: [submit]", "preceded_by: [approve]", "「transitions/accept/preceded_by」：不认识动作「approve」"),
        ("other_than: [submit]", "overdue: no_due", "不认识期限「no_due」"),
        ("sets: review_due", "sets: no_due", "不认识期限「no_due」"),
        ("    settable: true\n", "", "期限「review_due」不能由人规定，请在该期限写 settable: true"),
        ("start: draft\n", "start: draft\nevents: {submit: 某事发生}\n", "第 5 行「events/submit」：流程外的事件与流转「submit」同名"),
        ("start: draft", "start: nowhere", "第 4 行「start」：起始状态「nowhere」没有列出"),
        (", end: true}", ", waits_for: [department.reviewer]}", "没有结束状态"),
        (", end: true}", ", end: true, waits_for: [department.reviewer]}", "结束状态不等待任何人"),
        ("label: 审核中, waits_for: [department.reviewer]", "label: 审核中", "第 7 行「states/department_review」：没有写明等待谁办理"),
        ("waits_for: [department.reviewer]", "waits_for: [agency.preparer]", "而该角色在此没有可办的动作"),
        ("to: department_review", "to: draft", "走不到这个状态"),
        ("to: closed", "to: draft", "「states/closed」：从「编制中」走不到这个状态"),
        ("  closed:", "  stuck: {label: 卡住, waits_for: expert}\n  closed:", "「states/stuck」：从「编制中」走不到这个状态"),
        ("label: 编制中", "label: 编制中, stage: third", "不认识阶段「third」"),
        ("states: [department_review]", "states: [nowhere]", "「deadlines/review_due/states」：不认识状态「nowhere」"),
        ("after: submit, days: 3", "after: dawn, days: 3", "「deadlines/review_due/values」：不认识流转或事件「dawn」"),
        ("after: submit, days: 3", "after: submit", "after 和 days 须同时写明"),
        ("after: submit, days: 3", "days: 3", "after 和 days 须同时写明"),
        ("after: submit, days: 3", 'on: "03-31", days: 3', "期限只能用一种算法"),
        ("after: submit, days: 3", 'on: "3月31日"', "应写成 08-31 的样子"),
        ("after: submit, days: 3", 'on: "02-29"', "应写成 08-31 的样子"),
        ("after: submit, days: 3", "extension: {transition: submit, days: 3}", "才能延长"),
        ("days: 3,", "days: 3, extension: {transition: dusk, days: 3},", "不认识流转「dusk」"),
        ("days: 3,", "days: 2.5,", "「deadlines/review_due/days」：应是整数"),
        ("days: 3,", "days_of: luck,", "此时没有参数「luck」"),
        ("days: 3,", "days_of: linear_progress_slack,", "或它不是整数"),
        (
            "days: 3,",
            "days: 3, extension: {transition: submit, days_of: luck},",
            "第 20 行「deadlines/review_due/values/2026-01-01/extension/days_of」",
        ),
        ("      2026-01-01: {after: submit, days: 3, counted: working_days, cite: practice}", "      2026-01-01: 3", "应是「键: 值」"),
        ("2026-01-01:", "明年:", "施行日期「明年」不是日期"),
        ("counted: working_days, cite: practice}\n      2026", "counted: hours, cite: practice}\n      2026", None),
        ("days: 3, counted: working_days", "days: 3, counted: hours", "不认识「hours」"),
        ("days: 3, counted: working_days, cite: practice", "days: 3, cite: nobody", "引用的文件「nobody」不在 documents.yaml 中"),
        ("subject: 一件事\ncite: practice", "subject: 一件事\ncite: nobody", "第 3 行「cite」：引用的文件「nobody」"),
        ("label: 同意,", "label: 同意, cite: nobody,", "第 12 行「transitions/accept/cite」：引用的文件「nobody」"),
        ("label: 同意,", "label: 同意, mood: good,", "没有这一项"),
    ],
)
def test_a_wrong_flow_says_file_line_and_remedy(words: Words, law: Standard, was: str, becomes: str, said: str | None) -> None:
    assert was in WHOLE
    text = WHOLE.replace(was, becomes)
    if said is None:  # a value no longer in force is not read
        assert typed(words, law, text).deadlines
        return
    with pytest.raises(WrongFile) as told:
        typed(words, law, text)
    assert str(told.value).startswith("0.yaml")
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1\n", "最外层应是「键: 值」"),
        ("states: 5\n", "第 1 行「states」：应是「名称: 内容」"),
        ("states:\n  draft: 5\n", "第 2 行「states/draft」：应是「键: 值」"),
        (WHOLE.replace("    values:\n", "    days: 5\n    worth:\n"), "期限须按施行日期写明 values"),
    ],
)
def test_a_file_of_another_shape_is_told(words: Words, law: Standard, text: str, said: str) -> None:
    with pytest.raises(WrongFile) as told:
        typed(words, law, text)
    assert said in str(told.value)


def test_the_error_names_the_file_that_states_the_entry(words: Words, law: Standard) -> None:
    with pytest.raises(WrongFile, match=r"^1\.yaml 第 2 行「transitions/accept/roles」：不认识角色「nobody」"):
        typed(words, law, WHOLE, "transitions:\n  accept: {roles: [nobody]}\n")
    with pytest.raises(WrongFile, match=r"^0\.yaml 第 6 行「states/draft"):
        typed(words, law, WHOLE.replace("label: 编制中, ", ""), "title: 下级的事项\n")


def test_a_deadline_nobody_can_count_or_set_is_told(words: Words, law: Standard) -> None:
    with pytest.raises(WrongFile, match="期限没有算法"):
        typed(words, law, without_sets(WHOLE), "deadlines:\n  review_due: {settable: false, values: {2020-01-01: {cite: practice}}}\n")


def test_a_flow_that_starts_nowhere_is_not_followed_further(words: Words, law: Standard) -> None:
    lost = typed(words, law, WHOLE).model_copy(update={"start": "nowhere"})
    assert [place for place, _, _ in problems(lost)] == ["/start"]


def test_one_action_of_one_role_leads_to_one_place(words: Words, law: Standard) -> None:
    second = "  drop: {action: accept, from: department_review, to: draft, roles: [department.reviewer]}\ndeadlines:"
    with pytest.raises(WrongFile, match="与「accept」的状态、动作、角色相同，去向不同"):
        typed(words, law, WHOLE.replace("deadlines:", second))


def test_a_state_nobody_can_leave_for_an_end_is_told(words: Words, law: Standard) -> None:
    text = WHOLE.replace("  closed:", "  stuck: {label: 卡住, waits_for: expert}\n  closed:")
    text = text.replace(
        "deadlines:",
        "  warn: {from: draft, to: stuck, roles: [expert]}\n  give_opinion: {from: stuck, to: stuck, roles: expert}\ndeadlines:",
    )
    with pytest.raises(WrongFile, match="「states/stuck」：从这个状态走不到任何结束状态"):
        typed(words, law, text)


def test_words_of_a_lower_standard_are_added() -> None:
    files = [
        read_placed("roles:\n  expert: {label: 专家, organisation: expert}\n", "上级.yaml"),
        read_placed("roles:\n  deputy: {label: 人大代表, organisation: public}\n", "下级.yaml"),
    ]
    assert list(read_words(files).roles) == ["expert", "deputy"]
    with pytest.raises(WrongFile, match=r"下级\.yaml 第 2 行「roles/deputy/label」：缺少这一项"):
        read_words([files[0], read_placed("roles:\n  deputy: {organisation: public}\n", "下级.yaml")])


def test_a_state_or_event_unknown_to_the_flow_is_told(words: Words, law: Standard) -> None:
    flow = typed(words, law, WHOLE)
    with pytest.raises(UnknownState, match="没有状态「nowhere」。可用的有：draft、department_review、closed。"):
        flow.of("nowhere")
    with pytest.raises(UnknownEvent, match="没有事件「dawn」。可用的有：（无）。"):
        happened(flow, begin(flow, fiscal_year=2026, on=datetime.date(2026, 1, 5)), "dawn", datetime.date(2026, 1, 6))
