"""A confirmation slip stands alone as in the report's annex, signed or open."""

from __future__ import annotations

import datetime

from jiheng.model import CaseSlip
from jiheng.reports.confirmation_slip import confirmation_slip
from jiheng.reports.render.paper import Paper, texts
from jiheng.sample.cases import case_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case

READ = load_case(case_text("project"), "案例.yaml")


def made(slip: CaseSlip, *notes: str) -> Paper:
    case = READ.case
    return confirmation_slip(case, READ.frame, score_case(case, READ.frame, READ.standard), READ.standard, slip, notes=notes)


def test_an_open_slip_is_left_for_pen_and_seal() -> None:
    agency = READ.case.subject.agency
    said = list(texts(made(CaseSlip(id="agency", addressee=agency, sent_on=datetime.date(2025, 4, 1)))))
    assert said[0] == "绩效评价报告确认单（被评价单位）"
    assert f"{agency}（盖章）" in said
    assert "反馈意见：" in said
    assert "年    月    日" in said


def test_a_signed_slip_tells_who_signed_what_and_how() -> None:
    slip = CaseSlip(
        id="client",
        addressee=READ.case.engagement.client,
        view="无意见。",
        signer="某经办",
        sent_on=datetime.date(2025, 4, 1),
        answered_on=datetime.date(2025, 4, 3),
    )
    said = list(texts(made(slip, "所确认报告的摘要：ab12", "经再次验证身份在线确认。")))
    assert said[0] == "绩效评价报告确认单（委托方）"
    assert "反馈意见：无意见。" in said
    assert "2025年4月3日" in said
    assert said[-2:] == ["所确认报告的摘要：ab12", "经再次验证身份在线确认。"]
