"""Findings of stored forms: decided as those of documents are, and what was waived bars no way."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from county_at_hand import County, form
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from papers import checked, seeded

from jiheng.sample.errors import all_seeds
from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework.checking import check_form
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.findings.actions.decide import decide
from jiheng.web.findings.actions.decide_in_form import decide_in_form
from jiheng.web.findings.models import Answer, DossierDecision, Finding
from jiheng.web.findings.settling import about, key_of
from jiheng.web.versioned import Stale

FORM = FormKind.SELF_EVALUATION_FORM
TODAY = timezone.localdate()
NEXT_YEAR = TODAY + datetime.timedelta(days=365)


@pytest.fixture
def dossier(county: County) -> Dossier:
    """A dossier whose stored self-evaluation has one finding that must be fixed."""
    opened = county.dossier()
    store(county, opened)
    return opened


def store(county: County, dossier: Dossier, code: str = "SEV101") -> None:
    record: Any = all_seeds()[code][0].make(form(), random.Random(1))
    fresh = Dossier.objects.get(pk=dossier.pk)
    store_record(county["agency"], fresh, record, seen=fresh.version)


def bars(dossier: Dossier) -> list[str]:
    found = check_form(Dossier.objects.get(pk=dossier.pk), FORM)
    assert found is not None
    return [one.code for one in found.must_fix]


def the_finding(dossier: Dossier) -> Any:
    found = check_form(dossier, FORM)
    assert found is not None
    return found.must_fix[0]


def test_a_waiver_in_force_bars_no_way(county: County, dossier: Dossier) -> None:
    found = the_finding(dossier)
    assert bars(dossier) == ["SEV101"]
    decision = decide_in_form(county["approver"], dossier, about(found, FORM), Answer.WAIVE, seen=0, reason="批复口径", until=NEXT_YEAR)
    assert bars(dossier) == []
    checked_again = check_form(dossier, FORM)
    assert checked_again is not None
    assert [(one.code, words) for one, words in checked_again.settled] == [("SEV101", "豁免：批复口径")]
    DossierDecision.objects.filter(pk=decision.pk)._raw_delete(DossierDecision.objects.db)
    past = DossierDecision(
        dossier=dossier, form=FORM, key=key_of(found), code=found.code, message=found.message, answer=Answer.WAIVE,
        reason="批复口径", until=TODAY - datetime.timedelta(days=1), decided_by=county["approver"],
    )  # fmt: skip
    past.save()
    assert bars(dossier) == ["SEV101"]
    assert past.said == "豁免已到期"


def test_explaining_it_does_not_open_the_way(county: County, dossier: Dossier) -> None:
    decide_in_form(county["agency"], dossier, about(the_finding(dossier), FORM), Answer.EXPLAIN, seen=0, reason="已核对凭证")
    assert bars(dossier) == ["SEV101"]


def test_another_error_is_another_finding(county: County, dossier: Dossier) -> None:
    decide_in_form(county["reviewer"], dossier, about(the_finding(dossier), FORM), Answer.DISMISS, seen=0, reason="检查有误")
    assert bars(dossier) == []
    store(county, dossier, "SEV106")
    assert bars(dossier)


def test_who_may_decide_and_what_is_asked(county: County, dossier: Dossier) -> None:
    found = the_finding(dossier)
    with pytest.raises(PermissionDenied):
        decide_in_form(county["agency"], dossier, about(found, FORM), Answer.WAIVE, seen=0, reason="理由", until=NEXT_YEAR)
    with pytest.raises(Refused, match="有效期"):
        decide_in_form(county["approver"], dossier, about(found, FORM), Answer.WAIVE, seen=0, reason="理由")
    decide_in_form(county["agency"], dossier, about(found, FORM), Answer.ACCEPT, seen=0)
    with pytest.raises(Stale):
        decide_in_form(county["reviewer"], dossier, about(found, FORM), Answer.DISMISS, seen=0, reason="理由")
    assert AuditEntry.objects.filter(action="decide_in_form").count() == 1


def test_what_was_decided_of_the_document_holds_for_the_form_read_from_it(county: County, dossier: Dossier) -> None:
    same = county.dossier(form().project)
    store(county, same)
    for place in (same, dossier):
        checked(county, place, seeded("docx"), "自评表.docx")
    for finding in Finding.objects.select_related("document"):
        decide(county["approver"], finding, Answer.WAIVE, seen=finding.version, reason="批复口径", until=NEXT_YEAR)
    assert bars(dossier) == ["SEV101"], "a document on another subject says nothing of this form"
    dossier = same
    assert bars(dossier) == []
    decide_in_form(county["reviewer"], dossier, about(settled(dossier), FORM), Answer.ACCEPT, seen=0)
    assert bars(dossier) == ["SEV101"]


def settled(dossier: Dossier) -> Any:
    found = check_form(dossier, FORM)
    assert found is not None
    return found.settled[0][0]


def test_the_pages_show_and_take_decisions(county: County, dossier: Dossier) -> None:
    client = Client()
    client.force_login(county["approver"], backend="jiheng.web.people.accounts.Backend")
    listing = reverse("form_findings", args=[dossier.pk, FORM.value])
    page = client.get(listing).content.decode()
    assert "必须改" in page
    key = key_of(the_finding(dossier))
    address = reverse("form_finding", args=[dossier.pk, FORM.value, key])
    assert address in page
    told = {"answer": "waive", "reason": "批复口径", "until": NEXT_YEAR.isoformat(), "seen": "0"}
    assert "有效期" in client.post(address, {**told, "until": ""}).content.decode()
    assert client.post(address, told)["Location"] == listing
    assert client.post(address, told).status_code == 409
    assert "豁免：批复口径" in client.get(listing).content.decode()
    assert client.get(reverse("form_finding", args=[dossier.pk, FORM.value, "nothing"])).status_code == 404
    assert client.get(reverse("form_findings", args=[dossier.pk, "nothing"])).status_code == 404
    assert client.get(reverse("form_findings", args=[dossier.pk, "monitoring_form"])).status_code == 404
