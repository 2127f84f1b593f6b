"""Rectifications: asked item by item, answered with papers, judged item by item, late ones brought up, the same problem recognised."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from county_at_hand import PASSWORD, YEAR, County
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from papers import handed_in
from rows_rectifications import ASKED, DONE, answered, fresh, issued, items, judged, paper, step, written
from way_of_a_case import browser, staff

from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework import flows
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.files.models import StoredFile
from jiheng.web.findings.models import Finding
from jiheng.web.home.tasks import MINE, gather
from jiheng.web.people.models import FiscalYear
from jiheng.web.policies import rectifying
from jiheng.web.rectifications import daily
from jiheng.web.rectifications.actions.answer_item import answer_item
from jiheng.web.rectifications.actions.judge_item import judge_item
from jiheng.web.rectifications.actions.save_item import save_item
from jiheng.web.rectifications.actions.take_rectification_step import take_rectification_step
from jiheng.web.rectifications.models import Evidence, Rectification, Verdict
from jiheng.web.rectifications.papers import record_of
from jiheng.web.rectifications.recurring import recurring
from jiheng.web.versioned import Stale


def test_a_notice_goes_its_way_item_by_item(county: County) -> None:
    row = issued(county, county.dossier(), "资金拨付不及时", "绩效目标没有量化")
    assert (row.state, row.issued_on) == ("rectifying", flows.today())
    row = answered(county, row)
    judged(county, row, Verdict.ACCEPTED, Verdict.RETURNED)
    with pytest.raises(Refused, match="绩效目标没有量化"):
        step(county, row, "finance", "accept", comment="同意")
    due = flows.today() + datetime.timedelta(days=15)
    row = step(county, row, "finance", "send_back", reason="还缺一张凭证", due_date=due)
    assert (row.state, row.due_on, row.returned_reason) == ("rectifying", due, "还缺一张凭证")
    with pytest.raises(Refused, match="已经销号"):
        answer_item(county["agency"], items(row)[0], DONE, seen=items(row)[0].version)
    row = answered(county, row)
    judge_item(county["finance"], items(row)[1], Verdict.ACCEPTED, "", seen=items(row)[1].version)
    row = step(county, row, "finance", "accept", comment="全部销号")
    assert (row.state, row.is_open, row.closed_on) == ("closed", False, flows.today())
    assert Evidence.objects.count() == 3
    assert AuditEntry.objects.filter(action="take_rectification_step").count() == 5


def test_what_lacks_bars_the_way(county: County) -> None:
    row = written(county, county.dossier())
    with pytest.raises(Refused, match="再次验证身份"):
        take_rectification_step(county["finance"], row, "issue", seen=row.version)
    save_item(county["finance"], row, None, {**ASKED, "problem": "没有要求的问题", "requirement": ""})
    with pytest.raises(Refused, match="没有要求的问题"):
        step(county, row, "finance", "issue")
    row = issued(county, row.dossier, "一", "二")
    answer_item(county["agency"], items(row)[0], DONE, [paper()], seen=items(row)[0].version)
    with pytest.raises(Refused, match="还没有写明整改措施和进度：二"):
        step(county, row, "agency", "answer")


def test_each_does_what_is_theirs_and_no_more(county: County) -> None:
    row = written(county, county.dossier())
    assert not rectifying.rectifications(county["agency"]).exists(), "a draft is its issuer's"
    row = step(county, row, "finance", "issue")
    assert rectifying.rectifications(county["agency"]).exists()
    assert not rectifying.rectifications(county["evaluator"]).exists()
    [item] = items(row)
    with pytest.raises(PermissionDenied):
        answer_item(county["reviewer"], item, DONE, seen=item.version)
    with pytest.raises(Refused, match="已经下达"):
        save_item(county["finance"], row, item, ASKED, seen=item.version)
    answer_item(county["agency"], item, DONE, seen=item.version)
    with pytest.raises(Stale):
        answer_item(county["agency"], item, DONE, seen=item.version - 1)


def test_what_is_late_is_told_escalated_and_suspended(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    staff(county)
    row = issued(county, county.dossier())
    assert row.due_on is not None
    first = row.due_on + datetime.timedelta(days=1)
    assert daily.run(row.due_on)["acted"] == 0
    done = daily.run(first)
    assert (done["reminded"], done["escalated"], done["acted"]) == (1, 1, 1)
    assert not daily.run(first)["acted"], "a second run adds nothing"
    row = fresh(row)
    assert (row.state, row.steps.last().role_label) == ("escalated", "系统")  # type: ignore[union-attr]
    assert row.due_on is not None
    late = row.due_on + datetime.timedelta(days=1)
    monkeypatch.setattr(flows, "today", lambda: late)
    daily.run(late)
    assert "approver" in fresh(row).escalated_to
    row = step(county, row, "treasurer", "suspend", reason="督办后仍未整改")
    assert row.state == "suspended"
    assert answered(county, row).state == "rectification_review"


def test_problems_known_from_papers_are_offered_and_told_again_next_year(county: County) -> None:
    earlier = FiscalYear.objects.get(pk=YEAR - 1)
    FiscalYear.objects.filter(pk=YEAR - 1).update(is_open=True)
    earlier.refresh_from_db()
    place = county.places["water_station"]
    before = open_dossier(
        county["agency"], place, year=earlier, kind=DossierKind.PROJECT, subject=f"{YEAR - 1}年水库维修养护", stage=Stage.SELF_EVALUATION
    )
    issued(county, before, "资金拨付不够及时，仅为 81%", "合同没有盖章")
    dossier = county.dossier()
    document = handed_in(county, dossier).document
    Finding.objects.create(
        document=document, fingerprint="1", code="SEV101", severity="must_fix", message="执行率填错。", first_number=1, last_number=1
    )
    client = browser(county["finance"])
    page = client.get(reverse("new_rectification", args=[dossier.pk]))
    [candidate] = [one for one in page.context["known"] if one.check_code == "SEV101"]
    said = {"issuer": county.places["finance"].pk, "title": "整改通知", "chosen": [candidate.id]}
    assert client.post(reverse("new_rectification", args=[dossier.pk]), said).status_code == 302
    row = Rectification.objects.get(dossier=dossier)
    save_item(county["finance"], row, None, {**ASKED, "problem": "资金拨付不够及时，仅为 75%"})
    found = recurring(items(row), fresh(row))
    [told] = found.values()
    assert (told.said, told.item.problem) == ("上年已提出", "资金拨付不够及时，仅为 81%")
    assert "上年已提出" in client.get(row.get_absolute_url()).content.decode()


def test_the_agency_answers_on_pages_with_files(county: County) -> None:
    row = issued(county, county.dossier())
    [item] = items(row)
    client = browser(county["agency"])
    assert "资金拨付不及时" in client.get(row.get_absolute_url()).content.decode()
    said = {
        "seen": item.version,
        "measure": "已付清。",
        "progress": "done",
        "papers": [SimpleUploadedFile("凭证.txt", "凭证".encode()), SimpleUploadedFile("说明.txt", "说明".encode())],
    }
    assert client.post(item.get_absolute_url(), said).status_code == 302
    assert {one.name for one in StoredFile.objects.all()} == {"凭证.txt", "说明.txt"}
    late = client.post(item.get_absolute_url(), {**said, "measure": "我写的", "papers": []})
    assert late.status_code == 409
    assert "我写的" in late.content.decode()
    assert "已付清。" in late.content.decode()
    answer = {"seen": row.version}
    assert client.post(row.address_of("answer"), answer).status_code == 302
    assert gather(MINE, county["finance"]).shown[0].what == "整改审核中"


def test_issuing_asks_once_more_who_one_is(county: County) -> None:
    row = written(county, county.dossier())
    client = browser(county["finance"])
    assert client.post(row.address_of("issue"), {"seen": row.version, "proof": "falsch"}).status_code == 200
    assert fresh(row).state == "draft"
    assert client.post(row.address_of("issue"), {"seen": row.version, "proof": PASSWORD}).status_code == 302
    assert fresh(row).state == "rectifying"


def test_register_and_papers_say_the_same(county: County) -> None:
    row = answered(county, issued(county, county.dossier(), "资金拨付不及时", "绩效目标没有量化"))
    record = record_of(fresh(row))
    assert [item.measure for item in record.items] == [DONE["measure"]] * 2
    assert record.reply is not None
    client = browser(county["finance"])
    table = client.get(reverse("rectification_register", args=["xlsx"]))
    cells = {str(cell) for line in openpyxl.load_workbook(io.BytesIO(table.content)).active.iter_rows(values_only=True) for cell in line}
    assert {"绩效目标没有量化", "付款凭证.txt", "已完成"} & cells == {"绩效目标没有量化", "已完成"}
    assert client.get(reverse("rectification_paper", args=[row.pk, "reply", "docx"])).content[:2] == b"PK"
    assert client.get(reverse("rectification_paper", args=[row.pk, "notice", "pdf"])).content[:4] == b"%PDF"


def test_the_number_of_queries_does_not_grow(county: County) -> None:
    client = browser(county["finance"])

    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    row = issued(county, county.dossier("一"), "甲问题")
    client.get(row.get_absolute_url())
    one = asked(reverse("rectifications")), asked(row.get_absolute_url())
    more = issued(county, county.dossier("二"), "甲问题", "乙问题", "丙问题")
    assert (asked(reverse("rectifications")), asked(more.get_absolute_url())) == one
    assert Dossier.objects.count() == 2
