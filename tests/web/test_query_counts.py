"""No page asks more of the database when there are more rows: every address without arguments, and the pages of one dossier."""

from __future__ import annotations

import datetime

from asked import drafted
from county_at_hand import YEAR, County, form
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from papers import handed_in
from rows_complaints import given
from rows_exchange import LIST
from rows_portal import prepared
from rows_rectifications import issued
from way_of_a_case import browser

from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.casework.actions.comment import comment
from jiheng.web.casework.models import FlowName, Notice
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.exchange.actions.try_import import try_import
from jiheng.web.exchange.imports.reading import plans
from jiheng.web.jobs.queue import request
from jiheng.web.people.actions.invite import invite
from jiheng.web.people.models import FiscalYear, Organisation, OrganisationKind, Role

#: Who looks, each with menus and lists of their own.
LOOKING = ("agency", "finance", "administrator")
#: Pages of one dossier. What they list is that of the dossier.
OF_A_DOSSIER = ("dossier", "archives", "result", "assign", "new_rectification", "open_evaluation", "prepare_publication", "between")
#: Pages of the self-evaluation of a dossier.
OF_A_FORM = ("fill", "print_form", "library", "form_findings", "compare", "store_form")


def test_pages_ask_no_more_of_the_database_when_there_are_more_rows(county: County) -> None:
    dossier = county.filed()
    _more(county, dossier, 1)
    clients = {name: browser(county[name]) for name in LOOKING}
    addresses = [*_lists(), *(reverse(name, args=[dossier.pk]) for name in OF_A_DOSSIER)]
    addresses += [reverse(name, args=[dossier.pk, "self_evaluation_form"]) for name in OF_A_FORM]
    addresses.append(reverse("record", args=[dossier.pk, "self_evaluation_form", 1]))
    before = _asked(clients, addresses)
    assert len(before) > len(addresses), "some pages are open to several of them"
    for number in (2, 3):
        _more(county, dossier, number)
    after = _asked(clients, addresses)
    assert {page: (before.get(page), count) for page, count in after.items() if count > before.get(page, 0)} == {}
    assert max(after.values()) <= 45


def _names() -> set[str]:
    return {pattern.name for pattern in get_resolver().url_patterns}


def _lists() -> list[str]:
    """The addresses that need no arguments, without those of allauth and of the public."""
    found = []
    for name in sorted(_names()):
        if name.startswith(("account_", "mfa_", "api_", "portal", "complain")) and name != "complaints":
            continue
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


def _asked(clients: dict[str, Client], addresses: list[str]) -> dict[str, int]:
    """For each page and person who may see it the number of queries, nothing being remembered from before."""
    found = {}
    for name, client in clients.items():
        client.get(reverse("home"))
        for address in addresses:
            if name == LOOKING[0] and "self_evaluation_form" in address:
                client.get(address)  # the results of checks are kept for everybody
            caches["sums"].clear()
            with CaptureQueriesContext(connection) as queries:
                response = client.get(address)
            if response.status_code == 200:
                found[f"{name} {address}"] = len(queries)
    return found


def _more(county: County, dossier: Dossier, number: int) -> None:
    """One more row of everything: on the dossier, and beside it."""
    finance, places = county["finance"], county.places
    other = county.filed(f"渠道清淤 {number}")
    open_evaluation(finance, other, client=places["finance"], evaluator=places["consultants"])
    for one in (dossier, other):
        handed_in(county, one, name=f"说明{number}.txt")
        issued(county, one)
        prepared(county, one, title=f"公开 {number}")
        drafted(county, one)
        comment(county["agency"], one, text=f"第 {number} 次")
    person = county.person(f"evaluator.{number}", Role.EVALUATOR, "consultants")
    for one, somebody in ((dossier, person), (other, county["evaluator"])):
        assign(county["approver"], one, somebody, role=AssignmentRole.EVALUATOR)
    dossier.refresh_from_db()
    store_record(county["agency"], dossier, form(conclusion=f"{number}"), seen=dossier.version)
    given(county)
    _elsewhere(county, number)


def _elsewhere(county: County, number: int) -> None:
    """One more row of what hangs on no dossier."""
    year = FiscalYear.objects.get_or_create(year=YEAR - number)[0]
    place = Organisation.objects.create(
        kind=OrganisationKind.AGENCY, name=f"第{number}管理站", code=f"station{number}", parent=county.places["water"]
    )
    invite(county["administrator"], place, name="新人", role=Role.REVIEWER)
    try_import(county["agency"], plans()["dossiers"], data=LIST.encode(), name=f"清单{number}.csv")
    for name in LOOKING:
        request("nothing", {}, key=f"nothing {name} {number}", title="任务", by=county[name])
    Notice(
        organisation=county.places["finance"],
        fiscal_year=year,
        flow=FlowName.OBJECTIVE,
        deadline="submit",
        label="申报",
        day=datetime.date(YEAR, 9, 1),
        reference=f"〔{number}〕号",
        set_by=county["finance"],
    ).save()
