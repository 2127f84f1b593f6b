"""Complaints: handed in by anybody, handled by the flow, answered once approved; who complained stays with those who handle it."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rows_complaints import REPLY, SAID, given, handed_in

from jiheng.web import stored
from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.complaints import question
from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.actions.hand_in import hand_in
from jiheng.web.complaints.actions.link_dossier import link_dossier
from jiheng.web.complaints.ledger import ledger_of, statistics
from jiheng.web.complaints.models import Complaint
from jiheng.web.complaints.receiving import NotTaken, plain_name, received
from jiheng.web.complaints.steps import choices
from jiheng.web.people.models import Membership, Role
from jiheng.web.versioned import Stale

_DIGITS = "零一二三四五六七八九十"


def solved(text: str) -> str:
    """What a person answers."""
    match = re.search(r"([一二三四五六七八九十])(加|减)([一二三四五六七八九十])", text)
    assert match is not None
    one, other = _DIGITS.index(match[1]), _DIGITS.index(match[3])
    return str(one + other if match[2] == "加" else one - other)


def filled(client: Client, **more: object) -> dict[str, object]:
    """The form as a visitor sends it."""
    form = client.get(reverse("complain")).context["form"]
    return {**SAID, "state": form.question.state, "answer": solved(form.question.text), **more}


def signed_in(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def answered(county: County, **more: object) -> tuple[Complaint, str]:
    """A complaint with its approved reply."""
    complaint, code = given(county, **more)
    advance(county["reviewer"], complaint, "reply", seen=complaint.version, said=REPLY)
    said = {"comment": "同意。", "reply": REPLY["reply"], "reply_way": "网上公布"}
    advance(county["finance"], complaint, "approve", seen=complaint.version, said=said)
    return complaint, code


def test_a_visitor_hands_in_and_gets_number_and_code_once(county: County) -> None:
    client = Client()
    file = SimpleUploadedFile("说明.txt", "工地现场".encode())
    response = client.post(reverse("complain"), {**filled(client), "about": county.places["water_station"].pk, "files": [file]})
    assert response.status_code == 302
    told = client.get(response["Location"]).content.decode()
    complaint = Complaint.objects.get()
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", told)
    assert complaint.number in told
    assert code is not None
    assert complaint.code_digest == Complaint.digest_of(complaint.number, code[0].lower())
    assert code[0] not in str(Complaint.objects.values())
    assert complaint.owner == county.places["finance"]
    assert (complaint.state, complaint.attachments.get().name) == ("registered", "说明.txt")
    assert Client().get(reverse("complaint_receipt")).status_code == 302


def test_the_question_is_good_for_one_answer(county: County) -> None:
    client = Client()
    data = filled(client)
    assert client.post(reverse("complain"), {**data, "answer": "99"}).status_code == 200
    assert client.post(reverse("complain"), data).status_code == 200, "the question was used up by the wrong answer"
    assert Complaint.objects.count() == 0
    good = filled(client)
    assert client.post(reverse("complain"), good).status_code == 302
    assert client.post(reverse("complain"), good).status_code == 200
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "right"), [("12", True), (" \uff11\uff12 ", True), ("十二", True), ("一十二", True), ("十三", False), ("x", False)]
)
def test_an_answer_may_be_typed_in_several_ways(typed: str, right: bool) -> None:
    asked = question._question("七加五等于几？", 12)
    assert question.is_right(asked.state, typed) is right


def test_a_question_of_somebody_else_is_no_question() -> None:
    assert not question.is_right("forged", "12")


def test_the_answer_cannot_be_read_from_the_page(county: County) -> None:
    import base64

    asked = question._question("七加五等于几？", 12)
    body = asked.state.split(":")[0].lstrip(".")
    assert b'"12"' not in base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))


def test_who_fills_in_the_hidden_field_is_no_person(county: County) -> None:
    client = Client()
    assert client.post(reverse("complain"), filled(client, website="http://example.invalid")).status_code == 200
    assert Complaint.objects.count() == 0


def test_one_address_hands_in_so_many_an_hour(county: County, settings: Any) -> None:
    settings.COMPLAINTS_AN_HOUR = 2
    client = Client()
    found = [client.post(reverse("complain"), filled(client)).status_code for _time in range(3)]
    assert found == [302, 302, 429]


def test_an_anonymous_complaint_keeps_no_name(county: County) -> None:
    complaint, _code = handed_in(county, anonymous=True)
    assert (complaint.complainant, complaint.contact) == ("", "")


def test_who_gives_no_name_says_so(county: County) -> None:
    client = Client()
    response = client.post(reverse("complain"), filled(client, complainant=""))
    assert "请填写姓名，或勾选「匿名」。" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "是空的"),
        ("程序.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 4, "不能接收"),
        ("网页.html", b"<html><script>alert(1)</script></html>", "不能接收"),
        ("大.txt", b"a" * 2000, "超过"),
    ],
)
def test_files_are_taken_by_what_they_are(settings: Any, name: str, data: bytes, reason: str) -> None:
    settings.COMPLAINT_FILE_BYTES = 1024 + 1000 * (reason != "超过")
    with pytest.raises(NotTaken, match=reason):
        received([SimpleUploadedFile(name, data)])


def test_only_so_many_files_are_taken(settings: Any) -> None:
    settings.COMPLAINT_FILES = 1
    with pytest.raises(NotTaken, match="最多附 1 个文件"):
        received([SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")])


def test_a_name_is_shown_as_it_is() -> None:
    assert plain_name("../a\u202egpj.exe") == "agpj.exe"


def test_kept_bytes_are_checked_when_they_are_read() -> None:
    digest = stored.keep("complaints", b"whole")
    assert stored.keep("complaints", b"whole") == digest
    assert stored.fetch("complaints", digest) == b"whole"
    from django.core.files.storage import storages

    place = storages["complaints"]
    name = f"{digest[:2]}/{digest[2:]}"
    place.delete(name)
    place.save(name, io.BytesIO(b"other"))
    with pytest.raises(stored.Missing):
        stored.fetch("complaints", digest)
    with pytest.raises(stored.Missing):
        stored.fetch("complaints", "0" * 64)


def test_number_and_code_open_the_page_and_nothing_else_does(county: County) -> None:
    complaint, code = handed_in(county)
    client = Client()
    wrong = client.post(reverse("complaint_lookup"), {"number": complaint.number, "code": "AAAA-BBBB-CCCC"})
    none = client.post(reverse("complaint_lookup"), {"number": "TS-2000-00001", "code": code})
    assert re.findall("编号或查询码不对[^<]*", wrong.content.decode()) == re.findall("编号或查询码不对[^<]*", none.content.decode())
    assert client.get(reverse("complaint_status")).status_code == 302
    client.post(reverse("complaint_lookup"), {"number": complaint.number.lower(), "code": code.replace("-", " ").lower()})
    assert complaint.number in client.get(reverse("complaint_status")).content.decode()


def test_codes_cannot_be_tried_out(county: County) -> None:
    complaint, _code = handed_in(county)
    pages = [Client().post(reverse("complaint_lookup"), {"number": complaint.number, "code": "x"}).content.decode() for _time in range(11)]
    assert "试得太多了" not in pages[9]
    assert "试得太多了" in pages[10]


def test_the_reply_is_seen_only_once_it_was_approved(county: County) -> None:
    complaint, code = given(county)
    client = Client()
    client.post(reverse("complaint_lookup"), {"number": complaint.number, "code": code})
    advance(county["reviewer"], complaint, "reply", seen=complaint.version, said=REPLY)
    page = client.get(reverse("complaint_status")).content.decode()
    assert REPLY["reply"] not in page
    with pytest.raises(PermissionDenied):
        advance(
            county["reviewer"], complaint, "approve", seen=complaint.version, said={"comment": "同意", "reply": "x", "reply_way": "网上"}
        )
    said = {"comment": "内部意见", "reply": REPLY["reply"], "reply_way": "网上公布"}
    advance(county["finance"], complaint, "approve", seen=complaint.version, said=said)
    page = client.get(reverse("complaint_status")).content.decode()
    assert REPLY["reply"] in page
    assert "内部意见" not in page


def test_the_complainant_rates_the_reply_and_may_dispute_it(county: County) -> None:
    complaint, code = answered(county)
    client = Client()
    client.post(reverse("complaint_lookup"), {"number": complaint.number, "code": code})
    rated = {"satisfaction": "dissatisfied", "seen": complaint.version}
    assert client.post(reverse("complaint_feedback", args=["rate_reply"]), rated).status_code == 302
    complaint.refresh_from_db()
    assert complaint.satisfaction == "dissatisfied"
    client.post(reverse("complaint_feedback", args=["dispute"]), {"reason": "没有说清楚。", "seen": complaint.version})
    complaint.refresh_from_db()
    assert complaint.state == "handling"
    draft = {**REPLY, "reply": "还没有审核的新答复"}
    advance(county["reviewer"], complaint, "reply", seen=complaint.version, said=draft)
    assert "还没有审核的新答复" not in client.get(reverse("complaint_status")).content.decode()
    assert client.post(reverse("complaint_feedback", args=["approve"]), {"seen": complaint.version}).status_code == 404


def test_what_is_missing_is_told_and_nothing_is_lost(county: County) -> None:
    complaint, code = handed_in(county)
    client = Client()
    client.post(reverse("complaint_lookup"), {"number": complaint.number, "code": code})
    client.post(reverse("complaint_feedback", args=["recall"]), {"seen": complaint.version})
    client.post(reverse("complaint_feedback", args=["recall"]), {"seen": 99, "reason": "想通了。"})
    page = client.get(reverse("complaint_status")).content.decode()
    assert "请填写完整后再提交" in page
    assert "刚刚被别人改过" in page
    client.post(reverse("complaint_feedback", args=["recall"]), {"seen": complaint.version, "reason": "想通了。"})
    complaint.refresh_from_db()
    assert (complaint.state, complaint.is_open) == ("recalled", False)


def test_deadlines_come_from_the_flow(county: County) -> None:
    complaint, _code = handed_in(county)
    assert complaint.due_on == complaint.received_on + datetime.timedelta(days=15)
    advance(county["finance"], complaint, "accept_complaint", seen=complaint.version, said={})
    assert complaint.due_on == complaint.accepted_on + datetime.timedelta(days=60)  # type: ignore[operator]
    handler = Membership.objects.get(person=county["reviewer"])
    advance(county["finance"], complaint, "assign", seen=complaint.version, said={"candidate": handler})
    head = county.person("head", Role.APPROVER, "finance")
    advance(head, complaint, "extend", seen=complaint.version, said={"reason": "情况复杂。"})
    assert complaint.extended_to == complaint.accepted_on + datetime.timedelta(days=90)  # type: ignore[operator]


def test_nobody_looks_into_a_complaint_about_themselves(county: County) -> None:
    complaint, _code = handed_in(county, about=county.places["water"])
    advance(county["finance"], complaint, "accept_complaint", seen=complaint.version, said={})
    handler = Membership.objects.get(person=county["reviewer"])
    with pytest.raises(Refused, match="利益冲突，须回避"):
        advance(county["finance"], complaint, "assign", seen=complaint.version, said={"candidate": handler})
    other = county.person("teacher", Role.REVIEWER, "education")
    advance(county["finance"], complaint, "assign", seen=complaint.version, said={"candidate": Membership.objects.get(person=other)})
    assert (complaint.handler, complaint.recused) == (other, False)


def test_the_same_case_is_joined_and_answered_once(county: County) -> None:
    main, _code = answered(county)
    twin, code = handed_in(county)
    advance(county["finance"], twin, "join", seen=twin.version, said={"joined_to": main})
    assert (twin.state, twin.joined_to) == ("joined", main)
    client = Client()
    client.post(reverse("complaint_lookup"), {"number": twin.number, "code": code})
    page = client.get(reverse("complaint_status")).content.decode()
    assert REPLY["reply"] in page
    assert main.number in page


def test_a_case_is_closed_when_its_file_is_complete(county: County) -> None:
    complaint, _code = answered(county)
    advance(county["finance"], complaint, "close", seen=complaint.version, said={})
    assert (complaint.state, complaint.archived_on, complaint.late) == ("closed", complaint.replied_on, False)
    assert choices(county["finance"], complaint) == ()


def test_a_refusal_gives_its_reason_to_the_complainant(county: County) -> None:
    complaint, code = handed_in(county)
    with pytest.raises(Refused, match="请写明理由"):
        advance(county["finance"], complaint, "decline_complaint", seen=complaint.version, said={})
    advance(county["finance"], complaint, "decline_complaint", seen=complaint.version, said={"reason": "不属于绩效管理范围。"})
    client = Client()
    client.post(reverse("complaint_lookup"), {"number": complaint.number, "code": code})
    assert "不属于绩效管理范围。" in client.get(reverse("complaint_status")).content.decode()


def test_two_who_act_at_once_do_not_overwrite_each_other(county: County) -> None:
    complaint, _code = handed_in(county)
    advance(county["finance"], Complaint.objects.get(), "accept_complaint", seen=complaint.version, said={})
    with pytest.raises(Stale):
        advance(county["finance"], complaint, "decline_complaint", seen=complaint.version, said={"reason": "x"})
    page = signed_in(county, "finance").post(
        reverse("complaint_step", args=[complaint.pk, "join"]), {"seen": 0, "joined_to": handed_in(county)[0].number}
    )
    assert page.status_code == 409


@pytest.mark.parametrize(
    ("who", "confidential", "named"),
    [("finance", False, True), ("finance", True, True), ("reviewer", False, True), ("reviewer", True, False), ("inspector", False, False)],
)
def test_who_complained_is_seen_by_who_handles_it(county: County, who: str, confidential: bool, named: bool) -> None:
    complaint, _code = given(county, confidential=confidential)
    client = signed_in(county, who)
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert ("某居民" in page, "某街道" in page, "照片说明" in page) == (named, named, named)
    assert "某居民" not in client.get(reverse("complaints")).content.decode()
    assert "某居民" not in str(ledger_of(county[who], [complaint], agency="", year=2026)) or named


def test_the_dossier_tells_of_a_complaint_and_not_what_was_said(county: County) -> None:
    dossier = county.filed()
    complaint, _code = given(county)
    link_dossier(county["reviewer"], complaint, dossier, seen=complaint.version)
    page = signed_in(county, "agency").get(dossier.get_absolute_url()).content.decode()
    assert complaint.number in page
    assert SAID["summary"] not in page
    assert "某居民" not in page
    assert complaint.get_absolute_url() not in page
    assert complaint.get_absolute_url() in signed_in(county, "reviewer").get(dossier.get_absolute_url()).content.decode()
    link_dossier(county["finance"], complaint, None, seen=complaint.version)
    with pytest.raises(PermissionDenied):
        link_dossier(county["inspector"], complaint, dossier, seen=complaint.version)


def test_the_audit_log_holds_no_content(county: County) -> None:
    complaint, _code = answered(county)
    said = "".join(f"{entry.summary}{entry.detail}" for entry in AuditEntry.objects.filter(subject_id=str(complaint.pk)))
    assert complaint.number in said
    assert [words for words in ("某居民", SAID["summary"], *REPLY.values()) if words in said] == []


def test_the_office_takes_down_what_came_by_telephone(county: County) -> None:
    client = signed_in(county, "finance")
    page = client.post(reverse("add_complaint"), {**SAID, "channel": "telephone", "received_on": "2026-01-05"}, follow=True)
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.received_on) == ("telephone", datetime.date(2026, 1, 5))
    assert "只显示这一次" in page.content.decode()
    with pytest.raises(PermissionDenied):
        hand_in(county["reviewer"], county.places["finance"], SAID)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_case_is_a_file(county: County, kind: str) -> None:
    complaint, _code = answered(county)
    response = signed_in(county, "finance").get(reverse("complaint_file", args=[complaint.pk, kind]))
    assert response.status_code == 200
    assert response.content[:2] in (b"PK", b"%P")
    assert "attachment" in response["Content-Disposition"]


def test_counts_add_up(county: County) -> None:
    answered(county)
    handed_in(county, category="other")
    found = statistics(county["finance"], Complaint.objects.latest("pk").received_on.year)
    assert (found.total, found.open, found.answered, found.late) == (2, 2, 1, 0)
    assert [(one.label, one.count) for one in found.groups[0][1]] == [("其他", 1), ("数据不实", 1)]


def test_the_ledger_asks_no_more_for_more_rows(county: County) -> None:
    client = signed_in(county, "finance")
    counts = []
    for number in (1, 3):
        for _time in range(number):
            given(county)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("complaints"))
            client.get(reverse("complaint_export", args=["xlsx"]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_ledger_is_filtered(county: County) -> None:
    first, _code = given(county)
    second, _code = handed_in(county, category="other")
    client = signed_in(county, "finance")
    for asked, found in (
        ("category=other", [second]),
        ("state=handling", [first]),
        ("q=TS-", [second, first]),
        ("state=late", []),
        ("state=open", [second, first]),
    ):
        assert list(client.get(f"{reverse('complaints')}?{asked}").context["listing"].page) == found


def test_waiting_complaints_stand_on_the_first_page(county: County) -> None:
    complaint, _code = handed_in(county)
    assert complaint.number in signed_in(county, "finance").get("/").content.decode()
    assert complaint.number not in signed_in(county, "reviewer").get("/").content.decode()
