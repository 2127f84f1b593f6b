"""Findings: the same as check's, known again in the next version, decided by those who may, counted where they are asked for."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from papers import checked, clean, corrected, handed_in, received, seeded, seeded_twice, work_off

from jiheng.assessment import assess, check_contract
from jiheng.documents import read
from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.files import storage
from jiheng.web.files.actions.add_version import add_version
from jiheng.web.findings import reading
from jiheng.web.findings.actions.assign_documents import assign_documents
from jiheng.web.findings.actions.check_again import check_again
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.actions.decide_together import decide_together
from jiheng.web.findings.models import Answer, Assessment, Decision, Finding, Sighting
from jiheng.web.findings.review import open_counts, review
from jiheng.web.findings.statistics import by_check
from jiheng.web.findings.tasks import documents_to_correct
from jiheng.web.jobs.models import Job
from jiheng.web.jobs.running import run
from jiheng.web.permanent import Unchangeable
from jiheng.web.versioned import Stale

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def client_of(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


@pytest.fixture
def finding(county: County) -> Finding:
    """One finding that must be fixed, in a dossier of the water station."""
    checked(county, county.dossier(), seeded("docx"), "自评表.docx")
    return Finding.objects.get()


def fresh(finding: Finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def test_what_is_stored_is_what_check_says(county: County) -> None:
    version = checked(county, county.dossier(), seeded("docx"), "自评表.docx")
    said = check_contract([assess(read("自评表.docx", data=seeded("docx")))], "cn")
    stored = json.loads(storage.fetch(version.assessment.ledger))
    assert stored == said
    [told] = said["documents"][0]["findings"]
    [sighting] = Sighting.objects.filter(version=version)
    assert {name: sighting.content[name] for name in told} == told
    assert (version.assessment.verdict, version.assessment.must_fix) == ("must_fix", 1)
    assert version.assessment.checked > 0


def test_every_file_that_is_handed_in_waits_to_be_checked_once(county: County) -> None:
    for _again in range(2):
        handed_in(county, county.places["water_station"])
    assert [job.kind for job in Job.objects.all()] == ["check_document"]


def test_what_cannot_be_read_says_why(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    version = handed_in(county, county.dossier(), clean("docx"), "自评表.docx")
    storage.path_of(version.file.digest).write_bytes(clean("docx")[:2000])
    work_off()
    assert version.assessment.verdict == "unreadable"
    assert "自评表.docx" not in version.assessment.error
    assert version.assessment.error


def test_a_case_file_is_checked_as_one(county: County) -> None:
    version = checked(county, county.dossier(), b"type: evaluation_case\nsubject: {}\n", "评价.yaml.txt")
    assert version.assessment.verdict in ("must_fix", "unreadable")


def test_the_next_version_shows_what_was_fixed_and_decisions_stay(county: County, finding: Finding) -> None:
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    document = finding.document
    corrected(county, document, seeded("docx", "SEV106"), "改.docx")
    assert fresh(finding).state == "fixed"
    later = Finding.objects.exclude(pk=finding.pk)
    assert {one.state for one in later} == {"open"}
    found = review(document, 2)
    assert found is not None
    assert (len(found.fixed), found.news) == (1, later.count())
    corrected(county, document, seeded("docx"), "又改.docx")
    assert fresh(finding).state == "open", "what comes back asks for work again"
    assert finding.decisions.count() == 1


def test_an_explained_finding_stays_explained_in_the_next_version(county: County, finding: Finding) -> None:
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    corrected(county, finding.document, seeded("pdf"), "自评表.pdf")
    assert (fresh(finding).state, fresh(finding).last_number) == ("explained", 2)


def test_versions_may_be_checked_in_any_order(county: County) -> None:
    first = handed_in(county, county.dossier(), seeded("docx"), "自评表.docx")
    add_version(county["agency"], first.document, received(seeded("pdf"), "自评表.pdf"))
    add_version(county["agency"], first.document, received(clean("docx"), "自评表.docx"))
    for job in Job.objects.order_by("-pk"):
        run(job.pk)
    finding = Finding.objects.get()
    assert (finding.first_number, finding.last_number, finding.state) == (1, 2, "fixed")


def test_a_wrong_file_fixes_nothing(county: County, finding: Finding) -> None:
    corrected(county, finding.document, b"something else", "错.txt")
    assert fresh(finding).state == "open"


def test_checking_again_changes_no_decision(county: County, finding: Finding) -> None:
    decide(county["approver"], finding, Answer.WAIVE, seen=finding.version, reason="上级批复", until=TOMORROW)
    check_again(county["reviewer"], finding.sightings.get().version)
    work_off()
    assert (fresh(finding).state, Sighting.objects.count(), Assessment.objects.count()) == ("waived", 1, 1)


@pytest.mark.parametrize(
    ("who", "answer", "state"),
    [
        ("agency", "accept", "open"),
        ("agency", "explain", "explained"),
        ("approver", "waive", "waived"),
        ("reviewer", "dismiss", "false_alarm"),
    ],
)
def test_who_may_decides_and_it_is_written_down(county: County, finding: Finding, who: str, answer: str, state: str) -> None:
    until = TOMORROW if answer == "waive" else None
    decision = decide(county[who], finding, Answer(answer), seen=finding.version, reason="见说明", until=until)
    assert fresh(finding).state == state
    assert (decision.decided_by, decision.number, decision.until) == (county[who], 1, until)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.detail["answer"]) == ("decide", answer)
    with pytest.raises(Unchangeable):
        decision.save()


@pytest.mark.parametrize(
    ("who", "answer", "error"),
    [
        ("agency", "waive", PermissionDenied),
        ("agency", "dismiss", PermissionDenied),
        ("reviewer", "waive", PermissionDenied),
        ("evaluator", "explain", Http404),
        ("foreign", "explain", Http404),
        ("inspector", "explain", PermissionDenied),
    ],
)
def test_who_may_not_does_not(county: County, finding: Finding, who: str, answer: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        decide(county[who], finding, Answer(answer), seen=finding.version, reason="见说明", until=TOMORROW)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("answer", "reason", "until", "told"),
    [
        ("explain", " ", None, "请写明理由"),
        ("waive", "上级批复", None, "须写明有效期"),
        ("waive", "上级批复", datetime.date(2020, 1, 1), "不早于今天"),
    ],
)
def test_a_decision_lacks_nothing(county: County, finding: Finding, answer: str, reason: str, until: Any, told: str) -> None:
    with pytest.raises(Refused, match=told):
        decide(county["approver"], finding, Answer(answer), seen=finding.version, reason=reason, until=until)


def test_the_later_of_two_deciders_is_told(county: County, finding: Finding) -> None:
    decide(county["reviewer"], fresh(finding), Answer.ACCEPT, seen=1)
    with pytest.raises(Stale):
        decide(county["agency"], finding, Answer.EXPLAIN, seen=1, reason="口径不同")
    page = client_of(county, "agency").post(reverse("finding", args=[finding.pk]), {"answer": "explain", "reason": "x", "seen": 1})
    assert page.status_code == 409


def test_what_is_fixed_needs_no_decision(county: County, finding: Finding) -> None:
    corrected(county, finding.document, clean("docx"), "自评表.docx")
    with pytest.raises(Refused, match="已经没有了"):
        decide(county["agency"], fresh(finding), Answer.EXPLAIN, seen=2, reason="x")


def test_a_waiver_that_ran_out_asks_again(county: County, finding: Finding) -> None:
    decide(county["approver"], finding, Answer.WAIVE, seen=finding.version, reason="上级批复", until=TOMORROW)
    assert not fresh(finding).is_unsettled
    assert not Finding.objects.unsettled().exists()
    Finding.objects.update(waived_until=datetime.date(2020, 1, 1))
    assert fresh(finding).is_unsettled
    assert fresh(finding).said == "豁免已到期"
    assert Finding.objects.unsettled().get() == finding


def test_open_findings_are_counted_by_dossier_and_stand_among_the_tasks(county: County, finding: Finding) -> None:
    dossier = finding.document.dossier
    assert dossier is not None
    assert open_counts([dossier]) == {dossier.pk: {"must_fix": 1}}
    [(document, count)], number = documents_to_correct(county["agency"], 8)
    assert (document, count, number) == (finding.document, 1, 1)
    assert documents_to_correct(county["reviewer"], 8) == ([], 0)
    assert "改正资料" in client_of(county, "agency").get(reverse("home")).content.decode()
    decide(county["agency"], finding, Answer.EXPLAIN, seen=finding.version, reason="口径不同")
    assert open_counts([dossier]) == {}
    assert documents_to_correct(county["agency"], 8) == ([], 0)


def test_false_alarms_are_counted_for_each_check(county: County, finding: Finding) -> None:
    decide(county["reviewer"], finding, Answer.DISMISS, seen=finding.version, reason="读错了列")
    [row] = by_check(county["reviewer"])
    assert (row.code, row.count, row.false_alarms, row.share) == ("SEV101", 1, 1, 100)
    assert row.title
    assert by_check(county["foreign"]) == []
    assert "100%" in client_of(county, "reviewer").get(reverse("check_statistics")).content.decode()


def test_the_page_shows_the_document_with_its_findings_marked(county: County, finding: Finding) -> None:
    page = client_of(county, "agency").get(finding.document.get_absolute_url()).content.decode()
    assert 'href="#f1" id="m1"' in page
    assert 'id="f1"' in page
    assert "marked-must_fix" in page
    assert "执行率" in page


def test_a_pdf_is_shown_as_pictures_with_boxes(county: County) -> None:
    version = checked(county, county.dossier(), seeded("pdf"), "自评表.pdf")
    client = client_of(county, "agency")
    assert '<rect class="mark mark-must_fix" x="427.4"' in client.get(version.get_absolute_url()).content.decode()
    for _again in range(2):
        picture = client.get(reverse("page_image", args=[version.document_id, 1, 1]))
        assert picture["Content-Type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
    assert client.get(reverse("page_image", args=[version.document_id, 1, 99])).status_code == 404
    assert client.get(reverse("document_version", args=[version.document_id, 9])).status_code == 404


def test_before_the_check_the_page_waits_for_it(county: County) -> None:
    version = handed_in(county, county.dossier(), clean("docx"), "自评表.docx")
    client = client_of(county, "agency")
    assert 'hx-trigger="every 2s"' in client.get(version.get_absolute_url()).content.decode()
    assert "尚未核对" in client.get(reverse("documents")).content.decode()
    work_off()
    page = client.get(version.get_absolute_url()).content.decode()
    assert "未发现须改之处" in page
    assert "every 2s" not in page


def test_a_finding_has_a_page_with_its_history_and_a_form(county: County, finding: Finding) -> None:
    client, address = client_of(county, "agency"), reverse("finding", args=[finding.pk])
    assert "请写明理由" in client.post(address, {"answer": "explain", "reason": "", "seen": 1}).content.decode()
    answer = client.post(address, {"answer": "explain", "reason": "口径不同", "seen": 1})
    assert answer["Location"].endswith("/versions/1/#f1")
    page = client.get(address).content.decode()
    assert "口径不同" in page
    assert 'value="waive"' not in page, "not for who may not"
    assert "<form" not in client_of(county, "inspector").get(address).content.decode().split('id="decision"')[1]


def test_documents_are_filtered(county: County, finding: Finding) -> None:
    checked(county, county.places["water_station"], clean("docx"), "另一份.docx")
    client = client_of(county, "reviewer")

    def listed(**asked: str) -> set[str]:
        found = client.get(reverse("documents"), asked).context["listing"].rows
        return {row.document.name for row in found}

    both = {"自评表.docx", "另一份.docx"}
    station = str(county.places["water_station"].pk)
    assert listed() == listed(organisation=station) == both
    assert listed(verdict="must_fix") == listed(code="sev101") == listed(state="open") == listed(place="dossier") == {"自评表.docx"}
    assert listed(verdict="clean") == listed(place="inbox") == listed(q="另一") == {"另一份.docx"}
    assert listed(state="waived") == listed(q="没有这个") == set()


def test_an_inbox_is_sorted_into_dossiers_by_what_was_read_and_a_person_confirms(county: County) -> None:
    inbox = county.places["water_station"]
    version = checked(county, inbox, clean("docx"), "自评表.docx")
    stray = checked(county, inbox, b"something else", "说明.txt")
    dossier = county.dossier(version.assessment.subject)
    client, address = client_of(county, "agency"), reverse("assign_documents")
    asked = {"document": [version.document_id, stray.document_id]}
    page = client.get(address, asked)
    first, second = page.context["groups"]
    assert (first.best, [one.name for one in first.documents], second.best) == (dossier.pk, ["自评表.docx"], None)
    assert "没有读出项目和年度" in page.content.decode()
    client.post(address, {**asked, "dossier-0": dossier.pk, "documents-0": version.document_id, "dossier-1": "", "documents-1": stray.pk})
    version.document.refresh_from_db()
    stray.document.refresh_from_db()
    assert (version.document.dossier, stray.document.dossier) == (dossier, None)
    again = client.post(
        address, {"document": version.document_id, "dossier-0": dossier.pk, "documents-0": version.document_id}, follow=True
    )
    assert "已经在" in again.content.decode()
    assert "资料与问题" in client.get(dossier.get_absolute_url()).content.decode()


def test_documents_of_others_are_not_moved(county: County) -> None:
    document = handed_in(county, county.places["water_station"]).document
    dossier = county.dossier()
    with pytest.raises(Http404):
        assign_documents(county["foreign"], [document], dossier)
    with pytest.raises(PermissionDenied):
        assign_documents(county["inspector"], [document], dossier)


def test_the_number_of_queries_does_not_grow_with_the_rows(county: County) -> None:
    def counted(client: Client, address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    dossier = county.dossier()
    version = checked(county, dossier, seeded("docx"), "甲.docx")
    client = client_of(county, "reviewer")
    addresses = [reverse("documents"), dossier.get_absolute_url(), version.get_absolute_url(), reverse("check_statistics")]
    addresses += [f"{reverse('assign_documents')}?document={version.document_id}"]
    client.get(addresses[0])
    before = [counted(client, address) for address in addresses]
    other = checked(county, dossier, seeded("docx", "SEV106"), "乙.docx")
    corrected(county, version.document, seeded("docx", "SEV106"), "甲.docx")
    addresses[4] += f"&document={other.document_id}"
    assert [counted(client, address) for address in addresses] == before


def test_long_tables_are_shown_around_what_matters() -> None:
    block = {"sheet": "表", "rows": [[[0, 1, 1, 0, str(row)]] for row in range(1000)]}
    marks: reading.Marks = {
        (0, 500, 0): [{"number": 1, "severity": "note", "is_first": True}],
        (0, 501, 7): [{"number": 2, "severity": "must_fix", "is_first": True}],
    }
    [table] = reading.shown([block], marks)
    rows = table["rows"]
    assert len(rows) == 100 + 1 + 8 + 1
    assert [row["skipped"] for row in rows if "skipped" in row] == [397, 495]
    marked = [row["cells"][0] for row in rows if "cells" in row and row["cells"][0]["marks"]]
    assert [(cell["text"], cell["severity"]) for cell in marked] == [("500", "note"), ("501", "must_fix")]


def test_several_findings_are_decided_at_once(county: County) -> None:
    version = checked(county, county.dossier(), seeded_twice("docx"), "自评表.docx")
    client = client_of(county, "agency")
    page = client.get(version.get_absolute_url()).content.decode()
    findings = list(Finding.objects.all())
    assert len(findings) > 1
    assert page.count('form="together"') == len(findings)
    address = reverse("decide_together", args=[version.document_id])
    chosen = [f"{one.pk}:{one.version}" for one in findings]
    entries = AuditEntry.objects.filter(action="decide").count()
    asked = client.post(address, {"finding": chosen, "answer": "explain", "reason": ""}).content.decode()
    assert "请写明理由" in asked
    assert asked.count(" checked>") == len(findings)
    assert Decision.objects.count() == 0
    assert "请先勾选" in client.post(address, {"answer": "explain", "reason": "口径不同"}).content.decode()
    assert client.post(address, {"finding": [*chosen, "999:1", "x"], "answer": "explain", "reason": "口径不同"}).status_code == 302
    assert {one.state for one in Finding.objects.all()} == {"explained"}
    assert AuditEntry.objects.filter(action="decide").count() == entries + len(findings)
    late = client.post(address, {"finding": chosen, "answer": "accept", "reason": ""})
    assert (late.status_code, Decision.objects.count()) == (409, len(findings))


def test_deciding_together_takes_what_deciding_takes(county: County, finding: Finding) -> None:
    with pytest.raises(PermissionDenied):
        decide_together(county["agency"], finding.document, [(finding, 1)], Answer.WAIVE, reason="已核准", until=TOMORROW)
    assert decide_together(county["approver"], finding.document, [(finding, 1)], Answer.WAIVE, reason="已核准", until=TOMORROW)
    assert fresh(finding).state == "waived"
