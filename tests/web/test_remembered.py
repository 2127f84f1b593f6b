"""Sums kept until somebody does something: never another person's, never older than the last deed."""

from __future__ import annotations

from county_at_hand import YEAR, County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from way_of_a_case import browser

from jiheng.web.audit.models import AuditHead
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.actions.end_membership import end_membership
from jiheng.web.people.models import Membership
from jiheng.web.policy import forget
from jiheng.web.remembered import until_next_deed


def test_what_was_found_holds_until_the_next_deed_and_for_one_person(county: County) -> None:
    county.dossier("一")

    def count() -> int:
        return Dossier.objects.count()

    assert until_next_deed(county["finance"], "count", count) == 1
    Dossier.objects.create(organisation=county.places["school"], fiscal_year_id=YEAR, kind="project", subject="past the actions")
    assert until_next_deed(county["finance"], "count", count) == 1
    assert until_next_deed(county["finance"], "another", count) == 2
    assert until_next_deed(county["inspector"], "count", count) == 2
    county.dossier("二")
    assert until_next_deed(county["finance"], "count", count) == 3


def test_who_loses_a_role_loses_what_was_kept_for_it(county: County) -> None:
    county.dossier("一")
    person = county["reviewer"]
    assert until_next_deed(person, "sum", lambda: "seen as reviewer") == "seen as reviewer"
    digest = AuditHead.objects.get().digest
    end_membership(county["administrator"], Membership.objects.get(person=person))
    AuditHead.objects.update(digest=digest)  # even if nothing had been written down
    forget(person)
    assert until_next_deed(person, "sum", lambda: "seen without a role") == "seen without a role"


def test_nothing_is_kept_before_the_first_deed(county: County) -> None:
    assert [until_next_deed(county["finance"], "sum", lambda answer=answer: answer) for answer in (1, 2)] == [1, 2]


def test_pages_are_quick_the_second_time_and_tell_the_readers_own_deed_at_once(county: County) -> None:
    county.dossier("水库维修养护")
    client = browser(county["finance"])
    agency = browser(county["agency"])
    for page in (reverse("home"), reverse("dashboard")):
        client.get(page)
        with CaptureQueriesContext(connection) as kept:
            first = client.get(page).content.decode()
        with CaptureQueriesContext(connection) as again:
            client.get(page)
        assert len(again) == len(kept) <= 12
        assert first.count("水库维修养护") == (page == reverse("home"))
    agency.get(reverse("home"))
    agency.post(
        reverse("open_dossier"), {"organisation": county.places["water_station"].pk, "year": YEAR, "kind": "project", "subject": "新河"}
    )
    assert "新河" in agency.get(reverse("home")).content.decode()
    assert "新河" in client.get(reverse("home")).content.decode()
