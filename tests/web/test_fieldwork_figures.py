"""Fieldwork that needs no database: lists of payments, samples, numbers of papers, typed questionnaires, the calendar."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from jiheng.model.case_annexes import WorkStage
from jiheng.model.cases import CaseQuestion, CaseSurvey
from jiheng.process import load_calendar
from jiheng.regulation import load_standard
from jiheng.reports.render.workbook import Column
from jiheng.scoring.surveys import as_printed
from jiheng.web.downloads import as_xlsx
from jiheng.web.exchange.imports.reading import NotAList
from jiheng.web.fieldwork import law
from jiheng.web.fieldwork.calendar import Dated, planned, weeks
from jiheng.web.fieldwork.numbering import by_number, next_number
from jiheng.web.fieldwork.paper_surveys import NotQuestions, faults, read_questions, written
from jiheng.web.fieldwork.payments import Payment, digest_of, pasted, read_payments, restored, total
from jiheng.web.fieldwork.sampling import Method, sample

LIST = """凭证号\t记账日期\t收款单位\t摘要\t金额（元）
记-1\t2024-03-05\t甲工程公司\t付闸门维修款\t120,000.00
记-2\t2024/3/8\t乙商行\t购办公用品\t860.5
记-3\t20241230\t甲工程公司\t预付材料款\t500000
记-4\t\t\t\t-300.10
合计\t\t\t\t620,560.40
"""
PAYMENTS = tuple(
    Payment(row=row, amount=Decimal(amount), voucher=f"记-{row}", paid_on=datetime.date(2024, month, 5), payee=payee, purpose="材料款")
    for row, amount, month, payee in ((2, "10.00", 1, "甲"), (3, "20000.00", 12, "乙"), (4, "315.27", 6, "丙"), (5, "20000.00", 12, "乙"))
)


def test_a_pasted_list_is_read_with_exact_amounts_and_without_its_sum() -> None:
    read = read_payments(pasted(LIST), "粘贴.csv")
    assert not read.problems
    assert [one.amount for one in read.payments] == [Decimal("120000.00"), Decimal("860.50"), Decimal("500000.00"), Decimal("-300.10")]
    assert [one.paid_on and one.paid_on.isoformat() for one in read.payments] == ["2024-03-05", "2024-03-08", "2024-12-30", None]
    assert total(read.payments) == Decimal("620560.40")
    stored = [one.stored() for one in read.payments]
    assert restored(stored) == read.payments
    assert digest_of(read.payments) == digest_of(read_payments(pasted(LIST.replace("\n", "\r\n")), "另一个.csv").payments)


def test_a_workbook_gives_the_same_and_ten_thousand_yuan_are_converted() -> None:
    heads = [Column(head, 12) for head in ("凭证号", "支付日期", "收款人", "用途", "金额")]
    data = as_xlsx("支付", heads, [["记-1", "2024年3月5日", "甲工程公司", "维修款", Decimal("12.3456")]])
    read = read_payments(data, "支付.xlsx", unit="万元")
    assert [(one.amount, one.paid_on) for one in read.payments] == [(Decimal("123456.00"), datetime.date(2024, 3, 5))]


def test_what_is_no_amount_is_named_with_its_cell() -> None:
    read = read_payments(pasted("凭证号\t金额\n记-1\t约三百\n记-2\t\n记-3\t0.001\n记-4\t5"), "粘贴.csv")
    assert [(one.cell, one.message) for one in read.problems] == [("B2", "不是金额。"), ("B3", "不是金额。"), ("B4", "金额须精确到分。")]
    with pytest.raises(NotAList):
        read_payments(pasted("姓名\t电话\n某\t1"), "粘贴.csv")


def test_the_same_seed_draws_the_same_payments_whatever_stands_beside_them() -> None:
    first = [one.payment.row for one in sample(PAYMENTS, Method.RANDOM, 4, "2025")]
    assert first == [one.payment.row for one in sample(tuple(reversed(PAYMENTS)), Method.RANDOM, 4, "2025")]
    assert len({tuple(one.payment.row for one in sample(PAYMENTS, Method.RANDOM, 4, str(seed))) for seed in range(6)}) > 1
    assert sample(PAYMENTS, Method.RANDOM, 1, "2025")[0].ground.startswith("随机，种子 2025，摘要 ")


def test_amount_and_risk_put_large_round_late_and_repeated_payments_first() -> None:
    assert [one.payment.row for one in sample(PAYMENTS, Method.AMOUNT, 9, "")] == [3, 5, 4, 2]
    risky = sample(PAYMENTS, Method.RISK, 2, "")
    assert [one.payment.row for one in risky] == [3, 5]
    assert risky[0].ground == "金额 20,000.00 元，末尾 4 个零，2024-12-05 支付，同日同一收款人 2 笔"
    assert sample((), Method.RISK, 3, "") == ()


def test_numbers_of_papers_are_never_given_twice_and_sort_as_people_read() -> None:
    assert next_number("B4", ["B4-1", "B4-10", "B3-12", "旧编号"]) == "B4-11"
    assert next_number("C1", []) == "C1-1"
    assert sorted(["旧", "B4-10", "B4-2", "A1-1"], key=by_number) == ["A1-1", "B4-2", "B4-10", "旧"]


def test_every_material_asked_for_goes_to_a_group_of_the_index() -> None:
    groups = law.groups("cn")
    assert "B4" in groups
    assert {one.group for scope in ("project", "department") for one in law.wanted("cn", scope)} <= set(groups)
    assert load_standard("cn").parameter("material_list").citation.evidence == "practice"


TYPED = """您对供水是否满意？
很满意 1
满意 0.8
不满意

您从哪里知道本项目？（多选）
公示栏
村广播
"""


def test_typed_questions_come_back_as_they_were_and_keep_their_counts() -> None:
    questions = read_questions(TYPED)
    assert written(questions) == TYPED.strip()
    counted = (questions[0].model_copy(update={"answers": {"很满意": 30, "满意": 5, "不满意": 1}}), questions[1])
    again = read_questions(TYPED.replace("不满意\n", "不满意\n不清楚\n"), counted)
    assert again[0].answers == {"很满意": 30, "满意": 5, "不满意": 1, "不清楚": 0}
    assert again[1].respondents == 0
    survey = CaseSurvey(id="Q1", valid=36, questions=(counted[0],))
    rates = [str(figure.value) for figure in as_printed(survey).questions[0].rates.values()]
    assert rates == ["83.33", "13.89", "2.78"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "至少写一个"), ("满意吗？\n满意", "有 1 个选项"), ("满意吗？\n满意 2\n否", "在 0 到 1"), ("满意吗？\n是\n是", "写了两次")],
    ids=["nothing", "one_option", "weight", "twice"],
)
def test_what_is_no_question_is_said(typed: str, said: str) -> None:
    with pytest.raises(NotQuestions, match=said):
        read_questions(typed)


def test_counts_that_cannot_be_are_said() -> None:
    question = CaseQuestion(text="满意吗？", answers={"是": 30, "否": 8})
    multiple = CaseQuestion(text="从哪里知道？", answers={"公示栏": 12}, respondents=10)
    survey = CaseSurvey(id="Q1", issued=30, returned=40, valid=36, questions=(question, multiple))
    assert list(faults(survey)) == [
        "收回 40 多于发放 30。",
        "第 1 题 38 份回答，多于有效问卷 36 份。",
        "第 2 题有选项的份数多于回答人数 10。",
    ]
    assert not list(faults(CaseSurvey(id="Q1", issued=40, returned=38, valid=38, questions=(question,))))


def test_the_calendar_counts_working_days_and_shows_what_is_planned() -> None:
    stage = WorkStage(name="现场", started_on=datetime.date(2025, 3, 3), finished_on=datetime.date(2025, 3, 14))
    calendar = load_calendar("cn")
    assert (
        planned(stage, calendar, datetime.date(2025, 3, 10)).working_days,
        planned(stage, calendar, datetime.date(2025, 4, 1)).standing,
    ) == (10, "past")
    assert planned(WorkStage(name="报告"), calendar, datetime.date(2025, 3, 10)).working_days is None
    drawn = weeks([stage], [Dated(on=datetime.date(2025, 3, 5), text="访谈")], calendar, datetime.date(2025, 3, 10))
    assert (len(drawn), {len(week) for week in drawn}) == (2, {7})
    assert [one.text for one in drawn[0][2].events] == ["访谈"]
    assert [day.works for day in drawn[0]] == [True] * 5 + [False] * 2
    assert weeks([], [], calendar, datetime.date(2025, 3, 10)) == ()
