"""The pages of an evaluation: who sees what, what can be done there, and that nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from county_at_hand import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from evaluation_at_hand import Evaluated
from way_of_a_case import browser

from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Entry, Evaluation, ScoreReview
from jiheng.web.people.models import Membership


@pytest.fixture
def evaluated(county: County) -> Evaluated:
    return Evaluated(county)


def _get(evaluated: Evaluated, who: str, address: str, *more: object) -> Any:
    return browser(evaluated.county[who]).get(reverse(address, args=[evaluated.number, *more]))


def _post(evaluated: Evaluated, who: str, address: str, *more: object, **data: object) -> Any:
    return browser(evaluated.county[who]).post(reverse(address, args=[evaluated.number, *more]), data)


def _text(response: Any) -> str:
    return str(response.content.decode())


def test_a_dossier_is_put_on_the_plan_from_its_page(county: County) -> None:
    dossier = county.dossier()
    finance = browser(county["finance"])
    address = reverse("open_evaluation", args=[dossier.pk])
    assert address in finance.get(dossier.get_absolute_url()).content.decode()
    form = finance.get(address).context["form"]
    told = {"title": form.initial["title"], "client": county.places["finance"].pk, "frame": "project-2020", "evaluator": ""}
    assert finance.post(address, told).status_code == 302
    made = Evaluation.objects.get(dossier=dossier)
    assert (made.kind, made.state) == ("finance_evaluation", "planned")
    page = browser(county["agency"]).get(made.get_absolute_url()).content.decode()
    assert "六个阶段" in page and "评分表" not in page


def test_the_team_is_arranged_on_the_page_and_a_conflict_is_told_with_its_rule(county: County, evaluated: Evaluated) -> None:
    candidate = Membership.objects.get(person=county["evaluator"])
    sent = _post(evaluated, "finance", "add_team_member", candidate=candidate.pk, duty="lead_evaluator", task="全面负责")
    assert sent.status_code == 302
    county["colleague"].memberships.create(organisation=county.places["water"], role="reviewer")
    near = Membership.objects.get(person=county["colleague"], role="evaluator")
    refused = _post(evaluated, "finance", "add_team_member", candidate=near.pk, duty="evaluator")
    assert "本单位回避" in _text(refused)
    assert not evaluated.evaluation.members.filter(person=county["colleague"]).exists()


def test_steps_are_taken_on_pages(evaluated: Evaluated) -> None:
    evaluated.team()
    page = _get(evaluated, "finance", "evaluation_step", "engage")
    assert "evidence" in page.context["form"].fields and not page.context["lacking"]
    done = _post(evaluated, "finance", "evaluation_step", "engage", seen=evaluated.evaluation.version, evidence="评价委托书")
    assert done.status_code == 302 and evaluated.evaluation.state == "planning"
    late = _post(evaluated, "finance", "evaluation_step", "engage", seen=1, evidence="评价委托书")
    assert late.status_code == 302, "the step is not open any more: back to the page"
    evaluated.saves("evaluator", "schedule", name="现场评价")
    evaluated.does("evaluator", "submit")
    version = evaluated.evaluation.version
    stale = _post(evaluated, "finance", "evaluation_step", "approve", seen=version - 1, comment="同意方案第一稿")
    assert stale.status_code == 409 and "同意方案第一稿" in _text(stale)


def test_an_entry_that_two_people_wrote_shows_both_texts(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    new = reverse("new_evaluation_entry", args=[evaluated.number, "problems"])
    lead, colleague = browser(evaluated.county["evaluator"]), browser(evaluated.county["colleague"])
    assert lead.post(new, {"title": "验收晚于合同约定", "indicators": ["2.2.2"], "cause": "人手不足"}).status_code == 302
    entry = Entry.objects.get(part="problems")
    address = reverse("evaluation_entry", args=[evaluated.number, entry.pk])
    assert colleague.post(address, {"seen": 1, "title": "验收晚 35 天", "indicators": ["2.2.2"]}).status_code == 302
    both = lead.post(address, {"seen": 1, "title": "验收严重滞后", "indicators": ["2.2.2"]})
    assert both.status_code == 409
    assert "验收晚 35 天" in both.content.decode() and "验收严重滞后" in both.content.decode()
    again = lead.post(address, {"seen": both.context["form"]["seen"].value(), "title": "验收严重滞后", "indicators": ["2.2.2"]})
    assert again.status_code == 302
    assert [one.title for one in assembled(evaluated.evaluation).problems] == ["验收严重滞后"]


def test_what_the_form_does_not_show_is_kept(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    made = evaluated.saves("evaluator", "evidence", title="验收单", digest="a" * 64, path="B4-1.pdf")
    address = reverse("evaluation_entry", args=[evaluated.number, made.pk])
    browser(evaluated.county["colleague"]).post(address, {"seen": 1, "title": "完工验收单", "received_on": "2025-03-04"})
    piece = assembled(evaluated.evaluation).evidence[0]
    assert (piece.title, piece.digest, str(piece.received_on)) == ("完工验收单", "a" * 64, "2025-03-04")


def test_a_check_list_is_scored_point_by_point_and_tried_out_before(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    evaluated.saves("evaluator", "evidence", "E1", title="可行性研究报告")
    points = {f"point_{number}": "met" for number in range(1, 6)}
    lost = {**points, "point_2": "failed", "why_2": "没有集体决策记录", "deduction_reason": "缺集体决策", "evidence": ["E1"]}
    tried = _post(evaluated, "evaluator", "evaluation_score", "1.1.1", **{**lost, "try": "1"})
    assert "没有保存" in _text(tried) and not Entry.objects.filter(part="inputs").exists()
    some = _post(evaluated, "evaluator", "evaluation_score", "1.1.1", point_1="met")
    assert "请逐项选择" in _text(some)
    assert _post(evaluated, "evaluator", "evaluation_score", "1.1.1", **lost).status_code == 302
    line = scored(evaluated.evaluation)[1].line("1.1.1")
    assert line is not None and line.score is not None and line.score < line.weight and line.reason == "缺集体决策"
    page = _text(_get(evaluated, "expert", "evaluation_scores"))
    assert "缺集体决策" in page and line.trace is not None and line.trace.sentence in page


def test_the_second_reviewer_is_another_person_and_a_change_needs_a_new_tick(evaluated: Evaluated) -> None:
    evaluated.stands_at("analysis", stage="analysis")
    evaluated.team()
    evaluated.saves("evaluator", "inputs", "1.1.1", failed=[])
    digest = _get(evaluated, "colleague", "evaluation_scores").context["digests"]["1.1.1"]
    _post(evaluated, "evaluator", "review_evaluation_score", "1.1.1", digest=digest, agreed="1")
    assert not ScoreReview.objects.exists(), "who entered it does not review it"
    _post(evaluated, "colleague", "review_evaluation_score", "1.1.1", digest=digest, agreed="1")
    assert ScoreReview.objects.get().by == evaluated.county["colleague"]
    assert _get(evaluated, "evaluator", "evaluation_scores").context["sheet"].unreviewed == 16
    evaluated.saves("evaluator", "inputs", "1.1.1", seen=1, failed=[3], deduction_reason="要点三不符合")
    assert _get(evaluated, "evaluator", "evaluation_scores").context["sheet"].unreviewed == 17
    late = _post(evaluated, "colleague", "review_evaluation_score", "1.1.1", digest=digest, agreed="1")
    assert late.status_code == 409


def test_full_marks_from_the_limit_of_the_standard_on_need_evidence(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    evaluated.saves("evaluator", "inputs", "1.1.1", failed=[])
    row = next(row for row in _get(evaluated, "evaluator", "evaluation_scores").context["sheet"].rows if row.line.indicator.id == "1.1.1")
    assert row.owes == ("evidence",)


def test_the_frame_is_changed_while_the_plan_is_written_and_not_after(evaluated: Evaluated) -> None:
    evaluated.planning()

    def does(**data: object) -> Any:
        return _post(evaluated, "evaluator", "evaluation_frame", seen=evaluated.evaluation.version, **data)

    assert does(deed="remove", indicator="2.1.2").status_code == 302
    page = _get(evaluated, "evaluator", "evaluation_frame")
    assert page.context["is_own"] and page.context["faults"], "the sum is short now"
    assert "in_place_rate" not in _text(page), "a rule is told in words"
    assert does(deed="weigh", rescale="1", **{"weight-2.1.1": "5"}).status_code == 302
    frame = scored(evaluated.evaluation)[0]
    assert frame.total_weight == 100 and frame.indicator("2.1.2") is None
    assert "已被" in _text(does(deed="add", id="1.1.1", name=_library_name(), weight="2"))
    assert does(deed="add", id="3.1.9", name=_library_name(), weight="2").status_code == 302
    assert does(deed="choose", frame="project-2013").status_code == 302
    assert evaluated.evaluation.frame == "project-2013"
    evaluated.does("evaluator", "submit")
    evaluated.does("finance", "approve", comment="同意。")
    assert does(deed="choose", frame="project-2020").status_code == 403


def _library_name() -> str:
    from jiheng.regulation import load_library

    return load_library("cn")[0].name


def test_losses_lead_to_problems_and_patterns_of_the_standard(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    evaluated.saves("evaluator", "inputs", "1.1.1", failed=[1], deduction_reason="立项依据不全")
    page = _text(_get(evaluated, "evaluator", "evaluation_patterns"))
    assert "立项论证不充分" in page and "采用" in page
    evaluated.saves("evaluator", "problems", title="立项依据不全", indicators=["1.1.1"])
    assert "还没有建议的问题" in _text(_get(evaluated, "evaluator", "evaluation_patterns"))


def test_every_part_has_a_form_that_reads_back_what_it_wrote(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    told = {
        "interviews": {"interviewee": "运行科科长", "answers": "水位怎样记录？ | 每日两次。", "interviewers": "甲\n乙"},
        "slips": {"kind": "data", "addressee": "水库运行中心", "days": "3"},
        "data_form": {"key": "完工数", "value": "12 座", "provider": "运行科"},
        "tasks": {"key": "除险加固", "planned": "12 座", "done": "12 座"},
        "funds": {"label": "年度资金总额", "kind": "total", "level": "0", "initial_budget": "108.00"},
        "schedule": {"name": "现场评价", "started_on": "2025-03-01"},
        "evaluation_basis": {"text": "县级预算绩效管理办法"},
        "values": {"key": "实际支出资金", "value": "100 万元"},
        "texts": {"key": "background", "text": "水库运行多年。"},
        "suggestions": {"title": "完善验收", "text": "限期验收。"},
        "deductions": {"indicator": "1.1.1", "points": "0.5", "reason": "资料迟报"},
    }
    client = browser(evaluated.county["evaluator"])
    for part, data in told.items():
        response = client.post(reverse("new_evaluation_entry", args=[evaluated.number, part]), data)
        assert response.status_code == 302, (part, response.content.decode()[-3000:])
        entry = Entry.objects.filter(part=part).latest("pk")
        page = client.get(reverse("evaluation_entry", args=[evaluated.number, entry.pk]))
        again = {name: page.context["form"][name].value() for name in page.context["form"].fields}
        again = {name: value for name, value in again.items() if value is not None}
        assert client.post(reverse("evaluation_entry", args=[evaluated.number, entry.pk]), again).status_code == 302, part
        assert Entry.objects.get(pk=entry.pk).content == entry.content, part
        assert client.get(reverse("evaluation_part", args=[evaluated.number, part])).status_code == 200
    case = assembled(evaluated.evaluation)
    assert case.interviews[0].answers[0].answer == "每日两次。" and case.interviews[0].interviewers == ("甲", "乙")


def test_pages_ask_no_more_of_the_database_when_there_is_more(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    client = browser(evaluated.county["evaluator"])

    def asked() -> dict[str, int]:
        counts = {}
        for name, more in (("evaluations", None), ("evaluation", ()), ("evaluation_scores", ()), ("evaluation_part", ("problems",))):
            address = reverse(name, args=None if more is None else [evaluated.number, *more])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[name] = len(queries)
        return counts

    evaluated.saves("evaluator", "problems", title="问题", indicators=["1.1.1"])
    before = asked()
    for number in range(5):
        evaluated.saves("evaluator", "problems", title=f"问题 {number}", indicators=["1.1.1"])
        evaluated.saves("evaluator", "evidence", title=f"材料 {number}")
    assert asked() == before


def test_the_file_is_archived_when_nothing_is_missing_and_what_is_missing_is_named(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    evaluated.stands_at("archiving", stage="archive")
    lacking = _get(evaluated, "evaluator", "evaluation_step", "archive").context["lacking"]
    assert "评价报告、会审记录" in lacking and "评价委托书" not in lacking
    refused = _post(evaluated, "evaluator", "evaluation_step", "archive", seen=evaluated.evaluation.version)
    assert "档案还缺" in _text(refused) and evaluated.evaluation.state == "archiving"
