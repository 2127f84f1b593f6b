"""Fieldwork: materials go to and fro, papers get numbers, payments are looked at, counts become surveys of the case."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from asked import PLEASED, closed
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rows_fieldwork import LATER, PAYMENTS, PICTURE, InTheField, in_the_field, received, today
from way_of_a_case import browser

from jiheng.model.case_annexes import DataItem
from jiheng.scoring.surveys import satisfaction
from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.records import digest_of
from jiheng.web.evaluations.actions.save_entry import save_entry
from jiheng.web.evaluations.actions.withdraw_entry import withdraw_entry
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.fieldwork import daily
from jiheng.web.fieldwork.actions.add_photo import add_photo
from jiheng.web.fieldwork.actions.fill_data_item import fill_data_item
from jiheng.web.fieldwork.actions.provide_material import provide_material
from jiheng.web.fieldwork.models import Material, MaterialReminder, PaymentSample, SampledPayment
from jiheng.web.fieldwork.sampling import Method, sample
from jiheng.web.home.tasks import MINE, gather
from jiheng.web.people.models import Role
from jiheng.web.surveys.models import SurveyResult


@pytest.fixture
def field(county: County) -> InTheField:
    """Evaluators in the field."""
    return in_the_field(county, county.dossier("小型泵站改造"))


def page(client: Client, name: str, *arguments: Any) -> str:
    """The text of a page."""
    response = client.get(reverse(name, args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def body(response: Any) -> str:
    """The text of a download."""
    text = b"".join(response.streaming_content).decode()
    response.close()
    return text


def test_a_list_is_sent_answered_slot_by_slot_and_sent_back(county: County, field: InTheField) -> None:
    pk, lead, unit = field.evaluation.pk, browser(county["evaluator"]), browser(county["agency"])
    lead.post(reverse("take_material_template", args=[pk]))
    assert "支付明细" not in page(unit, "materials", pk)
    now = field.fresh()
    lead.post(reverse("send_materials", args=[pk]), {"due_on": LATER.isoformat(), "seen": now.version})
    assert field.fresh().due_on == LATER
    first, second = Material.objects.filter(evaluation=pk)[:2]
    assert (first.state, first.due_on) == ("asked", LATER)
    assert "提供资料" in [one.what for one in gather(MINE, county["agency"]).shown if one.due == LATER]
    files = [SimpleUploadedFile("批复.txt", "同意立项".encode()), SimpleUploadedFile("方案.txt", "实施方案".encode())]
    unit.post(reverse("provide_material", args=[pk, first.pk]), {"files": files})
    first.refresh_from_db()
    assert (first.state, first.files.count()) == ("provided", 2)
    lead.post(reverse("judge_material", args=[pk, first.pk]), {"deed": "return", "reason": "缺公章页", "seen": first.version})
    assert "退回理由：缺公章页" in page(unit, "material", pk, first.pk)
    unit.post(reverse("provide_material", args=[pk, first.pk]), {"files": [SimpleUploadedFile("公章页.txt", "盖章".encode())]})
    first.refresh_from_db()
    lead.post(reverse("judge_material", args=[pk, first.pk]), {"deed": "receive", "seen": first.version})
    unit.post(reverse("material_unavailable", args=[pk, second.pk]), {"reason": "没有调整过目标", "seen": second.version})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.reason) == ("received", "unavailable", "没有调整过目标")
    unit.post(reverse("hand_over_materials", args=[pk]), {"seen": field.fresh().version})
    step = field.evaluation.steps.get(action="provide_materials")
    assert step.said["evidence"] == [first.what]
    downloaded = lead.get(reverse("material_file", args=[pk, first.pk, first.files.all()[0].pk]))
    assert body(downloaded) == "同意立项"


def test_what_is_not_a_file_we_take_is_said_and_the_rest_is_kept(county: County, field: InTheField) -> None:
    (slot,) = field.asks("支付明细")
    files = [SimpleUploadedFile("好.txt", b"good"), SimpleUploadedFile("空.txt", b"")]
    address = reverse("provide_material", args=[field.evaluation.pk, slot.pk])
    told = browser(county["agency"]).post(address, {"files": files}, follow=True).content.decode()
    assert "已收下 1 个文件" in told
    assert "空.txt：文件是空的" in told
    with pytest.raises(Refused):
        provide_material(county["agency"], slot, [received(b"good", "好.txt")])


def test_only_the_unit_answers_and_only_while_materials_are_taken(county: County, field: InTheField) -> None:
    (slot,) = field.asks("支付明细")
    for name in ("evaluator", "finance", "reviewer"):
        with pytest.raises(PermissionDenied):
            provide_material(county[name], slot, [received(b"x", "x.txt")])
    leader = county.person("leader", Role.REVIEWER, "water_station")
    provide_material(leader, slot, [received(b"x", "x.txt")])
    now = field.fresh()
    now.change(now.version, **Evaluation.columns_of(now.declared, now.way.model_copy(update={"state": "drafting"})))
    slot = Material.objects.get(pk=slot.pk)
    with pytest.raises(PermissionDenied):
        provide_material(county["agency"], slot, [received(b"y", "y.txt")])


def test_fieldwork_does_not_end_without_a_working_paper_nor_begin_without_a_plan(field: InTheField) -> None:
    with pytest.raises(Refused, match="工作底稿"):
        field.does("evaluator", "finish_fieldwork")
    field.files()
    field.does("evaluator", "finish_fieldwork")
    assert field.fresh().state == "analysis"


def test_the_daily_step_reminds_once_a_day_before_and_after(county: County, field: InTheField) -> None:
    due = today() + datetime.timedelta(days=30)
    field.asks("支付明细", due_on=due)
    assert not daily.run(today())
    assert daily.run(due + datetime.timedelta(days=1))["reminded"] == 1
    assert not daily.run(due + datetime.timedelta(days=1))
    assert not daily.run(due + datetime.timedelta(days=2))
    client = browser(county["evaluator"])
    address = reverse("remind_materials", args=[field.evaluation.pk])
    assert "今天已经催办过" not in client.post(address, follow=True).content.decode()
    assert "今天已经催办过" in client.post(address, follow=True).content.decode()
    assert MaterialReminder.objects.count() == 2


def test_the_unit_fills_in_rows_it_did_not_define(county: County, field: InTheField) -> None:
    row = field.saves("data_form", "受益户数", provider="水库运行中心", evidence=["B1-1"])
    client, address = browser(county["agency"]), reverse("fill_data_row", args=[field.evaluation.pk, row.pk])
    client.post(address, {"value": "1,280户", "source": "台账第 3 页", "seen": row.version, "provider": "别的单位"})
    record = assembled(field.fresh()).data_form[0]
    assert (record.value and str(record.value.value), record.source) == ("1280", "台账第 3 页")
    assert (record.provider, record.evidence) == ("水库运行中心", ("B1-1",))
    again = client.post(address, {"value": "1300户", "source": "另一本台账", "seen": row.version})
    assert again.status_code == 409
    assert all(text in again.content.decode() for text in ("1300户", "1,280户", "另一本台账", "台账第 3 页"))
    row.refresh_from_db()
    assert client.post(address, {"value": "约一千", "source": "估计", "seen": row.version}).status_code == 200
    assert DataItem.model_validate({**row.content, "name": row.key}).value is not None


def test_the_unit_fills_in_only_what_it_is_asked_and_while_it_is_asked(county: County, field: InTheField) -> None:
    own = field.saves("data_form", "受益户数", provider="水库运行中心", value="1200户")
    other = field.saves("data_form", "人口", provider="澄岚县统计局")
    free = field.saves("data_form", "泵站座数")
    client, pk = browser(county["agency"]), field.evaluation.pk
    said = {"value": "9户", "text": "", "source": "估计"}
    for row, why in ((own, "评价机构已经填写或核对过"), (other, "由澄岚县统计局提供")):
        with pytest.raises(Refused, match=why):
            fill_data_item(county["agency"], row, **said, seen=row.version)
        address = reverse("fill_data_row", args=[pk, row.pk])
        assert why in client.get(address, follow=True).content.decode()
        assert why in client.post(address, {**said, "seen": row.version}).content.decode()
        assert address not in page(client, "data_form", pk)
        before = row.content
        row.refresh_from_db()
        assert row.content == before
    assert reverse("fill_data_row", args=[pk, free.pk]) in page(client, "data_form", pk)
    fill_data_item(county["agency"], free, **said, seen=free.version)
    free.refresh_from_db()
    now = field.fresh()
    now.change(now.version, **Evaluation.columns_of(now.declared, now.way.model_copy(update={"state": "drafting"})))
    late = Entry.objects.get(pk=free.pk)
    with pytest.raises(PermissionDenied):
        fill_data_item(county["agency"], late, **said, seen=late.version)


def test_papers_get_numbers_that_are_never_given_again(county: County, field: InTheField) -> None:
    first, second = field.files(), field.files("验收单", data="验收".encode())
    assert (first.key, second.key, first.content["number"]) == ("B2-1", "B2-2", "B2-1")
    withdraw_entry(county["evaluator"], second, seen=second.version)
    assert field.files("发票", data="发票".encode()).key == "B2-3"
    client, pk = browser(county["evaluator"]), field.evaluation.pk
    new = {"title": "合同（双方盖章）", "seen": first.version, "file": SimpleUploadedFile("合同盖章.txt", "盖章合同".encode())}
    client.post(reverse("edit_working_paper", args=[pk, first.pk]), new)
    evidence = {one.id: one for one in assembled(field.fresh()).evidence}
    assert set(evidence) == {"B2-1", "B2-3"}
    file = received("盖章合同".encode(), "x.txt")
    assert (evidence["B2-1"].title, evidence["B2-1"].digest) == ("合同（双方盖章）", f"sha256:{file.digest}")
    response = client.get(reverse("working_paper_file", args=[pk, first.pk]))
    assert body(response) == "盖章合同"
    table = client.get(reverse("working_paper_index", args=[pk, "csv"])).content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in table.splitlines()] == ["编号", "B2-1", "B2-3"]


def test_files_of_slots_and_photos_become_papers_without_being_sent_again(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    (slot,) = field.asks("采购合同")
    provide_material(county["agency"], slot, [received("合同".encode(), "合同.txt")])
    photo = add_photo(field.lead, field.visits(), received(PICTURE, "泵站.png"), caption="闸门锈蚀")
    form = client.get(reverse("add_working_paper", args=[pk]), {"photo": photo.pk}).content.decode()
    assert "一号泵站现场照片：闸门锈蚀" in form
    client.post(reverse("add_working_paper", args=[pk]), {"group": "B4", "title": "闸门锈蚀", "photo": photo.pk})
    client.post(reverse("add_working_paper", args=[pk]), {"group": "B2", "title": "合同", "material_file": slot.files.get().pk})
    digests = {one.id: one.digest for one in assembled(field.fresh()).evidence}
    assert digests == {"B4-1": f"sha256:{photo.file.digest}", "B2-1": f"sha256:{slot.files.get().file.digest}"}
    shown = client.get(reverse("site_photo", args=[pk, photo.visit_id, photo.pk]))
    assert shown["Content-Type"] == "image/png"
    shown.close()
    with pytest.raises(Refused, match="不是照片"):
        add_photo(field.lead, photo.visit, received(b"text", "x.txt"), caption="")


def test_a_sample_of_payments_is_drawn_looked_at_and_summed(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    client.post(reverse("add_payment_list", args=[pk]), {"name": "序时账", "unit": "元", "pasted": PAYMENTS})
    source = field.evaluation.payment_lists.get()
    assert (source.count, source.total) == (2, Decimal("120860.50"))
    plan = {"method": "amount", "size": 1, "seed": "7"}
    assert "2 笔中抽取 1 笔，120,000.00 元" in client.get(reverse("payment_list", args=[pk, source.pk]), plan).content.decode()
    client.post(reverse("payment_list", args=[pk, source.pk]), plan)
    drawn = SampledPayment.objects.get()
    field.files()
    address = reverse("check_payment", args=[pk, drawn.sample_id, drawn.pk])
    wrong = {"result": "problem", "amount_in_question": "130000", "found": "", "paper": "B9-9", "seen": drawn.version}
    told = client.post(address, wrong).content.decode()
    assert all(text in told for text in ("问题金额大于", "须写明查明的情况", "没有这个编号的底稿"))
    client.post(address, {**wrong, "amount_in_question": "30000.00", "found": "无验收单付尾款", "paper": "B2-1"})
    told = page(client, "payment_sample", pk, drawn.sample_id)
    assert all(text in told for text in ("99.29%", "30,000.00", "25.00%", "无验收单付尾款"))
    assert [one.payment.row for one in sample(source.payments, Method.AMOUNT, 1, "")] == [drawn.row]
    entry = AuditEntry.objects.get(action="draw_payments")
    assert (entry.detail["digest"], entry.detail["rows"], entry.organisation) == (source.digest, [2], county.places["finance"])


def test_a_list_with_a_mistake_is_not_kept_and_the_cell_is_named(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    told = client.post(reverse("add_payment_list", args=[pk]), {"name": "x", "unit": "元", "pasted": "凭证号\t金额\n记-1\t若干"})
    assert '<td data-label="单元格">B2</td>' in told.content.decode()
    assert not field.evaluation.payment_lists.exists()


def test_a_paper_survey_is_typed_and_its_rates_follow_from_the_counts(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    head = {"title": "入户问卷", "respondents": "村民", "method": "现场抽样", "issued": 40, "returned": 38, "valid": 36}
    client.post(reverse("add_case_survey", args=[pk]), {**head, "questions": "您对供水是否满意？\n很满意 1\n满意 0.8\n不满意"})
    entry = Entry.objects.get(evaluation=pk, part="surveys")
    counts = {"count_0_0": 30, "count_0_1": 5, "count_0_2": 1, "seen": entry.version}
    address = reverse("count_case_survey", args=[pk, entry.pk])
    assert "多于有效问卷 36 份" in client.post(address, {**counts, "count_0_2": 2}).content.decode()
    client.post(address, counts)
    survey = assembled(field.fresh()).surveys[0]
    assert (survey.id, survey.questions[0].answers, survey.questions[0].satisfaction) == (
        "Q1",
        {"很满意": 30, "满意": 5, "不满意": 1},
        Decimal(34) / 36,
    )
    assert "94.44%" in page(client, "case_surveys", pk)
    stale = client.post(address, {**counts, "count_0_0": 29})
    assert stale.status_code == 409
    assert "29" in stale.content.decode()


def test_a_closed_online_survey_is_taken_over_as_it_was_sealed(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    survey = closed(county, field.fresh().dossier)
    client.post(reverse("take_over_survey", args=[pk, survey.pk]))
    result = SurveyResult.objects.get(survey=survey)
    taken = assembled(field.fresh()).surveys[0]
    assert result.digest == digest_of(result.content)
    assert (taken.id, taken.valid, result.digest in taken.note) == (f"S{survey.pk}", 7, True)
    assert taken.model_copy(update={"note": ""}).model_dump(mode="json", exclude_none=True) == {**result.content, "note": ""}
    entry = Entry.objects.get(evaluation=pk, part="surveys")
    assert client.get(reverse("count_case_survey", args=[pk, entry.pk])).status_code == 404
    generic = reverse("evaluation_entry", args=[pk, entry.pk])
    for answer in (client.get(generic, follow=True), client.post(generic, {"seen": 1, "title": "改", "valid": "9999"}, follow=True)):
        assert "份数以封存的结果为准，不能改动" in answer.content.decode()
    with pytest.raises(Refused, match="由在线调查转入"):
        save_entry(county["evaluator"], field.fresh(), "surveys", entry.key, {**entry.content, "valid": 9999}, seen=entry.version)
    typed = field.saves("surveys", title="入户问卷")
    there = client.get(reverse("evaluation_entry", args=[pk, typed.pk]))
    assert there["Location"] == reverse("edit_case_survey", args=[pk, typed.pk])
    entry.refresh_from_db()
    assert assembled(field.fresh()).surveys[0] == taken
    assert "已经转入" in client.post(reverse("take_over_survey", args=[pk, survey.pk]), follow=True).content.decode()


def test_a_survey_that_was_taken_over_gives_the_satisfaction_indicator_its_score(county: County, field: InTheField) -> None:
    pk, client = field.evaluation.pk, browser(county["evaluator"])
    survey = closed(county, field.fresh().dossier)
    client.post(reverse("take_over_survey", args=[pk, survey.pk]))
    taken = assembled(field.fresh()).surveys[0]
    address = reverse("evaluation_score", args=[pk, "4.1.2"])
    assert f'value="{taken.id}"' in client.get(address).content.decode()
    assert client.post(address, {"survey": taken.id, "seen": ""}).status_code == 302
    line = scored(field.fresh())[1].line("4.1.2")
    share = satisfaction(taken)
    assert line is not None and line.score is not None and share is not None
    full, weight = Decimal("0.90"), line.indicator.weight
    expected = weight if share >= full else (weight * share / full)
    assert abs(line.score - expected) <= Decimal("0.005")
    assert line.trace is not None and taken.valid == 7
    other = closed(county, field.fresh().dossier, *[{**PLEASED, "q1": [5], "q6": [2]}] * 7)
    client.post(reverse("take_over_survey", args=[pk, other.pk]))
    version = Entry.objects.get(evaluation=pk, part="inputs", key="4.1.2").version
    client.post(address, {"survey": f"S{other.pk}", "seen": version})
    lower = scored(field.fresh())[1].line("4.1.2")
    assert lower is not None and lower.score is not None and lower.score < line.score
    assert assembled(field.fresh()).inputs[0].survey == f"S{other.pk}"


def test_the_calendar_shows_the_plan_and_what_is_due(county: County, field: InTheField) -> None:
    pk = field.evaluation.pk
    field.saves(
        "interviews", interviewee="站长", held_on="2025-03-06", interviewers=["某"], answers=[{"question": "怎样？", "answer": "好。"}]
    )
    field.visits()
    told = page(browser(county["evaluator"]), "work_plan", pk)
    assert all(text in told for text in ("现场核查", ">10<", "访谈：站长", "查看：一号泵站", "统筹"))
    assert "访谈：站长" not in page(browser(county["agency"]), "work_plan", pk)


@pytest.mark.parametrize("name", ["materials", "data_form", "interviews", "working_papers", "payment_sample", "case_surveys", "fieldwork"])
def test_the_number_of_queries_does_not_grow_with_the_rows(county: County, field: InTheField, name: str) -> None:
    client = browser(county["evaluator"])
    source = field.lists("凭证号\t金额\n" + "\n".join(f"记-{number}\t{number}00" for number in range(1, 9)))
    counts = []
    for size in (2, 4):
        for number in range(size):
            field.files(f"底稿{size}{number}", data=f"{size}{number}".encode())
            field.saves("data_form", f"数据{size}{number}")
            field.saves("interviews", interviewee=f"某{number}", interviewers=["某"])
            field.saves("surveys", title=f"问卷{size}{number}")
        slots = field.asks(*(f"资料{size}{number}" for number in range(size)))
        provide_material(county["agency"], slots[0], [received(f"{size}".encode(), "x.txt")])
        drawing: PaymentSample = field.draws(source, size)
        arguments = [field.evaluation.pk, *([drawing.pk] if name == "payment_sample" else [])]
        client.get(reverse(name, args=arguments))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(name, args=arguments))
        counts.append(len(queries))
    assert counts[0] == counts[1]
