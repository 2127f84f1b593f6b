"""Every address for every role: what they get. A new address without a row here fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import rows_archives
import rows_casework
import rows_complaints
import rows_dashboards
import rows_evaluations
import rows_exchange
import rows_fieldwork
import rows_files
import rows_filling
import rows_findings
import rows_jobs
import rows_portal
import rows_rectifications
import rows_results
import rows_reviews
import rows_spotchecks
import rows_surveys
from county_at_hand import County, build
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.people.actions.invite import invite
from jiheng.web.people.models import Membership, Role

ROLES = ("nobody", "agency", "foreign", "reviewer", "approver", "finance", "evaluator", "expert", "inspector", "administrator")

# "agency" prepares the dossier, "foreign" prepares for another department's agency, "reviewer" and "approver" belong to the dossier's
# department, "finance", "inspector" and "administrator" to the finance authority; "evaluator" was given the dossier, "expert" was not.
TABLE = """
                                  nobody agency foreign reviewer approver finance evaluator expert inspector administrator
GET  home                           302    200    200     200      200     200      200     200      200        200
GET  health                         200    200    200     200      200     200      200     200      200        200
GET  dossiers                       302    200    200     200      200     200      200     200      200        200
GET  dossier                        302    200    404     200      200     200      200     404      200        404
GET  record                         302    200    404     200      200     200      200     404      200        404
GET  assign                         302    403    404     403      200     403      403     404      403        404
POST assign                         302    403    404     403      302     403      403     404      403        404
POST withdraw_assignment            302    403    404     403      302     403      403     404      403        404
GET  withdraw_assignment            302    405    405     405      405     405      405     405      405        405
GET  declarations                   302    403    403     200      200     200      200     200      403        403
POST declarations                   302    403    403     302      302     302      302     302      403        403
GET  organisations                  302    200    200     200      200     200      200     200      200        200
GET  organisation                   302    200    404     200      200     200      404     404      200        200
GET  add_organisation               302    403    404     403      403     403      404     404      403        200
POST add_organisation               302    403    404     403      403     403      404     404      403        302
GET  edit_organisation              302    403    404     403      403     403      404     404      403        200
POST edit_organisation              302    403    404     403      403     403      404     404      403        302
GET  grant_role                     302    403    404     403      403     403      404     404      403        200
POST grant_role                     302    403    404     403      403     403      404     404      403        302
GET  years                          302    403    403     403      403     403      403     403      403        200
POST years                          302    403    403     403      403     403      403     403      403        302
POST close_year                     302    403    403     403      403     403      403     403      403        302
GET  invite                         302    403    404     403      403     403      404     404      403        200
POST invite                         302    403    404     403      403     403      404     404      403        200
POST end_membership                 302    403    404     403      403     403      404     404      403        302
POST unlock                         302    403    404     403      403     403      404     404      403        302
POST offer_reset                    302    403    404     403      403     403      404     404      403        200
POST withdraw_invitation            302    403    404     403      403     403      404     404      403        302
GET  accept_invitation              200    200    200     200      200     200      200     200      200        200
POST accept_invitation              302    302    302     302      302     302      302     302      302        302
GET  audit                          302    403    403     403      403     403      403     403      200        200
GET  account_login                  200    302    302     302      302     302      302     302      302        302
GET  account_logout                 302    200    200     200      200     200      200     200      200        200
POST account_logout                 302    302    302     302      302     302      302     302      302        302
GET  account_inactive               200    200    200     200      200     200      200     200      200        200
GET  account_change_password        302    200    200     200      200     200      200     200      200        200
GET  account_reauthenticate         302    200    200     200      200     200      200     200      200        200
GET  mfa_index                      302    200    200     200      200     200      200     200      200        200
GET  mfa_authenticate               302    302    302     302      302     302      302     302      302        302
GET  mfa_reauthenticate             302    302    302     302      302     302      302     302      302        302
GET  mfa_activate_totp              302    200    200     200      200     200      200     200      200        200
GET  mfa_deactivate_totp            302    404    404     404      404     404      404     404      404        404
GET  mfa_view_recovery_codes        302    404    404     404      404     404      404     404      404        404
GET  mfa_generate_recovery_codes    302    200    200     200      200     200      200     200      200        200
GET  mfa_download_recovery_codes    302    404    404     404      404     404      404     404      404        404
"""
#: Apps that keep their own rows.
APPS = (
    rows_casework,
    rows_filling,
    rows_files,
    rows_jobs,
    rows_findings,
    rows_spotchecks,
    rows_dashboards,
    rows_exchange,
    rows_complaints,
    rows_surveys,
    rows_reviews,
    rows_portal,
    rows_evaluations,
    rows_fieldwork,
    rows_rectifications,
    rows_results,
    rows_archives,
)
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]] + [line.split() for app in APPS for line in app.TABLE.strip().splitlines()]


def test_the_table_names_every_address() -> None:
    patterns = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    assert len(patterns) == len(get_resolver().url_patterns), "an include hides addresses from this table"
    assert {pattern.name for pattern in patterns} == {row[1] for row in ROWS}


@pytest.mark.django_db  # tables are made when some test of the run asks for them: this one does
def test_the_table_names_every_role() -> None:
    assert tuple(TABLE.split("\n")[1].split()) == ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """The addresses, and for each role the session it is signed in with."""

    addresses: dict[str, tuple[str, dict[str, object]]]
    sessions: dict[str, str]

    def client(self, role: str) -> Client:
        """A browser of somebody of this role."""
        client = Client()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@pytest.fixture(scope="module")
def visitors(django_db_setup: None, django_db_blocker: Any) -> Iterator[Visitors]:
    """Everybody signed in once for the whole table."""
    with django_db_blocker.unblock(), transaction.atomic():
        county = build()
        sessions = {}
        for role in ROLES[1:]:
            client = Client()
            client.force_login(county[role], backend="jiheng.web.people.accounts.Backend")
            sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield Visitors(addresses=_addresses(county), sessions=sessions)
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_each_role_gets_what_the_table_says(row: list[str], visitors: Visitors) -> None:
    method, name, *expected = row
    address, data = visitors.addresses[name]
    found = []
    for role in ROLES:
        client = visitors.client(role)
        with transaction.atomic():  # what one role does is not there for the next
            response = client.get(address) if method == "GET" else client.post(address, data)
            transaction.set_rollback(True)
        response.close()  # downloads hold their file open
        found.append(str(response.status_code))
    assert dict(zip(ROLES, found, strict=True)) == dict(zip(ROLES, expected, strict=True))


def _addresses(county: County) -> dict[str, tuple[str, dict[str, object]]]:
    """Where each name leads, and what is posted there."""
    dossier = county.filed()
    given = assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    station, administrator = county.places["water_station"], county["administrator"]
    member = Membership.objects.get(person=county["agency"])
    invitation, token = invite(administrator, station, name="新人", role=Role.REVIEWER)
    candidate = Membership.objects.get(person=county["expert"]).pk
    names: dict[str, tuple[list[object], dict[str, object]]] = {
        "dossier": ([dossier.pk], {}),
        "record": ([dossier.pk, "self_evaluation_form", 1], {}),
        "assign": ([dossier.pk], {"candidate": candidate}),
        "withdraw_assignment": ([given.pk], {}),
        "declarations": ([], {"organisation": station.pk}),
        "organisation": ([station.pk], {}),
        "add_organisation": ([station.pk], {"kind": "agency", "name": "分站", "code": "branch"}),
        "edit_organisation": ([station.pk], {"name": "改名", "code": "water_station", "is_active": "on", "seen": station.version}),
        "invite": ([station.pk], {"name": "某人", "role": "reviewer"}),
        "grant_role": ([station.pk], {"username": "reviewer", "role": "approver"}),
        "years": ([], {"year": 2031}),
        "close_year": ([dossier.fiscal_year_id], {}),
        "end_membership": ([member.pk], {}),
        "unlock": ([member.pk], {}),
        "offer_reset": ([member.pk], {}),
        "withdraw_invitation": ([invitation.pk], {}),
        "accept_invitation": ([token], {"username": "somebody", "password": "Korrekt-Pferd-9", "again": "Korrekt-Pferd-9"}),
    }
    others: dict[str, tuple[list[object], dict[str, object]]] = {row[1]: ([], {}) for row in ROWS}
    for app in APPS:
        names |= app.addresses(county, dossier)
    return {name: (reverse(name, args=arguments), data) for name, (arguments, data) in {**others, **names}.items()}
