"""From the page of a record or an evaluation to the public in one step; and the page of a record, frozen as it was published."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest
from county_at_hand import County, form
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from evaluation_at_hand import Evaluated
from pypdfium2 import PdfDocument
from reviewing_at_hand import version_of
from rows_portal import FORM, head
from typesetting import typeset

from jiheng.process.course import Event
from jiheng.web import stored
from jiheng.web.acting import Refused
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.people.models import Role
from jiheng.web.portal.actions.put_forward_record import put_forward_record
from jiheng.web.portal.actions.put_forward_report import put_forward_report
from jiheng.web.portal.actions.take_publication_step import take_publication_step
from jiheng.web.portal.checking import check
from jiheng.web.portal.looking import DRAFTS
from jiheng.web.portal.models import Publication, Published
from jiheng.web.reviews.models import FindingWaiver

CONFIRMED = datetime.date(2025, 3, 3)
SECRET = "没有公开的"


def signed_in(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def newest(dossier: Dossier) -> RecordVersion:
    return RecordVersion.objects.filter(dossier=dossier, form=FORM).latest("number")


def go_public(county: County, publication: Publication) -> Published:
    take_publication_step(county["agency"], publication, "submit", seen=publication.version, said={})
    said = {"secrecy_check": True}
    take_publication_step(head(county), publication, "publish", seen=publication.version, said=said, confirmed=True)
    return Published.objects.get(source=publication)


def public(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_record_goes_to_publication_from_its_own_page_and_no_later_version_slips_in(county: County) -> None:
    dossier = Dossier.objects.get(pk=county.filed().pk)
    client, first = signed_in(county, "agency"), newest(dossier)
    assert "列入公开" in client.get(first.get_absolute_url()).content.decode()
    response = client.post(reverse("publish_record", args=[dossier.pk, FORM, first.number]), follow=True)
    publication = Publication.objects.get()
    said = response.content.decode()
    assert "公开前检查" in said
    assert "主动公开期限" in said, "the term runs"
    assert (publication.material, publication.record) == ("self_evaluation", first)
    (file,) = publication.files.all()
    assert file.name.endswith("绩效自评表.pdf")
    with PdfDocument(stored.fetch(DRAFTS, file.digest)) as paper:
        assert first.content["project"] in "".join(paper[0].get_textpage().get_text_bounded().split())
    with pytest.raises(Refused, match="不能再列入公开"):
        put_forward_record(county["agency"], first)
    dossier.refresh_from_db()
    store_record(county["agency"], dossier, form(expected_objective="后来改了的目标"), seen=dossier.version)
    assert check(publication).unread == ()
    shown = go_public(county, publication)
    assert shown.records == [first.content]
    later = client.get(newest(dossier).get_absolute_url()).content.decode()
    assert "列入公开" not in later
    with pytest.raises(Refused, match="已公开"):
        put_forward_record(county["agency"], newest(dossier))


def test_a_newer_version_takes_the_place_of_one_that_is_being_prepared(county: County) -> None:
    dossier = Dossier.objects.get(pk=county.filed().pk)
    first = newest(dossier)
    publication = put_forward_record(county["agency"], first)
    store_record(county["agency"], dossier, form(expected_objective="改过的目标"), seen=dossier.version)
    with pytest.raises(Refused, match="已有第 2 版"):
        put_forward_record(county["agency"], first)
    assert "公开改用这一版" in signed_in(county, "agency").get(newest(dossier).get_absolute_url()).content.decode()
    again = put_forward_record(county["agency"], newest(dossier))
    assert (again.pk, again.record, again.due_on, again.files.count()) == (publication.pk, newest(dossier), publication.due_on, 1)
    with pytest.raises(PermissionDenied):
        put_forward_record(county["reviewer"], newest(dossier))


def confirmed(evaluated: Evaluated) -> Evaluation:
    """The evaluation after its report was confirmed, by the shortest way."""
    now = evaluated.evaluation
    events = [
        Event(name="submit", transition="submit_final", on=CONFIRMED, state="confirming"),
        Event(name="confirm_final", transition="confirm_final", on=CONFIRMED, state="archiving"),
    ]
    course = now.way.model_copy(update={"state": "archiving", "events": (*now.way.events, *events)})
    return now.change(now.version, **Evaluation.columns_of(now.declared, course))


def test_a_final_report_goes_to_publication_from_the_page_of_its_evaluation(county: County) -> None:
    evaluated = Evaluated(county)
    evaluated.team()
    let_stand = {
        "code": "EVR101",
        "severity": "question",
        "message": f"{SECRET}疑点",
        "fingerprint": "f" * 16,
        "occurrence": 0,
        "quote": "",
    }
    doubt = {**let_stand, "message": "得分与表不一致", "fingerprint": "e" * 16}
    version = version_of(evaluated, pdf=storage.keep(typeset("评价结论为良。")), findings=[let_stand, doubt], figures=40, checked=30)
    FindingWaiver(evaluation=evaluated.evaluation, fingerprint="f" * 16, message="x", reason=f"{SECRET}理由", by=county["finance"]).save()
    with pytest.raises(Refused, match="定稿以后才能公开"):
        put_forward_report(county["finance"], evaluated.evaluation)
    confirmed(evaluated)
    for name in ("evaluator", "expert", "inspector"):
        with pytest.raises(PermissionDenied):
            put_forward_report(county[name], evaluated.evaluation)
    client = signed_in(county, "finance")
    assert "把定稿报告列入公开" in client.get(evaluated.evaluation.get_absolute_url()).content.decode()
    client.post(reverse("publish_report", args=[evaluated.number]))
    publication = Publication.objects.get()
    assert (publication.report, publication.due_on) == (version, datetime.date(2025, 3, 31)), "20 working days"
    assert "公开准备中" in client.get(evaluated.evaluation.get_absolute_url()).content.decode()
    version_of(evaluated, title=f"{SECRET}后来的报告")
    shown = go_public(county, publication)
    assert shown.execution_rate == Decimal("95.00"), "as the report's table of money says"
    assert (str(shown.score), shown.material, shown.report["verdict"]) == ("88.50", "评价报告", "question")
    everything = [public(shown.get_absolute_url()), public(reverse("portal_record", args=[shown.pk, 1]))]
    everything += [public(reverse("portal_record_data", args=[shown.pk, 1, name])) for name in ("record.json", "1.csv")]
    everything += [public(reverse("portal_data_file", args=[name])) for name in ("dossiers.json", "indicators.csv")]
    assert [text for text in everything if SECRET in text] == []
    assert "立项依据充分性" in everything[1]
    assert "得分与表不一致" in everything[0]
    assert [row["name"] for row in csv.DictReader(io.StringIO(everything[5]))] == ["立项依据充分性", "预算执行率"]


def test_the_page_of_a_record_is_a_table_for_people_and_for_programs(county: County) -> None:
    dossier = Dossier.objects.get(pk=county.filed().pk)
    shown = go_public(county, put_forward_record(county["agency"], newest(dossier)))
    address = reverse("portal_record", args=[shown.pk, 1])
    said = public(address)
    assert said.count('scope="row"') == sum(len(grid["rows"]) for grid in shown.sheets[0]["grids"])
    assert reverse("portal_file", args=[shown.pk, 1]) in said
    assert f"{shown.get_absolute_url()}#check" in said
    for at, grid in enumerate(shown.sheets[0]["grids"], start=1):
        rows = list(csv.reader(io.StringIO(public(reverse("portal_record_data", args=[shown.pk, 1, f"{at}.csv"])))))
        assert len(rows) == 1 + len(grid["rows"])
        assert rows[0] == [text for text, _figure in grid["heads"]]
    assert json.loads(public(reverse("portal_record_data", args=[shown.pk, 1, "record.json"]))) == shown.records[0]
    dossier.refresh_from_db()
    store_record(county["agency"], dossier, form(expected_objective=f"{SECRET}目标"), seen=dossier.version)
    assert public(address) == said
    for place, name in ((1, "3.csv"), (1, "0.csv"), (1, "x"), (2, "record.json")):
        assert Client().get(reverse("portal_record_data", args=[shown.pk, place, name])).status_code == 404
    assert Client().get(reverse("portal_record", args=[shown.pk, 2])).status_code == 404
    notice = {"reason": "有误。", "withdrawal_notice": "撤下更正。"}
    boss = head(county, Role.APPROVER)
    take_publication_step(boss, shown.source, "withdraw", seen=shown.source.version, said=notice, confirmed=True)
    for gone in (address, reverse("portal_record_data", args=[shown.pk, 1, "record.json"])):
        assert Client().get(gone).status_code == 410
