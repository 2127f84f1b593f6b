"""Evidence of a step: documents of the dossier, chosen or handed in with the step, kept by version and linked in the timeline."""

from __future__ import annotations

import datetime

import pytest
from county_at_hand import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from papers import handed_in
from way_of_a_case import Way, browser

from jiheng.web.acting import Refused
from jiheng.web.casework import flows
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.casework.models import Step
from jiheng.web.dossiers.models import Stage
from jiheng.web.files.models import Document, DocumentVersion


@pytest.fixture
def warned(county: County) -> Way:
    """A monitoring case whose agency must answer a warning with evidence."""
    way = Way(county, Stage.MONITORING)
    way.to_finance()
    way.does("finance", "warn", reason="执行进度偏慢", due_date=flows.today() + datetime.timedelta(days=10))
    return way


def test_documents_are_chosen_and_handed_in_with_the_step(county: County, warned: Way) -> None:
    there = handed_in(county, warned.dossier, name="支付计划.txt")
    client, address = browser(county["agency"]), reverse("step", args=[warned.case.pk, "answer"])
    page = client.get(address).content.decode()
    assert "支付计划.txt" in page
    assert 'enctype="multipart/form-data"' in page
    told = {"measure": "", "evidence": "", "evidence_file": [str(there.pk)], "seen": str(warned.case.version)}
    lacking = client.post(address, {**told, "evidence_upload": SimpleUploadedFile("时间表.txt", "九月底前支付完毕。".encode())})
    assert lacking.content.decode().count(" checked") == 2, "what was chosen and handed in is still there when something else was missing"
    assert Document.objects.filter(dossier=warned.dossier).count() == 2
    files = [str(one.pk) for one in DocumentVersion.objects.filter(document__dossier=warned.dossier)]
    assert client.post(address, {**told, "measure": "加快支付", "evidence_file": files}).status_code == 302
    step = Step.objects.get(case=warned.case, action="answer")
    assert sorted(name for _number, _version, name in step.files) == ["支付计划.txt", "时间表.txt"]
    assert [text for _label, text in step.told] == ["加快支付"]
    way = client.get(warned.dossier.get_absolute_url()).content.decode()
    assert reverse("document_version", args=[there.document_id, 1]) in way


def test_words_alone_will_do_and_nothing_at_all_will_not(county: County, warned: Way) -> None:
    client, address = browser(county["agency"]), reverse("step", args=[warned.case.pk, "answer"])
    told = {"measure": "加快支付", "evidence": "", "seen": str(warned.case.version)}
    assert "请附上佐证材料" in client.post(address, told).content.decode()
    assert client.post(address, {**told, "evidence": "支付计划（财库〔2024〕3 号）"}).status_code == 302
    assert Step.objects.get(case=warned.case, action="answer").files == []


def test_documents_of_other_dossiers_are_no_evidence(county: County, warned: Way) -> None:
    other = handed_in(county, county.dossier("另一个项目", stage=Stage.MONITORING), name="别的.txt")
    case = warned.case
    with pytest.raises(Refused, match="本卷宗的资料"):
        take_step(county["agency"], case, "answer", seen=case.version, said={"measure": "加快支付"}, files=[other])
