"""A report on its way: made, checked, sent, answered, judged, confirmed."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from county_at_hand import PASSWORD, County
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from evaluation_at_hand import Evaluated
from reviewing_at_hand import at_joint_review, drafting, finding, sent_for_opinions, typed_in, version_of

from jiheng.web.acting import Refused
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.models import Duty
from jiheng.web.files import storage
from jiheng.web.files.models import FileType
from jiheng.web.files.receiving import Received
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.running import run
from jiheng.web.people.models import Role
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews import facts
from jiheng.web.reviews.actions.answer_opinion import answer_opinion
from jiheng.web.reviews.actions.ask_for_report import ask_for_report
from jiheng.web.reviews.actions.bring_scan import bring_scan
from jiheng.web.reviews.actions.change_opinion import change_opinion
from jiheng.web.reviews.actions.give_opinion import give_opinion
from jiheng.web.reviews.actions.record_minutes import record_minutes
from jiheng.web.reviews.actions.return_report import Colliding, return_report
from jiheng.web.reviews.actions.save_scores import save_scores
from jiheng.web.reviews.actions.send_opinions import send_opinions
from jiheng.web.reviews.actions.send_slip import send_slip
from jiheng.web.reviews.actions.sign_slip import sign_slip
from jiheng.web.reviews.actions.waive_finding import waive_finding
from jiheng.web.reviews.actions.withdraw_opinion import withdraw_opinion
from jiheng.web.reviews.judging import judged
from jiheng.web.reviews.models import Decision, ExpertSheet, Opinion, ReportVersion, Side, Slip, SlipKind
from jiheng.web.reviews.papers import opinions_record
from jiheng.web.versioned import Stale


@pytest.fixture
def evaluated(county: County) -> Evaluated:
    return Evaluated(county)


def signed_in(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def at(name: str, evaluated: Evaluated, *more: object) -> str:
    return reverse(name, args=[evaluated.number, *more])


def edited(docx: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(out, "w") as copy:
        for entry in package.infolist():
            content = package.read(entry)
            copy.writestr(entry, content.replace(old.encode(), new.encode()) if entry.filename == "word/document.xml" else content)
    return out.getvalue()


def received(data: bytes, name: str = "修改稿.docx", kind: FileType = FileType.DOCX) -> Received:
    return Received(name=name, digest=storage.keep(data), size=len(data), type=kind)


def made(job: Job) -> ReportVersion:
    run(job.pk)
    job.refresh_from_db()
    assert job.result is not None, job.error
    return ReportVersion.objects.get(evaluation=job.arguments["evaluation"], number=job.result["number"])


def test_a_report_is_made_of_the_case_checked_and_made_anew_with_what_authors_wrote(county: County, evaluated: Evaluated) -> None:
    typed_in(evaluated)
    drafting(evaluated)
    first = made(ask_for_report(county["colleague"], evaluated.evaluation))
    assert first.title == "水库维修养护项目绩效评价报告"
    assert not [one["message"] for one in first.findings if one["severity"] == "must_fix"]
    assert (first.gaps, facts.clean_check(evaluated.evaluation)) == ([], 0)
    assert json.loads(storage.fetch(first.case))["problems"]
    assert storage.fetch(first.pdf).startswith(b"%PDF")
    assert {line["id"] for line in first.indicators} >= {"1.1.1"}
    # The author rewrites a passage, and a heading, which is none of theirs.
    docx = edited(storage.fetch(first.docx), "按季通报培训和服务进度。", "按季通报进度，年底全县讲评。")
    docx = edited(docx, '<w:t xml:space="preserve">三级指标</w:t>', '<w:t xml:space="preserve">末级指标</w:t>')
    second = made(return_report(county["evaluator"], evaluated.evaluation, received(docx), began_with=1))
    assert second.passages == {"practices": ("按季通报进度，年底全县讲评。",)}
    assert set(second.ignored) == {"末级指标"}
    assert second.upload is not None
    assert "年底全县讲评" in storage.fetch(second.texts).decode()
    # Another who began with the first version and rewrote the same passage is told so; an unchanged file makes no version.
    other = edited(storage.fetch(first.docx), "按季通报培训和服务进度。", "每月通报。")
    with pytest.raises(Colliding) as told:
        return_report(county["colleague"], evaluated.evaluation, received(other), began_with=1)
    assert told.value.collisions[0].mine == ("每月通报。",)
    with pytest.raises(Refused, match="没有发现改写"):
        return_report(county["colleague"], evaluated.evaluation, received(storage.fetch(second.docx)), began_with=2)
    # The case moves on: the version no longer stands for it.
    evaluated.saves("colleague", "texts", "policy", text="另有补充。")
    assert facts.clean_check(evaluated.evaluation) is None


def test_a_version_that_was_sent_on_while_it_was_made_is_not_kept(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    job = ask_for_report(county["colleague"], evaluated.evaluation)
    evaluated.stands_at("opinions", stage="report")
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert not ReportVersion.objects.exists()
    with pytest.raises(PermissionDenied):
        ask_for_report(county["colleague"], evaluated.evaluation)


def test_a_file_that_is_not_the_report_is_not_taken_for_it(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    with pytest.raises(Refused, match="还没有生成过报告"):
        return_report(county["colleague"], evaluated.evaluation, received(b"x"), began_with=1)
    version_of(evaluated)
    with pytest.raises(Refused, match="不是 Word 文件"):
        return_report(county["colleague"], evaluated.evaluation, received(b"%PDF", "报告.pdf", FileType.PDF), began_with=1)
    with pytest.raises(Refused, match="不是可以读取的 Word 文件"):
        return_report(county["colleague"], evaluated.evaluation, received(b"no zip"), began_with=1)


def test_findings_bar_the_way_until_they_are_fixed_or_somebody_in_charge_lets_them_stand(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    with pytest.raises(Refused, match="还没有核对"):
        evaluated.does("colleague", "submit")
    version = version_of(evaluated, findings=[finding(), finding("question", fingerprint="cd34")])
    with pytest.raises(Refused, match="还有 1 个「必须改」的问题"):
        evaluated.does("colleague", "submit")
    with pytest.raises(PermissionDenied):
        waive_finding(county["evaluator"], version, "ab12-0", reason="四舍五入。")
    waive_finding(county["rechecker"], version, "ab12-0", reason="四舍五入所致。")
    with pytest.raises(Refused, match="已经处理过"):
        waive_finding(county["rechecker"], version, "ab12-0", reason="四舍五入所致。")
    assert facts.clean_check(evaluated.evaluation) == 0
    evaluated.does("colleague", "submit")


def test_each_reads_the_versions_that_were_sent_to_them(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    version_of(evaluated)
    numbers = lambda name: [  # noqa: E731 - four times the same question
        one.number for one in reviewing.readable(county[name], evaluated.evaluation, evaluating.duties(county[name], evaluated.evaluation))
    ]
    assert numbers("colleague") == numbers("rechecker") == [1]
    assert numbers("finance") == numbers("agency") == numbers("expert") == numbers("inspector") == []
    evaluated.does("colleague", "submit")
    evaluated.does("rechecker", "request_opinions")
    assert numbers("finance") == numbers("agency") == numbers("inspector") == [1]
    assert numbers("expert") == []
    evaluated.does("leader", "give_opinion", comment="无不同意见。")
    evaluated.does("evaluator", "close_opinions")
    version_of(evaluated)
    evaluated.does("evaluator", "answer_opinions")
    assert numbers("expert") == [2]
    assert numbers("agency") == [1]
    assert numbers("finance") == [2, 1]


def test_opinions_are_drafted_sent_and_answered_one_by_one(county: County, evaluated: Evaluated) -> None:
    sent_for_opinions(evaluated)
    now = evaluated.evaluation
    assert now.due_on is not None
    mine = give_opinion(county["agency"], now, text="执行率应按调整后预算数计算。", indicator="2.1.1", evidence="调整批复")
    second = give_opinion(county["leader"], now, text="成绩写得不够。", place="一、基本情况")
    assert (mine.number, second.number, mine.side) == (1, 2, "agency")
    held = evaluating.duties(county["finance"], now)
    assert not reviewing.opinions(county["finance"], now, held).exists()  # the other side's drafts
    with pytest.raises(Refused, match="没有指标"):
        give_opinion(county["leader"], now, text="x", indicator="9.9.9")
    with pytest.raises(PermissionDenied):
        send_opinions(county["agency"], now, seen=now.version)
    with pytest.raises(PermissionDenied):
        give_opinion(county["evaluator"], now, text="x")
    change_opinion(county["leader"], mine, seen=1, text="执行率须重算。", place="", indicator="2.1.1", quote="", evidence="调整批复")
    with pytest.raises(Stale):
        change_opinion(county["agency"], Opinion.objects.get(pk=mine.pk), seen=1, text="x", place="", indicator="", quote="", evidence="")
    third = give_opinion(county["leader"], now, text="撤回的意见")
    withdraw_opinion(county["leader"], third, seen=1)
    assert send_opinions(county["leader"], now, seen=now.version) == 2
    assert facts.unanswered_opinions(evaluated.evaluation) == 2
    with pytest.raises(Refused, match="已经报送"):
        change_opinion(county["leader"], Opinion.objects.get(pk=mine.pk), seen=3, text="x", place="", indicator="", quote="", evidence="")
    evaluated.does("evaluator", "close_opinions")
    with pytest.raises(Refused, match="还有 2 条意见"):
        evaluated.does("evaluator", "answer_opinions")
    _answered(county, evaluated)


def _answered(county: County, evaluated: Evaluated) -> None:
    first, second = Opinion.objects.filter(sent_at__isnull=False)
    with pytest.raises(Refused, match="写明理由"):
        answer_opinion(county["evaluator"], first, Decision.REJECTED, seen=first.version, reason=" ", change="")
    with pytest.raises(Refused, match="什么修改"):
        answer_opinion(county["evaluator"], first, Decision.ACCEPTED, seen=first.version, reason="", change="")
    answer_opinion(county["evaluator"], first, Decision.ACCEPTED, seen=first.version, reason="", change="已按调整后预算数重算。")
    answer_opinion(county["evaluator"], second, Decision.REJECTED, seen=second.version, reason="无佐证材料。", change="")
    lines = [{"id": "2.1.1", "name": "预算执行率", "weight": "10", "score": "9.2"}]
    version_of(evaluated, indicators=lines)
    now = evaluated.evaluation
    record = opinions_record(now, Opinion.objects.filter(evaluation=now).select_related("report"))
    one, other = record.opinions
    assert (one.indicator, one.score_before, one.score_after) == ("2.1.1 预算执行率", Decimal("8.5"), Decimal("9.2"))
    assert (one.reviewer, one.evidence) == ("澄岚县水库运行中心", ("调整批复",))
    assert (other.place, str(other.decision), other.reason) == ("一、基本情况", "rejected", "无佐证材料。")
    assert record.answered_on is not None
    evaluated.does("evaluator", "answer_opinions")


def test_experts_judge_for_themselves_and_see_each_other_afterwards(county: County, evaluated: Evaluated) -> None:
    for name in ("second", "third"):
        county.people[name] = county.person(name, Role.EXPERT, "finance")
    version = at_joint_review(evaluated)
    experts = ("expert", "second", "third")
    for name in experts[1:]:
        add_member(county["finance"], evaluated.evaluation, county[name], Duty.EXPERT)
    now = evaluated.evaluation
    with pytest.raises(Refused, match=r"应在 0 和 4 之间"):
        save_scores(county["expert"], now, {"1.1.1": (Decimal(5), "")}, seen=0)
    given = {"expert": ("4", "9"), "second": ("4", "9"), "third": ("3.5", "5")}
    for name, (first, second) in given.items():
        save_scores(county[name], now, {"1.1.1": (Decimal(first), ""), "2.1.1": (Decimal(second), "执行慢")}, seen=0)
    with pytest.raises(Stale):
        save_scores(county["third"], now, {}, seen=0)
    give_opinion(county["third"], now, text="执行率偏高。", indicator="2.1.1")
    for name in experts[1:]:
        send_opinions(county[name], evaluated.evaluation, seen=evaluated.evaluation.version)
    with pytest.raises(Refused, match="已经报送"):
        save_scores(county["third"], now, {}, seen=2)
    held = frozenset({evaluating.EXPERT})
    assert not reviewing.sees_dispersion(county["expert"], now, held)
    assert not reviewing.opinions(county["expert"], now, held).filter(side=Side.EXPERT).exists()
    assert "才能看到" in signed_in(county, "expert").get(at("joint_review", evaluated)).content.decode()
    send_opinions(county["expert"], evaluated.evaluation, seen=evaluated.evaluation.version)
    assert reviewing.sees_dispersion(county["expert"], now, held)
    found = judged(now, version, list(ExpertSheet.objects.select_related("expert")))
    assert [cell.is_outside for cell in found.lines[1].cells if cell] == [False, False, True]
    assert (found.apart, found.total.found.mean if found.total.found else None) == (1, Decimal("11.50"))
    page = signed_in(county, "finance").get(at("joint_review", evaluated)).content.decode()
    assert "偏离" in page
    assert signed_in(county, "head").get(at("joint_review", evaluated)).status_code == 403


def test_minutes_and_the_log_of_changes_are_looked_up_not_typed(county: County, evaluated: Evaluated) -> None:
    at_joint_review(evaluated)
    now = evaluated.evaluation
    today = timezone.localdate()
    evaluated.does("expert", "give_opinion", comment="同意。")
    with pytest.raises(Refused, match="会审记录"):
        evaluated.does("finance", "conclude_review")
    with pytest.raises(Refused, match="请写下"):
        record_minutes(county["finance"], now, held_on=today, present="甲")
    with pytest.raises(PermissionDenied):
        record_minutes(county["expert"], now, held_on=today, present="甲", text="x")
    with pytest.raises(Refused, match="不能晚于今天"):
        record_minutes(county["finance"], now, held_on=today + datetime.timedelta(days=1), present="甲", text="x")
    file = received("会审记录".encode(), "记录.txt", FileType.TEXT)
    record_minutes(county["finance"], now, held_on=today, present="甲\n乙", text="同意修改后定稿。", received=file)
    evaluated.does("finance", "conclude_review")
    assert facts.change_log(evaluated.evaluation) == "会审后没有修改报告（第 1 版）。"
    version_of(evaluated, texts={"「二、结论」段落 verdict": "得分为90.50分，等级为优。"})
    done = evaluated.does("evaluator", "submit")
    assert done.state == "confirming"
    step = done.steps.get(action="submit", came_from="会后修改中")
    assert step.said["change_log"] == "第 2 版与会审的第 1 版相比，改动 1 处：「二、结论」段落 verdict。"
    page = signed_in(county, "finance").get(at("joint_review", evaluated)).content.decode()
    assert "<ins>90.50分，等级为优</ins>" in page


def confirming(evaluated: Evaluated) -> None:
    at_joint_review(evaluated)
    evaluated.does("expert", "give_opinion", comment="同意。")
    county = evaluated.county
    record_minutes(county["finance"], evaluated.evaluation, held_on=timezone.localdate(), present="甲", text="同意。")
    evaluated.does("finance", "conclude_review")
    evaluated.does("evaluator", "submit")


def test_a_slip_is_signed_by_who_proves_who_they_are_and_confirms_in_the_flow(county: County, evaluated: Evaluated) -> None:
    confirming(evaluated)
    slip = send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.AGENCY, days=3)
    with pytest.raises(Refused, match="已经发给"):
        send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.AGENCY)
    with pytest.raises(PermissionDenied):
        send_slip(county["colleague"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.CLIENT)
    with pytest.raises(Refused, match="再次验证"):
        sign_slip(county["head"], slip, seen=1, view="无意见。", confirmed=False)
    with pytest.raises(PermissionDenied):
        sign_slip(county["finance"], slip, seen=1, view="无意见。", confirmed=True)
    address = at("slip", evaluated, slip.number)
    client = signed_in(county, "head")
    told = {"seen": 1, "view": "无意见。", "proof": "wrong"}
    assert "不正确" in client.post(address, told).content.decode()
    assert client.post(address, {**told, "proof": PASSWORD}).status_code == 302
    slip.refresh_from_db()
    assert (slip.answer, slip.signer, slip.view) == ("second_factor", "head（测试）", "无意见。")
    assert evaluated.evaluation.steps.filter(action="confirm", actor=county["head"]).exists()
    evaluated.does("finance", "confirm_final")


def test_the_scan_of_a_sealed_slip_confirms_in_the_flow_and_says_so(county: County, evaluated: Evaluated) -> None:
    confirming(evaluated)
    slip = send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.AGENCY)
    today = timezone.localdate()
    scan = received(b"%PDF-1.4 scan", "确认单.pdf", FileType.PDF)
    told: dict[str, Any] = {"seen": 1, "view": "", "signer": "某主任"}
    with pytest.raises(Refused, match="PDF、OFD 或图片"):
        bring_scan(county["evaluator"], slip, received(b"x"), on=today, **told)
    with pytest.raises(Refused, match="盖章日期"):
        bring_scan(county["evaluator"], slip, scan, on=today - datetime.timedelta(days=1), **told)
    with pytest.raises(Refused, match="还没有收到单位对这一版报告盖章的确认单"):
        evaluated.does("evaluator", "confirm")
    bring_scan(county["evaluator"], slip, scan, on=today, **told)
    assert (slip.answer, slip.scan.digest if slip.scan else "") == ("scan", scan.digest)
    step = evaluated.evaluation.steps.get(action="confirm")
    assert (step.label, step.actor) == ("单位盖章确认", county["evaluator"])
    assert step.said["sealed_slip"] == [f"{slip}，某主任 {today}，扫描件 sha256:{scan.digest}"]
    page = signed_in(county, "finance").get(evaluated.evaluation.get_absolute_url()).content.decode()
    assert f"盖章的确认单</span> {slip}，某主任" in page
    assert evaluated.does("finance", "confirm_final").state == "archiving"
    answer = signed_in(county, "head").get(at("slip_scan", evaluated, slip.number))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 scan"  # type: ignore[attr-defined]
    answer.close()
    with pytest.raises(PermissionDenied):
        bring_scan(county["evaluator"], Slip.objects.get(pk=slip.pk), scan, on=today, **told)


def test_a_seal_on_another_version_or_from_before_it_came_back_does_not_confirm(county: County, evaluated: Evaluated) -> None:
    confirming(evaluated)
    today = timezone.localdate()
    told: dict[str, Any] = {"seen": 1, "view": "", "signer": "某主任", "on": today}
    data = send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.DATA, side=Side.AGENCY)
    bring_scan(county["leader"], data, received(b"%PDF-1.4 data", "资料.pdf", FileType.PDF), **told)
    slip = send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.AGENCY)
    evaluated.does("head", "send_back", reason="第三部分的数字不对。")
    evaluated.does("evaluator", "submit")
    bring_scan(county["leader"], Slip.objects.get(pk=slip.pk), received(b"%PDF-1.4 old", "旧.pdf", FileType.PDF), **told)
    assert not evaluated.evaluation.steps.filter(action="confirm").exists()
    with pytest.raises(Refused, match="还没有收到"):
        evaluated.does("leader", "confirm")
    evaluated.does("head", "send_back", reason="还是不对。")
    version_of(evaluated)
    evaluated.does("evaluator", "submit")
    fresh = send_slip(county["evaluator"], evaluated.evaluation, kind=SlipKind.REPORT, side=Side.AGENCY)
    address = at("slip_scan", evaluated, fresh.number)
    upload = SimpleUploadedFile("确认单.pdf", b"%PDF-1.4 new")
    posted = {"seen": 1, "view": "无意见。", "signer": "某主任", "on": today.isoformat(), "file": upload}
    client = signed_in(county, "leader")
    assert "流程中办理「单位盖章确认」" in client.get(at("slip", evaluated, fresh.number)).content.decode()
    assert "流程中已办理" in client.post(address, posted, follow=True).content.decode()
    assert evaluated.evaluation.steps.get(action="confirm").role_label == "单位审核人"


def test_late_answers_keep_both_texts(county: County, evaluated: Evaluated) -> None:
    sent_for_opinions(evaluated)
    opinion = give_opinion(county["leader"], evaluated.evaluation, text="请核实执行率。")
    send_opinions(county["leader"], evaluated.evaluation, seen=evaluated.evaluation.version)
    evaluated.does("evaluator", "close_opinions")
    opinion.refresh_from_db()
    answer_opinion(county["colleague"], opinion, Decision.REJECTED, seen=opinion.version, reason="数据无误。", change="")
    told = {"seen": opinion.version - 1, "decision": "accepted", "reason": "", "change": "已改为 92%。"}
    answer = signed_in(county, "evaluator").post(at("opinion", evaluated, opinion.number), told)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "数据无误。" in page
    assert "已改为 92%。" in page


def test_two_versions_are_compared_and_the_text_is_read_with_its_findings(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    version_of(evaluated, findings=[finding(quote="得分为88.50分")])
    version_of(evaluated, texts={"「二、结论」段落 verdict": "得分为90.50分，等级为优。"})
    client = signed_in(county, "colleague")
    page = client.get(at("report_version", evaluated, 1)).content.decode()
    assert 'href="#s2"' in page
    assert "得分为88.50分，等级为良。" in page
    compared = client.get(at("compare_reports", evaluated)).content.decode()
    assert "<del>88.50分，等级为良</del>" in compared
    assert client.get(at("compare_reports", evaluated) + "?before=7").status_code == 404
    assert client.get(at("compare_reports", evaluated) + "?before=x").status_code == 404


def test_an_edited_report_comes_back_over_the_page(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    version_of(evaluated)
    client = signed_in(county, "colleague")
    upload = SimpleUploadedFile("修改稿.docx", b"no zip at all")
    page = client.post(at("return_report", evaluated), {"began_with": 1, "file": upload}, follow=True).content.decode()
    assert 'class="notices"' in page
    assert not Job.objects.exists()
    assert client.post(at("report", evaluated), {"kind": "project_report"}).status_code == 302
    assert Job.objects.get().kind == "make_report"
    assert "正在生成报告" in client.post(at("report", evaluated), {"kind": "project_report"}, follow=True).content.decode()


def test_lists_ask_a_fixed_number_of_questions(county: County, evaluated: Evaluated, django_assert_max_num_queries: Any) -> None:
    sent_for_opinions(evaluated)
    client = signed_in(county, "leader")
    counts = []
    for times in (1, 4):
        for _time in range(times):
            give_opinion(county["leader"], evaluated.evaluation, text="请核实。", indicator="2.1.1")
        with django_assert_max_num_queries(60) as asked:
            assert client.get(at("opinions", evaluated)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_of_the_report_asks_no_more_with_more_versions(county: County, evaluated: Evaluated) -> None:
    drafting(evaluated)
    client, counts = signed_in(county, "colleague"), []
    for more in (1, 4):
        for number in range(more):
            version = version_of(evaluated, findings=[finding(), finding(fingerprint=f"{more}{number}")])
            waive_finding(county["rechecker"], version, f"{more}{number}-0", reason="四舍五入所致。")
        client.get(at("report", evaluated))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(at("report", evaluated)).content.decode()
        counts.append(len(asked))
    assert page.count("必须改 1") == 5
    assert counts[0] == counts[1]


def test_the_page_of_the_evaluation_leads_to_the_report_and_to_opinions(county: County, evaluated: Evaluated) -> None:
    sent_for_opinions(evaluated)
    give_opinion(county["leader"], evaluated.evaluation, text="请核实。")
    page = signed_in(county, "leader").get(evaluated.evaluation.get_absolute_url()).content.decode()
    assert f'href="{at("opinions", evaluated)}"' in page
    assert "未报送 1" in page
    other = signed_in(county, "expert").get(evaluated.evaluation.get_absolute_url()).content.decode()
    assert "报告与会审" not in other  # nothing was sent to the experts yet
