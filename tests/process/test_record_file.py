"""Records of the process read from YAML: errors name file, line and remedy; contradictions are refused, what is unsaid is asked."""

from __future__ import annotations

import datetime

import pytest

from jiheng.model import Complaint, ComplaintChannel, ComplaintLedger, Rectification, ReviewOpinions
from jiheng.process.complaints import ComplaintState, complaint_state, complaint_term
from jiheng.process.record_file import FaultyRecord, read_record
from jiheng.process.rectifying import amount_total, recovered_total, rectification_of
from jiheng.regulation import WrongFile, load_standard
from jiheng.sample.cases import case_text
from jiheng.sample.papers import paper_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case, to_json, to_yaml

LAW = load_standard("cn")
SUBJECT = "subject: {name: 村道养护, fiscal_year: 2024, agency: 某站}\n"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "kind"), [("rectification", Rectification), ("complaint_ledger", ComplaintLedger), ("review_opinions", ReviewOpinions)]
)
def test_the_samples_have_no_faults_and_come_back_from_yaml_and_json(name: str, kind: type) -> None:
    read = read_record(paper_text(name), "样例.yaml", kind)
    assert read.faults == ()
    for text in (to_yaml(read.record), to_json(read.record)):
        assert read_record(text, "再读.yaml", kind).record == read.record


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1\n", "整改文件的最外层应是「键: 值」"),
        ("type: evaluation_case\n", "a.yaml 第 1 行「type」：这里要的是整改文件（type: rectification），而写的是「evaluation_case」"),
        (f"{SUBJECT}score: 88.5\n", "a.yaml 第 2 行「score」：数字 88.5 须加引号书写"),
        (f"{SUBJECT}issued_on: 五月\n", "a.yaml 第 2 行「issued_on」：应是日期，请写成 2024-06-30 的样子"),
        (f"{SUBJECT}items:\n  - {{id: a, problem: x, progress: soon}}\n", "a.yaml 第 3 行「items/0/progress」：不认识「soon」"),
        (f"{SUBJECT}standard: mars\n", "a.yaml 第 2 行「standard」"),
        (f"{SUBJECT}items:\n  - {{id: a, problem: x, amount: 许多}}\n", "读不成一个数"),
    ],
)
def test_an_entry_that_cannot_be_understood_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(WrongFile) as error:
        read_record(text, "a.yaml", Rectification)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Rectification, f"{SUBJECT}items: [{{id: a, problem: x}}, {{id: a, problem: y}}]", "RCT101"),
        (Rectification, f"{SUBJECT}issued_on: 2025-05-02\ndue_on: 2025-05-01", "RCT102"),
        (Rectification, f"{SUBJECT}items: [{{id: a, problem: x, progress: under_way, finished_on: 2025-05-01}}]", "RCT103"),
        (Rectification, f'{SUBJECT}items: [{{id: a, problem: x, amount: "3 天"}}]', "RCT106"),
        (ComplaintLedger, "fiscal_year: 2025\ncomplaints: [{number: a, received_on: 2025-03-01, channel: web, summary: x}]", ""),
        (
            ComplaintLedger,
            "fiscal_year: 2025\ncomplaints: [{number: a, received_on: 2025-03-01, channel: web, summary: x, replied_on: 2025-02-01}]",
            "CPL102",
        ),
        (
            ComplaintLedger,
            "fiscal_year: 2025\ncomplaints: [{number: a, received_on: 2025-03-01, channel: web, summary: x, accepted: false}]",
            "CPL103",
        ),
        (ReviewOpinions, f'{SUBJECT}opinions: [{{number: "1", opinion: x, decision: rejected}}]', "RVO103"),
        (ReviewOpinions, f'{SUBJECT}opinions: [{{number: "1", opinion: x, score_before: "3"}}]', "RVO105"),
        (
            ReviewOpinions,
            f'{SUBJECT}opinions: [{{number: "1", opinion: x, decision: rejected, reason: y, score_before: "3", score_after: "4"}}]',
            "RVO106",
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_line(kind: type, text: str, code: str) -> None:
    if not code:
        assert read_record(text, "a.yaml", kind).faults == ()
        return
    with pytest.raises(FaultyRecord, match=r"a\.yaml 第 [23] 行") as error:
        read_record(text, "a.yaml", kind)
    assert code in {fault.code for fault in error.value.faults}


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Rectification, f"{SUBJECT}reply: {{}}\nitems: [{{id: a, problem: x, progress: not_started}}]", "RCT104"),
        (Rectification, f"{SUBJECT}reply: {{}}\nitems: [{{id: a, problem: x, progress: done}}]", "RCT105"),
        (
            ComplaintLedger,
            "fiscal_year: 2025\ncomplaints: [{number: a, received_on: 2025-03-01, channel: web, summary: x, accepted: true}]",
            "CPL104",
        ),
        (
            ComplaintLedger,
            "fiscal_year: 2025\ncomplaints: [{number: a, received_on: 2025-03-01, channel: web, summary: x, replied_on: 2025-03-02}]",
            "CPL105",
        ),
        (ReviewOpinions, f'{SUBJECT}opinions: [{{number: "1", opinion: x}}]', "RVO104"),
    ],
)
def test_what_is_unsaid_is_asked_and_hinders_nothing(kind: type, text: str, code: str) -> None:
    assert [fault.code for fault in read_record(text, "a.yaml", kind).faults] == [code]


def complaint(**more: object) -> Complaint:
    return Complaint.model_validate(
        {"number": "1", "received_on": day("2025-03-03"), "channel": ComplaintChannel.WEB, "summary": "x", **more}
    )


def test_terms_are_those_of_the_standard_unless_the_record_states_its_own() -> None:
    assert complaint_term(complaint(), LAW).accept_by == day("2025-03-18")
    assert complaint_term(complaint(accepted_on=day("2025-03-10")), LAW).finish_by == day("2025-05-09")
    assert complaint_term(complaint(due_on=day("2025-04-01"), extended_to=day("2025-04-20")), LAW).finish_by == day("2025-04-20")


@pytest.mark.parametrize(
    ("more", "at", "state"),
    [
        ({}, "2025-03-18", ComplaintState.WAITING),
        ({}, "2025-03-19", ComplaintState.OVERDUE),
        ({}, None, ComplaintState.WAITING),
        ({"accepted": True, "accepted_on": "2025-03-10"}, "2025-05-09", ComplaintState.HANDLING),
        ({"accepted": True, "accepted_on": "2025-03-10"}, "2025-05-10", ComplaintState.OVERDUE),
        ({"accepted": True, "accepted_on": "2025-03-10", "replied_on": "2025-05-09"}, "2026-01-01", ComplaintState.ANSWERED),
        ({"accepted": True, "accepted_on": "2025-03-10", "replied_on": "2025-05-10"}, "2026-01-01", ComplaintState.ANSWERED_LATE),
        ({"accepted": False, "refusal_reason": "重复"}, "2026-01-01", ComplaintState.REFUSED),
        ({"archived_on": "2025-06-01"}, "2026-01-01", ComplaintState.ARCHIVED),
    ],
)
def test_how_a_complaint_stands_on_a_day(more: dict[str, object], at: str | None, state: ComplaintState) -> None:
    assert complaint_state(complaint(**more), LAW, day(at) if at else None) is state


def test_a_case_gives_rise_to_its_rectification() -> None:
    placed = load_case(case_text("project"), "案例.yaml")
    score = score_case(placed.case, placed.frame, placed.standard)
    made = rectification_of(placed.case, score)
    assert [item.problem for item in made.items] == [problem.title for problem in placed.case.problems]
    assert made.score == score.total
    assert made.grade == score.grade
    assert made.issuer == placed.case.engagement.client
    assert all(item.requirement and item.indicators for item in made.items)
    assert (made.issued_on, made.due_on, made.document_number) == (None, None, "")


def test_sums_of_money_convert_and_nothing_is_not_zero() -> None:
    record = read_record(paper_text("rectification"), "样例.yaml", Rectification).record
    assert str(amount_total(record.items)) == "4.76"
    assert str(recovered_total(record.items)) in ("1.26", "1.2600")
    assert amount_total([item.model_copy(update={"amount": None}) for item in record.items]) is None
