"""The papers of a dossier checked together: what does not agree stands on a page, with its places in both and its decisions."""

from __future__ import annotations

import pytest
from county_at_hand import County, form
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from papers import checked, clean, with_less_executed, work_off

from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier
from jiheng.web.findings.actions.check_dossier import check_dossier
from jiheng.web.findings.between import summary_of
from jiheng.web.findings.models import DossierCheck, DossierDecision


@pytest.fixture
def dossier(county: County) -> Dossier:
    """A dossier whose stored form and whose document state different amounts."""
    opened = county.dossier(form().project)
    store_record(county["agency"], opened, with_less_executed(), seen=opened.version)
    checked(county, opened, clean("docx"), "自评表.docx")
    return opened


def client_of(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def test_what_differs_between_papers_is_found_and_decided(county: County, dossier: Dossier) -> None:
    client, address = client_of(county, "reviewer"), reverse("between", args=[dossier.pk])
    assert "共 2 件" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert 'hx-trigger="every 3s"' in client.get(address).content.decode()
    work_off()
    found = DossierCheck.objects.get()
    (finding,) = [one for one in found.content["findings"] if one["code"] == "XCK307"]
    assert {place["name"] for place in finding["places"]} == {"填报的绩效自评表", "自评表.docx"}
    assert all(place["address"] for place in finding["places"])
    count = summary_of(dossier)["open"]
    assert count >= 1
    assert f"{count} 处待处理" in client.get(dossier.get_absolute_url()).content.decode()
    one = reverse("between_finding", args=[dossier.pk, finding["key"]])
    assert "请写明理由" in client.post(one, {"answer": "explain", "reason": "", "seen": 0}).content.decode()
    told = {"answer": "explain", "reason": "以填报为准", "seen": 0}
    assert client.post(one, told)["Location"] == address
    assert client.post(one, told).status_code == 409
    assert summary_of(dossier)["open"] == count - 1
    assert DossierDecision.objects.get().form == "between"
    assert client.get(reverse("between_finding", args=[dossier.pk, "nothing"])).status_code == 404


def test_a_newer_paper_makes_the_check_old(county: County, dossier: Dossier) -> None:
    check_dossier(county["agency"], dossier)
    work_off()
    client, address = client_of(county, "inspector"), reverse("between", args=[dossier.pk])
    assert "请重新核对" not in client.get(address).content.decode()
    checked(county, dossier, "说明。".encode(), "说明.txt")
    assert "请重新核对" in client.get(address).content.decode()
    assert client.post(address).status_code == 403
    with pytest.raises(PermissionDenied):
        check_dossier(county["inspector"], dossier)
